using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Gmsa.Experiments.Features;

/// <summary>Options of <see cref="Tempogram"/>.</summary>
public sealed record TempogramOptions : PictureOptions
{
    [Description("Samples from one frame to the next, and from one lag to the next. Default 512.")]
    [Range(32, 65536)]
    public int Hop { get; init; } = 512;

    public override int CodeVersion => 1;

    protected override FeatureShape OwnShape(int samples, int sampleRate) =>
        new(Tempogram.Lags, Spectrum.Frames(samples, Tempogram.NFft, Hop));

    protected override IFeature CreateOwn(int sampleRate) => new Tempogram(new(sampleRate, Tempogram.NFft, Hop));
}

/// <summary>
/// Tempogram, [384, 1 + samples / hop]: how much the onsets around each moment repeat after so many frames, from 0 (where it is 1) to 383;
/// lag l stands for 60 x sampleRate / (hop x l) beats a minute. See <see cref="Periodicity"/>. librosa's
/// <c>tempogram</c> with its defaults.
/// </summary>
internal sealed class Tempogram(OnsetStrength strength) : ISpectralFeature
{
    public const int NFft = 2048;
    public const int Lags = 384;

    public FeatureMap Extract(Spectra spectra)
    {
        var onsets = strength.Of(spectra);
        var values = new float[Lags * onsets.Length];
        foreach (var (start, block) in Periodicity.Blocks(onsets, Lags))
            for (var i = 0; i < block.Length; i++)
                values[i % Lags * onsets.Length + start + i / Lags] = Numbers.Saturate(block[i]);
        return new(new(Lags, onsets.Length), values, new("lag", "frames"), Axis.Time);
    }
}
