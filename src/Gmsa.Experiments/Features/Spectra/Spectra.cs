using System.Numerics.Tensors;
using Gmsa.Experiments.Audio;

namespace Gmsa.Experiments.Features;

/// <summary>
/// The spectra of the sound in one clip, each made once, however many features look at it. What a clip holds behind its sound is silence,
/// and nothing is computed of it. For one thread.
/// </summary>
/// <param name="clip">The sound alone.</param>
/// <param name="clipSamples">The samples of the whole clip: at least the sound's.</param>
internal sealed class Spectra(Waveform clip, int clipSamples)
{
    private Dictionary<object, double[]> made = [];

    /// <summary>Of a clip that its sound fills.</summary>
    public Spectra(Waveform clip) : this(clip, clip.Samples.Length)
    {
    }

    /// <summary>How many samples of sound there are.</summary>
    public int Samples => clip.Samples.Length;

    /// <summary>How many samples the clip has, with the silence that fills it up.</summary>
    public int ClipSamples => clipSamples;

    /// <summary>The same sound, as if it were the whole clip.</summary>
    public Spectra Sound => Samples == ClipSamples ? this : new(clip) { made = made };

    /// <summary>A feature of the clip, from these spectra where it is made of them.</summary>
    public FeatureMap Of(IFeature feature) => feature is ISpectralFeature spectral ? spectral.Extract(this) : feature.Extract(clip);

    /// <inheritdoc cref="Spectrum.Power"/>
    public double[] Power(Spectrum spectrum) => Once(spectrum, () => spectrum.Power(clip.Samples));

    /// <inheritdoc cref="ConstantQ.Magnitudes"/>
    public double[] Magnitudes(ConstantQ transform) => Once(transform, () => transform.Magnitudes(clip.Samples));

    /// <summary>What <paramref name="make"/> gave at its first call with this key, a record of all that it depends on but the clip. Nobody
    /// writes into it.</summary>
    public double[] Once(object key, Func<double[]> make)
    {
        if (!made.TryGetValue(key, out var values)) made.Add(key, values = make());
        return values;
    }

    /// <summary>|X| of every frame, row-major [frames, bins].</summary>
    public double[] Magnitude(Spectrum spectrum) => Once((spectrum, "magnitude"), () =>
    {
        var power = Power(spectrum);
        var magnitude = GC.AllocateUninitializedArray<double>(power.Length);
        TensorPrimitives.Sqrt(power, magnitude);
        return magnitude;
    });
}

/// <summary>A feature that needs nothing but spectra, so that it can share them with others of the clip.</summary>
internal interface ISpectralFeature : IFeature
{
    FeatureMap Extract(Spectra spectra);

    FeatureMap IFeature.Extract(Waveform clip) => Extract(new Spectra(clip));
}
