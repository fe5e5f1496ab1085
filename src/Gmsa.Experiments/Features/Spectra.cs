using System.Numerics.Tensors;
using Gmsa.Experiments.Audio;

namespace Gmsa.Experiments.Features;

/// <summary>The power spectra of one clip, each made once, however many features look at it. For one thread.</summary>
internal sealed class Spectra(Waveform clip)
{
    private readonly Dictionary<Spectrum, double[]> made = [];
    private readonly Dictionary<Spectrum, double[]> roots = [];

    /// <summary>How many samples the clip has.</summary>
    public int Samples => clip.Samples.Length;

    /// <inheritdoc cref="Spectrum.Power"/>
    public double[] Power(Spectrum spectrum)
    {
        if (!made.TryGetValue(spectrum, out var power)) made.Add(spectrum, power = spectrum.Power(clip.Samples));
        return power;
    }

    /// <summary>|X| of every frame, row-major [frames, bins].</summary>
    public double[] Magnitude(Spectrum spectrum)
    {
        if (!roots.TryGetValue(spectrum, out var magnitude))
        {
            var power = Power(spectrum);
            roots.Add(spectrum, magnitude = new double[power.Length]);
            TensorPrimitives.Sqrt(power, magnitude);
        }
        return magnitude;
    }
}

/// <summary>A feature that needs nothing but power spectra, so that it can share them with others of the clip.</summary>
internal interface ISpectralFeature : IFeature
{
    FeatureMap Extract(Spectra spectra);

    FeatureMap IFeature.Extract(Waveform clip) => Extract(new Spectra(clip));
}
