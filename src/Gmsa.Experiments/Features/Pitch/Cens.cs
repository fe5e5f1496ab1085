using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Gmsa.Experiments.Features;

/// <summary>Options of <see cref="Cens"/>.</summary>
public sealed record CensOptions : PictureOptions
{
    [Description("Samples from one frame to the next; multiples of 64 are fastest. Default 512.")]
    [Range(1, 65536)]
    public int Hop { get; init; } = 512;

    public override int CodeVersion => 1;

    protected override FeatureShape OwnShape(int samples, int sampleRate) => new(PitchClasses.Count, ConstantQ.Frames(samples, Hop));

    protected override PitchAxis OwnPitchAxis(int sampleRate) => Features.PitchAxis.Classes;

    protected override IFeature CreateOwn(int sampleRate) => new Cens(new(sampleRate, Hop));
}

/// <summary>
/// Chroma energy normalised statistics, [12, 1 + samples / hop], C first: each pitch class's part of a frame's loudness in five steps,
/// smoothed over 41 frames, each frame of Euclidean norm 1 (0 where all is silent). Blind to dynamics and ornaments, it is made for finding
/// the same music played again. librosa's <c>chroma_cens</c> (<c>bins_per_octave=36, tuning=0</c>; Mueller and Ewert, "Chroma toolbox",
/// 2011).
/// </summary>
internal sealed class Cens(PitchClasses pitchClasses) : ISpectralFeature
{
    private const int Reach = 20; // frames to either side

    private static readonly double[] Steps = [0.05, 0.1, 0.2, 0.4];
    private static readonly double[] Window = MakeWindow();

    public FeatureMap Extract(Spectra spectra)
    {
        var parts = pitchClasses.Of(spectra);
        Norms.Divide(parts, PitchClasses.Count, Norm.Sum);
        var values = Smooth(Array.ConvertAll(parts, part => (double)Steps.Count(step => part > step) / Steps.Length));
        Norms.Divide(values, PitchClasses.Count, Norm.Euclidean);
        var shape = new FeatureShape(PitchClasses.Count, values.Length / PitchClasses.Count);
        return new(shape, Array.ConvertAll(values, Numbers.Saturate), PitchClasses.Axis, Axis.Time);
    }

    /// <summary>A weighted mean over time, with zeros beyond the ends.</summary>
    private static double[] Smooth(double[] values)
    {
        var frames = values.Length / PitchClasses.Count;
        var smooth = new double[values.Length];
        for (var row = 0; row < values.Length; row += frames)
            for (var frame = 0; frame < frames; frame++)
                for (var other = Math.Max(0, frame - Reach); other <= Math.Min(frames - 1, frame + Reach); other++)
                    smooth[row + frame] += Window[other - frame + Reach] * values[row + other];
        return smooth;
    }

    /// <summary>A symmetric Hann window without its zeros, of sum 1.</summary>
    private static double[] MakeWindow()
    {
        var window = new double[2 * Reach + 1];
        for (var i = 0; i < window.Length; i++) window[i] = 0.5 - 0.5 * Math.Cos(2 * Math.PI * (i + 1) / (window.Length + 1));
        var sum = window.Sum();
        return Array.ConvertAll(window, weight => weight / sum);
    }
}
