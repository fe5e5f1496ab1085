using System.Globalization;
using Gmsa.Experiments.Search;
using Gmsa.Experiments.Training;

namespace Gmsa.Experiments.Config;

/// <summary>
/// Makes the search space of a trainer: the ranges of the file, the learner's own where it asks for them, and
/// those of learners to choose from.
/// </summary>
internal static class TrainerSpace
{
    /// <param name="given">The ranges that the file gives.</param>
    /// <param name="isSaid">True for the keys that the file has.</param>
    public static SearchSpace Of(TrainerOptions options, IReadOnlyList<Dimension> given, Func<string, bool> isSaid)
    {
        if (options is AutoOptions auto) return OfLearners(auto);
        var keys = OptionKey.Of(options.GetType());
        var dimensions = given.Concat(Own(options, isSaid))
            .Select(d => d with { CheapWhenLow = keys.First(k => k.Key == d.Name).Searched?.CheapWhenLow ?? false }).ToArray();
        return new(dimensions) { Favoured = options.Space is null || dimensions.Length == 0 ? [] : Favoured(options, dimensions) };
    }

    /// <summary>
    /// A trainer as code makes it: everything that its search varies is spelt out, as in a resolved file, and as there nothing of it is
    /// judged before it is bound. Said is what has a range or differs from its default.
    /// </summary>
    public static TrainerEntry Made(TrainerOptions? options, IReadOnlyList<Dimension> given)
    {
        if (options is null) return new(null!, new(given)); // told where it stands
        if (options is AutoOptions auto) return new(auto with { Of = [.. (auto.Of ?? []).Select(Learner)] }, new(given));
        var fresh = Activator.CreateInstance(options.GetType())!;
        var said = OptionKey.Of(options.GetType())
            .Where(k => given.Any(d => d.Name == k.Key) || !Equals(k.Property.GetValue(options), k.Property.GetValue(fresh)))
            .Select(k => k.Key).ToHashSet(StringComparer.Ordinal);
        return new(options, new([.. given, .. Own(options, said.Contains)]));

        // What isn't said of a learner to choose from is searched.
        static TrainerEntry Learner(TrainerEntry? entry) =>
            entry?.Options is { } one ? Made(one with { Space = DefaultSpace.Default }, entry.Space.Dimensions) : entry!;
    }

    /// <summary>The learner's own ranges of what isn't said, where it is to be searched by them.</summary>
    private static IEnumerable<Dimension> Own(TrainerOptions options, Func<string, bool> isSaid) =>
        options.Space != DefaultSpace.Default ? []
            : OptionKey.Of(options.GetType()).Where(key => !isSaid(key.Key)
                && (key.Searched?.Unless is not { } other || !isSaid(Words.CamelCase(other)))).Select(Own).OfType<Dimension>();

    /// <summary>The values of good settings, brought into the ranges.</summary>
    private static IReadOnlyList<Point> Favoured(TrainerOptions options, IReadOnlyList<Dimension> dimensions)
    {
        var fresh = (TrainerOptions)Activator.CreateInstance(options.GetType())!;
        var settings = fresh.Portfolio is { Count: > 0 } portfolio ? portfolio : [fresh];
        var keys = OptionKey.Of(options.GetType()).ToDictionary(k => k.Key);
        var points = settings.Select(s =>
            new Point(dimensions.ToDictionary(d => d.Name, d => Within(d, keys[d.Name].Property.GetValue(s)))));
        return [.. points.DistinctBy(p => string.Join(' ', p.Values.Select(v => Words.Of(v.Value))))];
    }

    /// <param name="value">Null of an option that has none of its own: then the middle of its range.</param>
    private static object Within(Dimension dimension, object? value) => dimension switch
    {
        RealDimension d when value is null => d.Log ? Math.Sqrt(d.Low * d.High) : (d.Low + d.High) / 2,
        RealDimension d => Math.Clamp(Convert.ToDouble(value, CultureInfo.InvariantCulture), d.Low, d.High),
        IntegerDimension d => Math.Clamp((long)Math.Round(Convert.ToDouble(value, CultureInfo.InvariantCulture)), d.Low, d.High),
        ChoiceDimension d => d.Choices.FirstOrDefault(c => value is not null && Words.Of(c) == Words.Of(value)) ?? d.Choices[0],
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
        var dimensions = learners.SelectMany(e =>
            e.Space.Dimensions.Select(d => d with { Name = Qualified(e, d.Name), When = new(AutoOptions.Learner, e.Name) }));
        // The best setting of each learner before the second best of any; of one with nothing to search, the only one.
        var favoured = learners.SelectMany((e, order) =>
            (e.Space.IsPoint ? [new(new Dictionary<string, object>())] : e.Space.Favoured).Select((p, rank) => (e, p, order, rank)))
            .OrderBy(f => f.rank).ThenBy(f => f.order)
            .Select(f => OfLearner(f.e, f.p));
        return new([new ChoiceDimension(AutoOptions.Learner, [.. learners.Select(e => (object)e.Name)]), .. dimensions])
        {
            Favoured = [.. favoured],
        };
    }

    /// <summary>
    /// A point that another study tried with a learner, as points of this trainer: none where it is another learner, several where it may
    /// choose between several of that kind. What lies outside a range is brought into it; what the point lacks is as the trainer has it.
    /// </summary>
    public static IEnumerable<Point> Translated(TrainerEntry trainer, string name, string kind, IReadOnlyDictionary<string, object> values)
    {
        if (values.TryGetValue(AutoOptions.Learner, out var learner))
        {
            // Of several learners: what it says of the one that it is of. Their names are their kinds, unless the file said otherwise.
            name = kind = Words.Of(learner);
            values = values.Where(v => v.Key.StartsWith(name + ".", StringComparison.Ordinal))
                .ToDictionary(v => v.Key[(name.Length + 1)..], v => v.Value);
        }
        if (trainer.Options is not AutoOptions auto) return trainer.Kind == kind || trainer.Name == name ? [Within(trainer, values)] : [];
        return auto.Of.Where(e => e.Kind == kind || e.Name == name).DistinctBy(e => e.Name).Select(e => OfLearner(e, Within(e, values)));
    }

    private static Point Within(TrainerEntry trainer, IReadOnlyDictionary<string, object> values)
    {
        var keys = OptionKey.Of(trainer.Options.GetType()).ToDictionary(k => k.Key);
        return new(trainer.Space.Dimensions.ToDictionary(d => d.Name, d =>
            Within(d, values.GetValueOrDefault(d.Name) ?? keys[d.Name].Property.GetValue(trainer.Options))));
    }

    private static Point OfLearner(TrainerEntry learner, Point point) =>
        new(point.Values.Select(v => KeyValuePair.Create(Qualified(learner, v.Key), v.Value))
            .Prepend(new(AutoOptions.Learner, learner.Name)).ToDictionary());

    private static string Qualified(TrainerEntry learner, string option) => $"{learner.Name}.{option}";

    /// <summary>The learner that a point of several is of, and the point as that learner's space has it.</summary>
    public static (TrainerEntry Learner, Point Point) Of(AutoOptions auto, Point point)
    {
        var learner = auto.Of.First(e => e.Name.Equals(point.Values[AutoOptions.Learner]));
        var prefix = learner.Name + ".";
        return (learner, new(point.Values.Where(v => v.Key.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(v => v.Key[prefix.Length..], v => v.Value)));
    }
}
