using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Gmsa.Experiments.Features;

/// <summary>What <see cref="Chroma"/> is made of.</summary>
public enum ChromaSource
{
    /// <summary>The constant-Q transform of 36 bins an octave: sharp in the bass too.</summary>
    Cqt,

    /// <summary>The short-time Fourier transform of 2048 samples: sharper in time.</summary>
    Stft,
}

/// <summary>Options of <see cref="Chroma"/>.</summary>
public sealed record ChromaOptions : PictureOptions
{
    [Description(
        "cqt (constant-Q, 36 bins an octave, as many octaves from C1 as fit, 7 at most) or stft (frames of 2048 samples). Default cqt.")]
    public ChromaSource Of { get; init; } = ChromaSource.Cqt;

    [Description("Samples from one frame to the next; multiples of 64 are fastest. Default 512.")]
    [Range(1, 65536)]
    public int Hop { get; init; } = 512;

    public override int CodeVersion => 1;

    protected override FeatureShape OwnShape(int samples, int sampleRate) => new(PitchClasses.Count, ConstantQ.Frames(samples, Hop));

    protected override PitchAxis OwnPitchAxis(int sampleRate) => Features.PitchAxis.Classes;

    protected override IFeature CreateOwn(int sampleRate) => Of == ChromaSource.Cqt
        ? new Chroma(new PitchClasses(sampleRate, Hop).Of) : new Chroma(new ChromaFilterBank(sampleRate, Hop).Of);
}

/// <summary>
/// Chroma, [12, 1 + samples / hop]: how loud each pitch class is, C first, the loudest of each frame being 1; 0 where all is silent.
/// librosa's <c>chroma_cqt</c> (<c>bins_per_octave=36, tuning=0</c>) or <c>chroma_stft</c> (<c>tuning=0</c>).
/// </summary>
/// <param name="loudness">Of every pitch class, [12, frames], as a copy of one's own.</param>
internal sealed class Chroma(Func<Spectra, double[]> loudness) : ISpectralFeature
{
    public FeatureMap Extract(Spectra spectra)
    {
        var values = loudness(spectra);
        Norms.Divide(values, PitchClasses.Count, Norm.Largest);
        var shape = new FeatureShape(PitchClasses.Count, values.Length / PitchClasses.Count);
        return new(shape, Array.ConvertAll(values, Numbers.Saturate), PitchClasses.Axis, Axis.Time);
    }
}
