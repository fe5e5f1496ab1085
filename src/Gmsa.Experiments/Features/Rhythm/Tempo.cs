using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Gmsa.Experiments.Features;

/// <summary>Options of <see cref="Tempo"/>.</summary>
public sealed record TempoOptions : AudioFeatureOptions
{
    [Description("Samples from one frame to the next: tempos are told apart by whole frames. Default 512.")]
    [Range(32, 65536)]
    public int Hop { get; init; } = 512;

    public override int CodeVersion => 1;

    public override FeatureShape Shape(int samples, int sampleRate) => new(1, 1);

    public override IFeature Create(int sampleRate) => new Tempo(new(sampleRate, Tempogram.NFft, Hop));
}

/// <summary>
/// Tempo, [1, 1], beats a minute: the lag at which onsets repeat most over the whole clip, tempos near 120 being preferred (a normal
/// distribution over octaves) and those of 320 and more left out; 0 where the hop is so long that 8 seconds hold no lag. Silence gives the
/// lag nearest 120. librosa's <c>feature.tempo</c> with its defaults (Ellis, "Beat tracking by dynamic programming", 2007).
/// </summary>
internal sealed class Tempo(OnsetStrength strength) : ISpectralFeature
{
    private const int Window = 8; // seconds
    private const double Usual = 120;
    private const double TooFast = 320;

    public FeatureMap Extract(Spectra spectra)
    {
        var lags = Window * strength.SampleRate / strength.Hop;
        return new(new(1, 1), [lags < 2 ? 0 : Numbers.Saturate(TempoOf(Best(strength.Of(spectra), lags)))], new("tempo", "beats a minute"),
            new("clip", ""));
    }

    private double TempoOf(int lag) => 60.0 * strength.SampleRate / strength.Hop / lag;

    private int Best(double[] onsets, int lags)
    {
        var sums = new double[lags];
        foreach (var (_, block) in Periodicity.Blocks(onsets, lags))
            for (var i = 0; i < block.Length; i++) sums[i % lags] += block[i];
        var (best, most) = (lags - 1, double.NegativeInfinity);
        for (var lag = 1; lag < lags; lag++)
        {
            if (TempoOf(lag) >= TooFast) continue;
            var octaves = Math.Log2(TempoOf(lag) / Usual);
            // Rounding may leave a sum just below zero.
            var score = Math.Log(1 + 1e6 * Math.Max(0, sums[lag] / onsets.Length)) - 0.5 * octaves * octaves;
            if (score > most) (best, most) = (lag, score);
        }
        return best;
    }
}
