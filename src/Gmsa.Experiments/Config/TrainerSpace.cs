using System.Globalization;
using Gmsa.Experiments.Search;
using Gmsa.Experiments.Training;

namespace Gmsa.Experiments.Config;

/// <summary>Makes the search space of a trainer: the ranges of the file, the learner's own where it asks for them, and those of learners to choose from.</summary>
internal static class TrainerSpace
{
    /// <param name="given">The ranges that the file gives.</param>
    /// <param name="isSaid">True for the keys that the file has.</param>
    public static SearchSpace Of(TrainerOptions options, IReadOnlyList<Dimension> given, Func<string, bool> isSaid)
    {
        if (options is AutoOptions auto) return OfLearners(auto);
        var keys = OptionKey.Of(options.GetType());
        var own = options.Space == DefaultSpace.Default ? keys.Where(key => !isSaid(key.Key)).Select(Own).OfType<Dimension>() : [];
        var dimensions = given.Concat(own).Select(d => d with { CheapWhenLow = keys.First(k => k.Key == d.Name).Searched?.CheapWhenLow ?? false }).ToArray();
        return new(dimensions) { Favoured = options.Space is null || dimensions.Length == 0 ? [] : Favoured(options, dimensions) };
    }

    /// <summary>The values of good settings, brought into the ranges.</summary>
    private static IReadOnlyList<Point> Favoured(TrainerOptions options, IReadOnlyList<Dimension> dimensions)
    {
        var fresh = (TrainerOptions)Activator.CreateInstance(options.GetType())!;
        var settings = fresh.Portfolio is { Count: > 0 } portfolio ? portfolio : [fresh];
        var keys = OptionKey.Of(options.GetType()).ToDictionary(k => k.Key);
        var points = settings.Select(s => new Point(dimensions.ToDictionary(d => d.Name, d => Within(d, keys[d.Name].Property.GetValue(s)!))));
        return [.. points.DistinctBy(p => string.Join(' ', p.Values.Select(v => Words.Of(v.Value))))];
    }

    private static object Within(Dimension dimension, object value) => dimension switch
    {
        RealDimension d => Math.Clamp(Convert.ToDouble(value, CultureInfo.InvariantCulture), d.Low, d.High),
        IntegerDimension d => Math.Clamp((long)Math.Round(Convert.ToDouble(value, CultureInfo.InvariantCulture)), d.Low, d.High),
        ChoiceDimension d => d.Choices.FirstOrDefault(c => Words.Of(c) == Words.Of(value)) ?? d.Choices[0],
        _ => throw new ArgumentOutOfRangeException(nameof(dimension)),
    };

    private static Dimension? Own(OptionKey key) => key.Searched switch
    {
        null => null,
        not null when key.Type.IsEnum => new ChoiceDimension(key.Key, Words.OfEnum(key.Type)),
        { } own when OptionKey.IsWhole(key.Type) => new IntegerDimension(key.Key, (long)own.Low, (long)own.High, own.Log),
        { } own => new RealDimension(key.Key, own.Low, own.High, own.Log),
    };

    private static SearchSpace OfLearners(AutoOptions auto)
    {
        var learners = auto.Of.DistinctBy(e => e.Name).ToArray();
        var dimensions = learners.SelectMany(e => e.Space.Dimensions.Select(d => d with { Name = Qualified(e, d.Name), When = new(AutoOptions.Learner, e.Name) }));
        // The best setting of each learner before the second best of any; of one with nothing to search, the only one.
        var favoured = learners.SelectMany((e, order) => (e.Space.IsPoint ? [new(new Dictionary<string, object>())] : e.Space.Favoured).Select((p, rank) => (e, p, order, rank)))
            .OrderBy(f => f.rank).ThenBy(f => f.order)
            .Select(f => new Point(f.p.Values.Select(v => KeyValuePair.Create(Qualified(f.e, v.Key), v.Value)).Prepend(new(AutoOptions.Learner, f.e.Name)).ToDictionary()));
        return new([new ChoiceDimension(AutoOptions.Learner, [.. learners.Select(e => (object)e.Name)]), .. dimensions]) { Favoured = [.. favoured] };
    }

    private static string Qualified(TrainerEntry learner, string option) => $"{learner.Name}.{option}";

    /// <summary>The learner that a point of several is of, and the point as that learner's space has it.</summary>
    public static (TrainerEntry Learner, Point Point) Of(AutoOptions auto, Point point)
    {
        var learner = auto.Of.First(e => e.Name.Equals(point.Values[AutoOptions.Learner]));
        var prefix = learner.Name + ".";
        return (learner, new(point.Values.Where(v => v.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(v => v.Key[prefix.Length..], v => v.Value)));
    }
}
