using System.Numerics.Tensors;
using Gmsa.Experiments.Audio;

namespace Gmsa.Experiments.Features;

/// <summary>The spectra of one clip, each made once, however many features look at it. For one thread.</summary>
internal sealed class Spectra(Waveform clip)
{
    private readonly Dictionary<object, double[]> made = [];

    /// <summary>How many samples the clip has.</summary>
    public int Samples => clip.Samples.Length;

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
        var magnitude = new double[power.Length];
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
