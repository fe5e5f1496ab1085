namespace Gmsa.Experiments.Features;

/// <summary>How features end as 32-bit numbers.</summary>
internal static class Numbers
{
    /// <summary>The largest that may be learnt from: its square is still a float. Moments in nanoseconds are below it.</summary>
    public const float Largest = 1e19f;

    /// <summary>False of what isn't finite, or is so large that learners would come to no number by it.</summary>
    public static bool IsLearnable(float value) => MathF.Abs(value) <= Largest;

    /// <summary>
    /// The nearest float; what is too large for one becomes the largest, so that audio far beyond full scale stays finite.
    /// </summary>
    public static float Saturate(double value) => (float)Math.Clamp(value, -float.MaxValue, float.MaxValue);

    /// <inheritdoc cref="Saturate(double)"/>
    public static float[] Saturate(ReadOnlySpan<double> values)
    {
        var floats = GC.AllocateUninitializedArray<float>(values.Length);
        for (var i = 0; i < floats.Length; i++) floats[i] = Saturate(values[i]);
        return floats;
    }

    /// <summary>Of 32-bit floats: librosa leaves a frame alone whose norm or sum is smaller.</summary>
    public const double SmallestNormal = 1.17549435e-38;

    /// <summary>Power below which decibels are not looked at: -100 dB, librosa's <c>amin</c>.</summary>
    private const double SmallestPower = 1e-10;

    /// <summary>
    /// Power to decibels in place, as librosa's <c>power_to_db</c>: 10 log10(power / reference), nothing under -100 dB re 1,
    /// nothing more than <paramref name="range"/> dB under the loudest value.
    /// </summary>
    /// <param name="reference">The power that is 0 dB; null for the largest there is.</param>
    /// <returns>What a power of 0 would be among them.</returns>
    public static double ToDecibels(Span<double> power, double? reference, double range)
    {
        var largest = 0.0;
        foreach (var value in power) largest = Math.Max(largest, value);
        var zero = 10 * Math.Log10(Math.Max(SmallestPower, reference ?? largest));
        var floor = 10 * Math.Log10(Math.Max(SmallestPower, largest)) - zero - range;
        for (var i = 0; i < power.Length; i++)
            power[i] = Math.Max(floor, 10 * Math.Log10(Math.Max(SmallestPower, power[i])) - zero);
        return Math.Max(floor, 10 * Math.Log10(SmallestPower) - zero);
    }

    /// <summary>[frames, rows] to [rows, frames], in floats.</summary>
    public static float[] Transposed(ReadOnlySpan<double> values, int frames)
    {
        var rows = values.Length / frames;
        var transposed = GC.AllocateUninitializedArray<float>(values.Length);
        // In tiles, so that a line of the cache is used whole before it is needed for another.
        for (var frame = 0; frame < frames; frame += Tile)
            for (var row = 0; row < rows; row += Tile)
                for (var f = frame; f < Math.Min(frames, frame + Tile); f++)
                    for (var r = row; r < Math.Min(rows, row + Tile); r++) transposed[r * frames + f] = Saturate(values[f * rows + r]);
        return transposed;
    }

    private const int Tile = 16;
}
