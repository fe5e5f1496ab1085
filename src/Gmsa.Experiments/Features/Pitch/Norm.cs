namespace Gmsa.Experiments.Features;

/// <summary>What the values of a frame are divided by, as librosa's <c>util.normalize</c>.</summary>
internal enum Norm
{
    /// <summary>The largest magnitude.</summary>
    Largest,

    /// <summary>The sum of magnitudes.</summary>
    Sum,

    /// <summary>The root of the sum of squares.</summary>
    Euclidean,
}

internal static class Norms
{

    /// <summary>Divides every frame by its norm, in place; silent ones stay as they are.</summary>
    /// <param name="values">Row-major, [rows, frames].</param>
    public static void Divide(double[] values, int rows, Norm by)
    {
        var frames = values.Length / rows;
        for (var frame = 0; frame < frames; frame++)
        {
            var (largest, sum, squares) = (0.0, 0.0, 0.0);
            for (var i = frame; i < values.Length; i += frames)
            {
                largest = Math.Max(largest, Math.Abs(values[i]));
                sum += Math.Abs(values[i]);
                squares += values[i] * values[i];
            }
            var norm = by switch { Norm.Largest => largest, Norm.Sum => sum, _ => Math.Sqrt(squares) };
            if (norm < Numbers.SmallestNormal) continue;
            for (var i = frame; i < values.Length; i += frames) values[i] /= norm;
        }
    }
}
