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
        var values = new double[filters.Length * frames];
        for (var frame = 0; frame < frames; frame++)
        {
            var bins = power.AsSpan(frame * (power.Length / frames), power.Length / frames);
            for (var band = 0; band < filters.Length; band++)
            {
                var (start, weights) = filters[band];
                var sum = 0.0;
                for (var i = 0; i < weights.Length; i++) sum += weights[i] * bins[start + i];
                values[band * frames + frame] = sum;
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
