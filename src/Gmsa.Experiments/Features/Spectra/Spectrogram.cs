using System.ComponentModel;

namespace Gmsa.Experiments.Features;

/// <summary>Options of <see cref="Spectrogram"/>.</summary>
public sealed record SpectrogramOptions : LoudnessOptions
{
    [Description("Samples in a frame, and the length of its Fourier transform. Default 512.")]
    public override int NFft { get; init; } = 512;

    [Description("Samples from one frame to the next. Default 384.")]
    public override int Hop { get; init; } = 384;

    public override int CodeVersion => 1;

    protected override int Rows => 1 + NFft / 2;

    protected override PitchAxis OwnPitchAxis(int sampleRate) => Features.PitchAxis.Frequencies;

    protected override IFeature CreateOwn(int sampleRate) => new Spectrogram(this);
}

/// <summary>
/// Power spectrogram, [1 + nFft / 2, 1 + samples / hop], in dB (10 log10 |X|^2) or as it is, the origin's first picture: librosa's
/// <c>power_to_db(abs(stft(n_fft=512, hop_length=384))**2, ref=1.0)</c> with the defaults (Hann window, centred frames, range 80 dB). The
/// origin's plotting library gave density, which differs from it by a constant in dB.
/// </summary>
internal sealed class Spectrogram(SpectrogramOptions options) : ISpectralFeature
{
    private readonly Spectrum spectrum = new(options.NFft, options.Hop);

    public FeatureMap Extract(Spectra spectra)
    {
        var frames = Spectrum.Frames(spectra.Samples, options.NFft, options.Hop);
        double[] power = [.. spectra.Power(spectrum)]; // others may look at what is shared
        var silence = Numbers.Saturate(options.Apply(power));
        return new(new(spectrum.Bins, frames), Numbers.Transposed(power, frames), new("frequency bin", ""), Axis.Time)
        {
            Silence = [.. Enumerable.Repeat(silence, spectrum.Bins)],
        };
    }
}
