using Gmsa.Experiments.Audio;

namespace Gmsa.Experiments.Features;

/// <summary>Options of <see cref="WaveformSamples"/>.</summary>
public sealed record WaveformOptions : AudioFeatureOptions
{
    public override int CodeVersion => 1;

    public override FeatureShape Shape(int samples, int sampleRate) => new(1, Math.Max(1, samples));

    public override IFeature Create(int sampleRate) => new WaveformSamples();
}

/// <summary>
/// The samples as they are, [1, samples], nominally -1 to 1; a clip without any is one sample of silence.
/// </summary>
internal sealed class WaveformSamples : IFeature
{
    public FeatureMap Extract(Waveform clip) =>
        new(new(1, Math.Max(1, clip.Samples.Length)), clip.Samples is [] ? [0] : [.. clip.Samples], new("amplitude", ""), Axis.Time);
}
