using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Features;

namespace Gmsa.Experiments.Tests.Features;

/// <summary>How far one array is from another; 0 where they are equal.</summary>
public enum Measure
{
    /// <summary>The largest difference, as a part of the expected array's largest magnitude.</summary>
    OfLargest,

    /// <summary>The largest difference.</summary>
    Largest,

    /// <summary>The mean difference.</summary>
    Mean,

    /// <summary>1 less the correlation.</summary>
    Correlation,

    /// <summary>The share of values that are off by more than a thousandth of the largest.</summary>
    Share,
}

/// <summary>A feature beside what librosa 0.10.2.post1 gives for the same four signals.</summary>
/// <param name="Oracle">The array's file, without ".npy".</param>
/// <param name="Tolerance">What the measure has to stay under.</param>
public sealed record LibrosaOracle(string Oracle, AudioFeatureOptions Options, Measure Measure, double Tolerance)
{
    public static IReadOnlyList<string> Signals { get; } = ["dev-piano-22k", "dev-piano-8k", "dev-chirp-22k", "dev-noise-8k"];

    /// <summary>What librosa gave, and what we give for as many frames.</summary>
    public (float[] Expected, float[] Actual) On(string signal)
    {
        var folder = Repository.Shared($"oracles/features/{signal}");
        using var wav = File.OpenRead(Path.Combine(folder, "input.wav"));
        var clip = WavReader.Read(wav, default, null, TestContext.Current.CancellationToken)!;
        using var npy = File.OpenRead(Path.Combine(folder, Oracle + ".npy"));
        var (shape, expected) = NumpyFile.Read(npy);
        var map = Options.Create(clip.Rate).Extract(clip);
        Assert.Equal(shape.Rows, map.Shape.Rows);
        if (Oracle == "stft_magnitude") Assert.Equal(Math.Min(64, map.Shape.Frames), shape.Frames); // only these were kept
        else Assert.Equal(shape.Frames, map.Shape.Frames);
        return (expected, [.. map.Values.Chunk(map.Shape.Frames).SelectMany(row => row.Take(shape.Frames))]);
    }

    /// <summary>How far we are from librosa on one signal.</summary>
    public double Deviation(string signal)
    {
        var (expected, actual) = On(signal);
        double[] differences = [.. expected.Zip(actual, (a, b) => Math.Abs((double)a - b))];
        return Measure switch
        {
            Measure.OfLargest => differences.Max() / expected.Max(Math.Abs),
            Measure.Largest => differences.Max(),
            Measure.Mean => differences.Average(),
            Measure.Correlation => 1 - Correlation(expected, actual),
            Measure.Share => differences.Count(d => d > 1e-3 * expected.Max(Math.Abs)) / (double)differences.Length,
            _ => throw new ArgumentOutOfRangeException(nameof(signal), Measure, "not a measure"),
        };
    }

    private static double Correlation(float[] a, float[] b)
    {
        var (meanA, meanB) = (a.Average(x => (double)x), b.Average(x => (double)x));
        var (covariance, squaresA, squaresB) = (0.0, 0.0, 0.0);
        foreach (var (x, y) in a.Zip(b))
        {
            covariance += (x - meanA) * (y - meanB);
            squaresA += (x - meanA) * (x - meanA);
            squaresB += (y - meanB) * (y - meanB);
        }
        return covariance / Math.Sqrt(squaresA * squaresB);
    }

    public override string ToString() => $"{Oracle}, {Measure}";
}
