namespace Gmsa.Experiments.Features;

/// <summary>
/// A feature's rows, then their slopes, then their curvatures, [3 rows, frames], a frame and a frame squared: first derivative of the line
/// and second of the parabola that fit 9 frames best by least squares (Savitzky-Golay), in their middle; the first and last 4 frames have
/// those of the first and last 9. librosa's <c>feature.delta</c> of order 1 and 2 with its defaults (width 9, mode interp). Where there
/// are fewer than 9 frames, which librosa refuses, the fit is to the largest odd number of them; with fewer than 3 both are 0.
/// </summary>
internal sealed class Deltas(ISpectralFeature feature) : ISpectralFeature
{
    private const int Width = 9;

    public FeatureMap Extract(Spectra spectra)
    {
        var map = feature.Extract(spectra);
        var (rows, frames) = (map.Shape.Rows, map.Shape.Frames);
        var half = (Math.Min(Width, frames) - 1) / 2;
        var values = new float[3 * map.Values.Length];
        map.Values.CopyTo(values, 0);
        for (var row = 0; half > 0 && row < rows; row++)
        {
            var from = map.Values.AsSpan(row * frames, frames);
            Convolve(from, Slope(half), values.AsSpan((rows + row) * frames, frames));
            Convolve(from, Curvature(half), values.AsSpan((2 * rows + row) * frames, frames));
        }
        float[] silence = [.. map.Silence ?? new float[rows], .. new float[2 * rows]]; // it neither rises nor falls
        return map with { Shape = new(3 * rows, frames), Values = values, Silence = silence };
    }

    public void Dispose() => feature.Dispose();

    private static void Convolve(ReadOnlySpan<float> from, double[] weights, Span<float> to)
    {
        for (var frame = 0; frame < to.Length; frame++)
        {
            var start = Math.Clamp(frame - weights.Length / 2, 0, from.Length - weights.Length);
            var sum = 0.0;
            for (var i = 0; i < weights.Length; i++) sum += weights[i] * from[start + i];
            to[frame] = Numbers.Saturate(sum);
        }
    }

    // Of the least-squares line over -half..half: sum(k x) / sum(k^2).
    private static double[] Slope(int half)
    {
        double[] k = [.. Enumerable.Range(-half, 2 * half + 1)];
        return [.. k.Select(x => x / k.Sum(y => y * y))];
    }

    // Of the least-squares parabola: twice the coefficient of k^2, k^2 less its mean being orthogonal to 1 and k.
    private static double[] Curvature(int half)
    {
        double[] squares = [.. Enumerable.Range(-half, 2 * half + 1).Select(k => (double)k * k)];
        var mean = squares.Average();
        return [.. squares.Select(s => 2 * (s - mean) / squares.Sum(t => (t - mean) * (t - mean)))];
    }
}
