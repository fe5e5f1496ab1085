using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Numerics.Tensors;

namespace Gmsa.Experiments.Features;

/// <summary>Options of <see cref="Mfcc"/>.</summary>
public sealed record MfccOptions : FramedPictureOptions
{
    [Description("How many coefficients, from the zeroth. Default 40.")]
    [Range(1, Mfcc.Bands)]
    public int Count { get; init; } = 40;

    [Description("Whether each coefficient's slope and curvature over 9 frames follow, in rows of their own. Default false.")]
    public bool Deltas { get; init; }

    public override int CodeVersion => 1;

    protected override int Rows => Deltas ? 3 * Count : Count;

    protected override IFeature CreateOwn(int sampleRate)
    {
        var mfcc = new Mfcc(this, sampleRate);
        return Deltas ? new Deltas(mfcc) : mfcc;
    }
}

/// <summary>
/// Mel-frequency cepstral coefficients, [count, 1 + samples / hop], dB: the orthonormal DCT-II of 128 mel bands in dB (reference 1, range
/// 80 dB). The same numbers as librosa's <c>mfcc</c> with its defaults (nFft 2048, hop 512) but for the count, 40. With deltas
/// [3 count, ...]: see <see cref="Features.Deltas"/>.
/// </summary>
internal sealed class Mfcc : ISpectralFeature
{
    public const int Bands = 128;
    private const double Range = 80; // dB

    private readonly MfccOptions options;
    private readonly Spectrum spectrum;
    private readonly MelFilterBank filters;
    private readonly double[] cosines; // [count, bands]

    public Mfcc(MfccOptions options, int sampleRate)
    {
        this.options = options;
        spectrum = new(options.NFft, options.Hop);
        filters = new(sampleRate, options.NFft, Bands);
        cosines = new double[options.Count * Bands];
        for (var k = 0; k < options.Count; k++)
            for (var band = 0; band < Bands; band++)
                cosines[k * Bands + band] = Math.Sqrt((k == 0 ? 1.0 : 2.0) / Bands) * Math.Cos(Math.PI * k * (2 * band + 1) / (2 * Bands));
    }

    public FeatureMap Extract(Spectra spectra)
    {
        var frames = Spectrum.Frames(spectra.Samples, options.NFft, options.Hop);
        var mel = filters.Apply(spectra.Power(spectrum), frames); // [bands, frames]
        var silence = Numbers.ToDecibels(mel, reference: 1, Range);
        var sums = new double[options.Count * frames]; // [count, frames]
        for (var k = 0; k < options.Count; k++)
            for (var band = 0; band < Bands; band++)
            {
                var to = sums.AsSpan(k * frames, frames);
                TensorPrimitives.MultiplyAdd(mel.AsSpan(band * frames, frames), cosines[k * Bands + band], to, to);
            }
        return new(new(options.Count, frames), Numbers.Saturate(sums), new("coefficient", ""), Axis.Time)
        {
            Silence = [.. Enumerable.Range(0, options.Count).Select(k => Numbers.Saturate(Flat(k, silence)))],
        };
    }

    /// <summary>A coefficient of a frame whose bands are all the same.</summary>
    private double Flat(int k, double decibels)
    {
        var sum = 0.0;
        for (var band = 0; band < Bands; band++) sum = Math.FusedMultiplyAdd(decibels, cosines[k * Bands + band], sum);
        return sum;
    }
}
