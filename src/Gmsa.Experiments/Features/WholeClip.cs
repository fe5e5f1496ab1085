namespace Gmsa.Experiments.Features;

/// <summary>Another feature's picture of the whole clip: where the sound ends before it, filled up with what silence gives.</summary>
/// <param name="shapeOf">The picture's shape by the samples of its clip.</param>
internal sealed class WholeClip(IFeature picture, Func<int, FeatureShape> shapeOf) : ISpectralFeature
{
    public FeatureMap Extract(Spectra spectra) => spectra.Of(picture).FilledTo(shapeOf(spectra.ClipSamples).Frames);

    public void Dispose() => picture.Dispose();
}
