using System.ComponentModel;

namespace Gmsa.Experiments.Features;

/// <summary>Options of <see cref="Stft"/>.</summary>
public sealed record StftOptions : FramedPictureOptions
{
    [Description("What frames are weighted by: hann, hamming or blackman. Default hann.")]
    public FrameWindow Window { get; init; } = FrameWindow.Hann;

    public override int CodeVersion => 1;

    protected override int Rows => 1 + NFft / 2;

    public override PictureLevel Level => PictureLevel.Magnitude;

    protected override PitchAxis OwnPitchAxis(int sampleRate) => Features.PitchAxis.Frequencies;

    protected override IFeature CreateOwn(int sampleRate) => new Stft(this);
}

/// <summary>
/// Magnitudes of the short-time Fourier transform, [1 + nFft / 2, 1 + samples / hop], 0 or more, without unit:
/// |sum(w x e^(-2 pi i k n / nFft))| of each frame, nFft / 4 for a sine of amplitude 1 at a bin with a Hann window.
/// librosa's <c>abs(stft)</c> with its defaults (nFft 2048, hop 512, periodic window, centred frames, zeros beyond the ends).
/// </summary>
internal sealed class Stft(StftOptions options) : ISpectralFeature
{
    private readonly Spectrum spectrum = new(options.NFft, options.Hop, options.Window);

    public FeatureMap Extract(Spectra spectra)
    {
        var frames = Spectrum.Frames(spectra.Samples, options.NFft, options.Hop);
        var values = Numbers.Transposed(spectra.Magnitude(spectrum), frames);
        return new(new(spectrum.Bins, frames), values, new("frequency bin", ""), Axis.Time);
    }
}
