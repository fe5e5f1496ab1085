using Gmsa.Experiments.Audio;

namespace Gmsa.Experiments.Features;

/// <summary>Options of <see cref="Zcr"/>.</summary>
public sealed record ZcrOptions : FramedOptions
{
    public override int CodeVersion => 1;

    public override IFeature Create(int sampleRate) => new Zcr(this);
}

/// <summary>
/// Zero-crossing rate, [1, 1 + samples / hop], 0 to 1: the share of a frame's samples whose sign is another than that of the sample
/// before, in the frame; values within 1e-10 of 0 count as positive. Frames are centred, and the first and last sample go on beyond the
/// ends. librosa's <c>zero_crossing_rate</c> with its defaults (frames of nFft 2048 samples, hop 512).
/// </summary>
internal sealed class Zcr(ZcrOptions options) : IFeature
{
    private const double Threshold = 1e-10;

    public FeatureMap Extract(Waveform clip)
    {
        var (samples, size) = (clip.Samples, options.NFft);
        var values = new float[Spectrum.Frames(samples.Length, size, options.Hop)];
        var crossings = new int[samples.Length + 1]; // up to and without a sample
        for (var i = 1; i < samples.Length; i++)
            crossings[i + 1] = crossings[i] + (samples[i] < -Threshold != samples[i - 1] < -Threshold ? 1 : 0);
        for (var frame = 0; frame < values.Length; frame++)
        {
            // The frame's first sample has none before it; beyond the ends nothing changes.
            var start = (long)frame * options.Hop - size / 2;
            var (from, to) = (Math.Clamp(start + 1, 0, samples.Length), Math.Clamp(start + size, 0, samples.Length));
            values[frame] = (float)((double)(crossings[to] - crossings[from]) / size);
        }
        return new(new(1, values.Length), values, new("zero-crossing rate", ""), Axis.Time);
    }
}
