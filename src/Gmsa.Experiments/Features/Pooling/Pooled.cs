using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Numerics.Tensors;

namespace Gmsa.Experiments.Features;

/// <summary>What <see cref="Pooled"/> says about the frames of a row.</summary>
public enum Statistic
{
    Mean,

    /// <summary>Population standard deviation (NumPy's).</summary>
    Std,
    Min,
    Max,

    /// <summary>The middle value; the mean of the middle two where their number is even.</summary>
    Median,

    /// <summary>Third standardised moment of the population (SciPy's default); 0 where all values are equal.</summary>
    Skewness,
}

/// <summary>Options of <see cref="Pooled"/>.</summary>
public sealed record PooledOptions : AudioFeatureOptions, IValidatableObject
{
    [Description("The kinds of feature that are summarised, as bare words or with their own options. All hear one rate: sampleRate here, "
        + "or of any of them. Default [mfcc, centroid, rms].")]
    [MinLength(1)]
    public IReadOnlyList<AudioFeatureOptions> Of { get; init; } = [new MfccOptions(), new CentroidOptions(), new RmsOptions()];

    [Description("What is computed over the frames of each row: mean, std, min, max, median, skewness. Default [mean, std].")]
    [MinLength(1)]
    public IReadOnlyList<Statistic> Statistics { get; init; } = [Statistic.Mean, Statistic.Std];

    public override int CodeVersion => 1;

    /// <summary>Its own, else the one that its parts ask for: all of them hear the same.</summary>
    public override int? OwnRate => Rates is [var own, ..] ? own : null;

    private IReadOnlyList<int> Rates => [.. Of.Select(part => part.OwnRate).Prepend(SampleRate).OfType<int>().Distinct()];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Rates is { Count: > 1 } rates)
            yield return new(string.Create(CultureInfo.InvariantCulture, $"pooled features are all heard at one rate, and here are "
                + $"{string.Join(" and ", rates)} Hz. Make a pooled feature for each rate"), [nameof(Of)]);
    }

    public override FeatureShape Shape(int samples, int sampleRate) =>
        new(Of.Sum(feature => feature.Shape(samples, sampleRate).Rows) * Statistics.Count, 1);

    public override IFeature Create(int sampleRate) => new Pooled(this, sampleRate);
}

/// <summary>
/// Statistics over time of other features, [n, 1]: feature by feature, row by row, statistic by statistic. Rows are named
/// <c>mfcc 1 std</c> (rows count from 1, and go without number where a feature has but one). Where the sound ends before its clip, they are
/// over the frames that it has by itself, 1 + samples / hop, and don't depend on the clip's length.
/// </summary>
internal sealed class Pooled(PooledOptions options, int sampleRate) : ISpectralFeature
{
    private readonly IReadOnlyList<(string Name, IFeature Feature)> features = Made(options.Of, sampleRate);

    public FeatureMap Extract(Spectra spectra)
    {
        var (values, names) = (new List<float>(), new List<string>());
        foreach (var (name, feature) in features)
        {
            var map = spectra.Sound.Of(feature);
            for (var row = 0; row < map.Shape.Rows; row++)
            {
                var frames = map.Values.AsSpan(row * map.Shape.Frames, map.Shape.Frames);
                foreach (var statistic in options.Statistics)
                {
                    values.Add(Numbers.Saturate(Over(frames, statistic)));
                    names.Add(RowName(name, row, map.Shape.Rows, statistic));
                }
            }
        }
        return new(new(values.Count, 1), [.. values], new("statistic", "", names), new("clip", ""));
    }

    public void Dispose()
    {
        foreach (var (_, feature) in features) feature.Dispose();
    }

    /// <summary>All of them: where one can't be made, those before it are disposed of.</summary>
    private static List<(string, IFeature)> Made(IReadOnlyList<AudioFeatureOptions> parts, int sampleRate)
    {
        var made = new List<(string, IFeature Feature)>();
        try
        {
            foreach (var part in parts) made.Add((part.Name ?? part.Kind, part.Create(sampleRate)));
            return made;
        }
        catch
        {
            foreach (var (_, feature) in made) feature.Dispose();
            throw;
        }
    }

    private static string RowName(string name, int row, int rows, Statistic statistic) => rows == 1
        ? $"{name} {statistic.ToString().ToLowerInvariant()}"
        : string.Create(CultureInfo.InvariantCulture, $"{name} {row + 1} {statistic.ToString().ToLowerInvariant()}");

    internal static double Over(ReadOnlySpan<float> values, Statistic statistic) => statistic switch
    {
        Statistic.Mean => Mean(values),
        Statistic.Std => Math.Sqrt(Moment(values, 2)),
        Statistic.Min => TensorPrimitives.Min(values),
        Statistic.Max => TensorPrimitives.Max(values),
        Statistic.Median => Median(values),
        Statistic.Skewness => Skewness(values),
        _ => throw new ArgumentOutOfRangeException(nameof(statistic), statistic, "not a statistic"),
    };

    private static double Mean(ReadOnlySpan<float> values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += value;
        return sum / values.Length;
    }

    private static double Moment(ReadOnlySpan<float> values, int order)
    {
        var (mean, sum) = (Mean(values), 0.0);
        foreach (var value in values)
        {
            var deviation = value - mean;
            sum += deviation * deviation * (order == 3 ? deviation : 1);
        }
        return sum / values.Length;
    }

    private static double Median(ReadOnlySpan<float> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return (sorted[(sorted.Length - 1) / 2] + (double)sorted[sorted.Length / 2]) / 2;
    }

    private static double Skewness(ReadOnlySpan<float> values)
    {
        // Below rounding of the mean, a constant row's "deviation" is noise, and so would its skewness be.
        var (deviation, mean) = (Math.Sqrt(Moment(values, 2)), Mean(values));
        return deviation <= 1e-12 * Math.Abs(mean) || deviation == 0 ? 0 : Moment(values, 3) / (deviation * deviation * deviation);
    }
}
