namespace Gmsa.Experiments.Features;

/// <summary>
/// Triangular filters evenly spaced on Slaney's mel scale (linear to 1 kHz, logarithmic above), each of area 1 over its width in Hz:
/// <c>librosa.filters.mel</c> with its defaults, from 0 Hz to half the sample rate (Slaney, "Auditory Toolbox", 1998). A band that is
/// narrower than a bin may be empty, as there.
/// </summary>
internal sealed class MelFilterBank
{
    private const double HzPerMel = 200.0 / 3;
    private const double LogarithmicFrom = 1000; // Hz
    private const double LogarithmicMel = LogarithmicFrom / HzPerMel;
    private static readonly double LogStep = Math.Log(6.4) / 27;

    private readonly (int Start, double[] Weights)[] filters;

    public MelFilterBank(int sampleRate, int nFft, int bands)
    {
        var edges = new double[bands + 2];
        var top = ToMel(sampleRate / 2.0);
        for (var i = 0; i < edges.Length; i++) edges[i] = ToHz(top * i / (bands + 1));
        filters = new (int, double[])[bands];
        for (var band = 0; band < bands; band++)
            filters[band] = Triangle(edges[band], edges[band + 1], edges[band + 2], sampleRate, nFft);
    }

    /// <summary>The power in every band of every frame, [bands, frames].</summary>
    /// <param name="power">Of every bin, [frames, bins].</param>
    public double[] Apply(double[] power, int frames)
    {
        var values = GC.AllocateUninitializedArray<double>(filters.Length * frames);
        var bins = power.Length / frames;
        // Four frames at a time, whose sums don't wait for each other; the last stands in for those after it.
        for (var frame = 0; frame < frames; frame += 4)
        {
            var (second, third, fourth) =
                (Math.Min(frame + 1, frames - 1), Math.Min(frame + 2, frames - 1), Math.Min(frame + 3, frames - 1));
            for (var band = 0; band < filters.Length; band++)
            {
                var (start, weights) = filters[band];
                var a = power.AsSpan(frame * bins + start, weights.Length);
                var b = power.AsSpan(second * bins + start, weights.Length);
                var c = power.AsSpan(third * bins + start, weights.Length);
                var d = power.AsSpan(fourth * bins + start, weights.Length);
                var (sumA, sumB, sumC, sumD) = (0.0, 0.0, 0.0, 0.0);
                for (var i = 0; i < weights.Length; i++)
                {
                    sumA += weights[i] * a[i];
                    sumB += weights[i] * b[i];
                    sumC += weights[i] * c[i];
                    sumD += weights[i] * d[i];
                }
                var row = values.AsSpan(band * frames, frames);
                (row[frame], row[second], row[third], row[fourth]) = (sumA, sumB, sumC, sumD);
            }
        }
        return values;
    }

    internal static double ToMel(double hz) =>
        hz < LogarithmicFrom ? hz / HzPerMel : LogarithmicMel + Math.Log(hz / LogarithmicFrom) / LogStep;

    internal static double ToHz(double mel) =>
        mel < LogarithmicMel ? mel * HzPerMel : LogarithmicFrom * Math.Exp(LogStep * (mel - LogarithmicMel));

    private static (int, double[]) Triangle(double low, double centre, double high, int sampleRate, int nFft)
    {
        var weights = new List<double>();
        var start = 0;
        for (var bin = 0; bin <= nFft / 2; bin++)
        {
            var hz = (double)bin * sampleRate / nFft;
            var weight = Math.Min((hz - low) / (centre - low), (high - hz) / (high - centre));
            if (weight <= 0) continue;
            if (weights.Count == 0) start = bin;
            weights.Add(weight * 2 / (high - low));
        }
        return (start, [.. weights]);
    }
}
