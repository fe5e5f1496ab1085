namespace Gmsa.Experiments.Augmentation;

/// <summary>Moves the frames of a picture.</summary>
internal static class TimeAxis
{
    /// <summary>
    /// Every frame becomes what stood at its source, linearly between two frames; in place.
    /// </summary>
    /// <param name="picture">Row-major, [rows, frames].</param>
    /// <param name="sources">For each frame the one it is taken from, in fractions.</param>
    /// <param name="beyond">What stands at sources before the first frame or after the last.</param>
    public static void Move(Span<float> picture, ReadOnlySpan<double> sources, float beyond = 0)
    {
        var last = sources.Length - 1;
        var (from, weights, row) = (new int[sources.Length], new float[sources.Length], new float[sources.Length]);
        for (var frame = 0; frame <= last; frame++)
        {
            from[frame] = sources[frame] >= 0 && sources[frame] <= last ? Math.Min((int)sources[frame], Math.Max(0, last - 1)) : -1;
            weights[frame] = (float)(sources[frame] - from[frame]);
        }
        for (var start = 0; start < picture.Length; start += row.Length)
        {
            var moved = picture.Slice(start, row.Length);
            moved.CopyTo(row);
            for (var frame = 0; frame <= last; frame++)
                moved[frame] = from[frame] < 0 ? beyond : Between(row[from[frame]], row[Math.Min(last, from[frame] + 1)], weights[frame]);
        }
    }

    /// <summary>What lies the given part of the way from one value to the next; exactly the first at 0.</summary>
    public static float Between(float first, float second, float part) => part == 0 ? first : first * (1 - part) + second * part;
}
