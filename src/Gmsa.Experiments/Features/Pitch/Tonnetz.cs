using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Gmsa.Experiments.Features;

/// <summary>Options of <see cref="Tonnetz"/>.</summary>
public sealed record TonnetzOptions : PictureOptions
{
    [Description("Samples from one frame to the next; multiples of 64 are fastest. Default 512.")]
    [Range(1, 65536)]
    public int Hop { get; init; } = 512;

    public override int CodeVersion => 1;

    protected override FeatureShape OwnShape(int samples, int sampleRate) => new(Tonnetz.Rows, ConstantQ.Frames(samples, Hop));

    protected override IFeature CreateOwn(int sampleRate) => new Tonnetz(new(sampleRate, Hop));
}

/// <summary>
/// Tonal centroids, [6, 1 + samples / hop]: where a frame's pitch classes lie on the circles of fifths, minor thirds and major thirds, each
/// as x and y; of length 1 at most, the last 0.5. The middle, 0, is silence and noise. librosa's <c>tonnetz(chroma=chroma_cqt)</c> (Harte,
/// Sandler and Gasser, "Detecting harmonic change in musical audio", 2006).
/// </summary>
internal sealed class Tonnetz(PitchClasses pitchClasses) : ISpectralFeature
{
    public const int Rows = 6;

    private static readonly string[] Names = ["fifth x", "fifth y", "minor third x", "minor third y", "major third x", "major third y"];

    /// <summary>Half turns of each circle that a semitone makes, and the circle's radius.</summary>
    private static readonly (double Step, double Radius)[] Circles = [(7 / 6.0, 1), (3 / 2.0, 1), (2 / 3.0, 0.5)];

    public FeatureMap Extract(Spectra spectra)
    {
        var parts = pitchClasses.Of(spectra);
        Norms.Divide(parts, PitchClasses.Count, Norm.Sum);
        var frames = parts.Length / PitchClasses.Count;
        var values = new double[Rows * frames];
        for (var row = 0; row < Rows; row++)
            for (var pitchClass = 0; pitchClass < PitchClasses.Count; pitchClass++)
            {
                var (step, radius) = Circles[row / 2];
                var angle = Math.PI * step * pitchClass;
                var weight = radius * (row % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle));
                for (var frame = 0; frame < frames; frame++)
                    values[row * frames + frame] += weight * parts[pitchClass * frames + frame];
            }
        return new(new(Rows, frames), Array.ConvertAll(values, Numbers.Saturate), new("tonal centroid", "", Names), Axis.Time);
    }
}
