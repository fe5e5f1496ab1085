using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Features;

namespace OwnKinds;

/// <summary>Options of <see cref="Crest"/>.</summary>
public sealed record CrestOptions : AudioFeatureOptions
{
    [Description("Samples of a frame. Default 2048.")]
    [Range(16, 65_536)]
    public int Frame { get; init; } = 2048;

    public override int CodeVersion => 1;

    public override FeatureShape Shape(int samples, int sampleRate) => new(2, 1);

    public override IFeature Create(int sampleRate) => new Crest(this);
}

/// <summary>The crest factor of frames, [2, 1]: its mean and its maximum, in dB from 0. Silence has none, and counts as 0.</summary>
public sealed class Crest(CrestOptions options) : IFeature
{
    private static readonly Axis Statistic = new("crest factor", "dB", ["mean", "maximum"]);

    public FeatureMap Extract(Waveform clip)
    {
        double[] frames = [.. clip.Samples.Chunk(options.Frame).Select(Decibels).DefaultIfEmpty()];
        return new(new(2, 1), [(float)frames.Average(), (float)frames.Max()], Statistic, new("whole clip", ""));
    }

    private static double Decibels(float[] frame)
    {
        double peak = frame.Max(Math.Abs), power = frame.Average(x => (double)x * x);
        return power > 0 ? 20 * Math.Log10(peak / Math.Sqrt(power)) : 0;
    }
}
