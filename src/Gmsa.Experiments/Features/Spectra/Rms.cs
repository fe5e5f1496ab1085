using Gmsa.Experiments.Audio;

namespace Gmsa.Experiments.Features;

/// <summary>Options of <see cref="Rms"/>.</summary>
public sealed record RmsOptions : FramedOptions
{
    public override int CodeVersion => 1;

    public override IFeature Create(int sampleRate) => new Rms(this);
}

/// <summary>
/// Root mean square of each frame, [1, 1 + samples / hop], without unit, 1 being a square wave at full scale: sqrt(mean(x^2)). librosa's
/// <c>feature.rms</c> with its defaults (frames of nFft 2048 samples, hop 512, centred, zeros beyond the ends).
/// </summary>
internal sealed class Rms(RmsOptions options) : IFeature
{
    public FeatureMap Extract(Waveform clip)
    {
        var (samples, size) = (clip.Samples, options.NFft);
        var values = new float[Spectrum.Frames(samples.Length, size, options.Hop)];
        for (var frame = 0; frame < values.Length; frame++)
        {
            var start = (long)frame * options.Hop - size / 2;
            var sum = 0.0;
            for (var i = Math.Max(0, start); i < Math.Min(samples.Length, start + size); i++) sum += (double)samples[i] * samples[i];
            values[frame] = Numbers.Saturate(Math.Sqrt(sum / size));
        }
        return new(new(1, values.Length), values, new("root mean square", ""), Axis.Time);
    }
}
