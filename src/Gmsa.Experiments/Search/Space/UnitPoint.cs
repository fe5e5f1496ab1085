namespace Gmsa.Experiments.Search;

/// <summary>Points as rows of numbers: places on <see cref="UnitScale"/>, and the index of a choice.</summary>
internal static class UnitPoint
{
    /// <summary>True where the point has a value for the dimension, of the right kind.</summary>
    public static bool Has(Dimension dimension, Point point) => point.Values.TryGetValue(dimension.Name, out var value)
        && (dimension is ChoiceDimension choice ? UnitScale.IndexOf(choice, value) >= 0 : UnitScale.PlaceOf(dimension, value) is not null);

    /// <summary>The numbers of a point that has all of the dimensions.</summary>
    public static double[] Of(IReadOnlyList<Dimension> dimensions, Point point)
    {
        var numbers = new double[dimensions.Count];
        for (var d = 0; d < numbers.Length; d++)
        {
            var value = point.Values[dimensions[d].Name];
            numbers[d] = dimensions[d] is ChoiceDimension choice
                ? UnitScale.IndexOf(choice, value)
                : UnitScale.PlaceOf(dimensions[d], value)!.Value;
        }
        return numbers;
    }

    /// <summary>The places of a point in the numeric dimensions, with another's where one doesn't count or has no number.</summary>
    public static double[] PlaceOf(Dimension[] numeric, Point point, double[] otherwise)
    {
        var place = new double[numeric.Length];
        for (var d = 0; d < place.Length; d++)
            place[d] = point.Values.TryGetValue(numeric[d].Name, out var value)
                ? UnitScale.PlaceOf(numeric[d], value) ?? otherwise[d]
                : otherwise[d];
        return place;
    }

    /// <summary>The point at places in the numeric dimensions, in the order of the space, with values for its choices.</summary>
    public static Point At(SearchSpace space, double[] place, IReadOnlyDictionary<string, object> choices)
    {
        var values = new Dictionary<string, object>(space.Dimensions.Count);
        var next = 0;
        foreach (var dimension in space.Dimensions)
        {
            var value = dimension is ChoiceDimension ? choices[dimension.Name] : UnitScale.ValueAt(dimension, place[next++]);
            if (SearchSpace.IsActive(dimension, values)) values.Add(dimension.Name, value);
        }
        return new(values);
    }

    public static object ValueOf(Dimension dimension, double number) =>
        dimension is ChoiceDimension choice ? choice.Choices[(int)number] : UnitScale.ValueAt(dimension, number);

    /// <summary>The number as it comes back from the value: the middle of the bin where the dimension is whole.</summary>
    public static double Snapped(Dimension dimension, double number) =>
        dimension is IntegerDimension ? UnitScale.PlaceOf(dimension, UnitScale.ValueAt(dimension, number))!.Value : number;
}
