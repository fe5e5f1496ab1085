using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Training;

namespace Gmsa.Experiments.Testing;

/// <summary>Options with which a learner finds what there is in some dozen rows within a second: sets of tests are tiny, defaults are for
/// music.</summary>
public static class TinyOptions
{
    /// <summary>What options of these names are, whoever has them, within the option's own range. Others keep their defaults.</summary>
    private static readonly Dictionary<string, double> Values = new()
    {
        ["Trees"] = 24,
        ["MinExamplesPerLeaf"] = 2,
        ["RowFraction"] = 0.8,
        ["FeatureFraction"] = 0.8,
        ["Epochs"] = 8,
        ["Patience"] = 8,
        ["BatchSize"] = 8,
        ["Dropout"] = 0.2,
    };

    /// <summary>Few steps have to do, so each is as large as any that is searched.</summary>
    private const string LearningRate = "LearningRate";

    /// <summary>The catalog's trainers that learn by themselves, by their words: all but choices of others.</summary>
    public static IReadOnlyDictionary<string, TrainerOptions> Trainers { get; } = Named.All<TrainerOptions>(Catalog.Default.Trainers, Of)
        .Where(kind => kind.Value is not AutoOptions).ToDictionary(kind => kind.Word, kind => kind.Value);

    /// <summary>An options record of this type, with tiny values.</summary>
    public static T Of<T>() => (T)Of(typeof(T));

    /// <inheritdoc cref="Of{T}"/>
    public static object Of(Type type)
    {
        var options = Activator.CreateInstance(type)!;
        foreach (var property in type.GetProperties().Where(p => p.CanWrite))
            if (ValueOf(property) is { } value)
                property.SetValue(options, value);
        return options;
    }

    private static object? ValueOf(PropertyInfo property)
    {
        if (property.PropertyType == typeof(IReadOnlyList<TrainerEntry>))
            return Learners(property.DeclaringType!);
        if (property.PropertyType != typeof(int) && property.PropertyType != typeof(double)) return null;
        double? tiny = property.Name == LearningRate && property.GetCustomAttribute<SearchedAttribute>() is { } searched
            ? searched.High : Values.TryGetValue(property.Name, out var value) ? value : null;
        return tiny is null ? null : Convert.ChangeType(Within(property, tiny.Value), property.PropertyType, CultureInfo.InvariantCulture);
    }

    /// <summary>What a choice is of: the other trainers of the catalog that learn from vectors.</summary>
    private static TrainerEntry[] Learners(Type choice) =>
    [
        .. from kind in Catalog.Default.Trainers
           where kind.Options != choice
           let options = (TrainerOptions)Of(kind.Options)
           where options.JoinsFeatures
            select TrainerEntry.Of(options) with { Kind = kind.Word },
    ];

    private static double Within(PropertyInfo property, double value)
    {
        if (property.GetCustomAttribute<RangeAttribute>() is not { } range) return value;
        double Bound(object bound) => Convert.ToDouble(bound, CultureInfo.InvariantCulture);
        return Math.Clamp(value, Bound(range.Minimum), Bound(range.Maximum));
    }
}
