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
        var (from, weights, row) = (new int[sources.Length], new float[sources.Length], new float[sources.Length + 1]);
        for (var frame = 0; frame <= last; frame++)
        {
            from[frame] = sources[frame] >= 0 && sources[frame] <= last ? (int)sources[frame] : -1;
            weights[frame] = (float)(sources[frame] - from[frame]);
        }
        for (var start = 0; start < picture.Length; start += sources.Length)
        {
            var moved = picture.Slice(start, sources.Length);
            moved.CopyTo(row);
            row[^1] = row[last]; // what the last frame has no part of
            for (var frame = 0; frame < moved.Length; frame++)
            {
                var (first, part) = (from[frame], weights[frame]);
                moved[frame] = first < 0 ? beyond : row[first] * (1 - part) + row[first + 1] * part;
            }
        }
    }
}
