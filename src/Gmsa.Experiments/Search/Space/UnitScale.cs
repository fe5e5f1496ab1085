namespace Gmsa.Experiments.Search;

/// <summary>
/// The values of a dimension as numbers from 0 to 1 and back, so that equal steps are equal steps of the logarithm where the
/// dimension asks for it. A whole number stands for a bin that reaches half a number to either side, so that the ends have as
/// much room as their neighbours.
/// </summary>
internal static class UnitScale
{
    /// <summary>
    /// The value at a place between 0 and 1; what lies beyond is the end. Choices have bins of the same width, in the order of the file.
    /// </summary>
    public static object ValueAt(Dimension dimension, double unit) => dimension switch
    {
        RealDimension { Log: true } d => Math.Clamp(Math.Exp(Between(Math.Log(d.Low), Math.Log(d.High), unit)), d.Low, d.High),
        RealDimension d => Math.Clamp(Between(d.Low, d.High, unit), d.Low, d.High),
        IntegerDimension { Log: true } d => Whole(d, Math.Round(Math.Exp(Between(Math.Log(d.Low - 0.5), Math.Log(d.High + 0.5), unit)))),
        IntegerDimension d => Whole(d, Math.Floor(Between(d.Low, d.High + 1.0, unit))),
        ChoiceDimension d => d.Choices[Math.Clamp((int)(unit * d.Choices.Count), 0, d.Choices.Count - 1)],
        _ => throw new InvalidOperationException($"no scale for {dimension}"),
    };

    /// <summary>The place of a number between 0 and 1: the middle of its bin where it is whole; null where it is no number.</summary>
    public static double? PlaceOf(Dimension dimension, object value)
    {
        var number = value switch { double d => d, long l => l, int i => i, _ => double.NaN };
        if (!double.IsFinite(number)) return null;
        var (low, high) = Ends(dimension);
        // A place in the middle where there is one value only.
        return high > low ? Math.Clamp((Scaled(dimension, number) - low) / (high - low), 0, 1) : 0.5;
    }

    /// <summary>The index of a choice, or -1 where it is none of them.</summary>
    public static int IndexOf(ChoiceDimension dimension, object value)
    {
        for (var i = 0; i < dimension.Choices.Count; i++)
            if (dimension.Choices[i].Equals(value)) return i;
        return -1;
    }

    /// <summary>The width of the bin around a whole number at a place, from 0 to 1; 0 where numbers are real.</summary>
    public static double BinAt(Dimension dimension, double unit)
    {
        if (dimension is not IntegerDimension d) return 0;
        if (!d.Log) return 1 / (d.High - d.Low + 1.0);
        var (low, high) = Ends(d);
        var number = (long)ValueAt(d, unit);
        return (Math.Log(number + 0.5) - Math.Log(number - 0.5)) / (high - low);
    }

    private static (double Low, double High) Ends(Dimension dimension) => dimension switch
    {
        RealDimension { Log: true } d => (Math.Log(d.Low), Math.Log(d.High)),
        RealDimension d => (d.Low, d.High),
        IntegerDimension { Log: true } d => (Math.Log(d.Low - 0.5), Math.Log(d.High + 0.5)),
        IntegerDimension d => (d.Low - 0.5, d.High + 0.5),
        _ => throw new InvalidOperationException($"no scale for {dimension}"),
    };

    private static double Scaled(Dimension dimension, double number) =>
        dimension is RealDimension { Log: true } or IntegerDimension { Log: true } ? Math.Log(number) : number;

    private static long Whole(IntegerDimension dimension, double number) => Math.Clamp((long)number, dimension.Low, dimension.High);

    private static double Between(double low, double high, double unit) => low + (high - low) * unit;
}
