namespace Gmsa.Experiments.Features;

/// <summary>One number from the magnitudes of each frame, [1, 1 + samples / hop].</summary>
internal abstract class SpectrumRow(FramedOptions options, Axis axis) : ISpectralFeature
{
    private readonly Spectrum spectrum = new(options.NFft, options.Hop);

    public FeatureMap Extract(Spectra spectra)
    {
        var magnitudes = spectra.Magnitude(spectrum);
        var values = new float[magnitudes.Length / spectrum.Bins];
        for (var frame = 0; frame < values.Length; frame++)
            values[frame] = Numbers.Saturate(Of(magnitudes.AsSpan(frame * spectrum.Bins, spectrum.Bins)));
        return new(new(1, values.Length), values, axis, Axis.Time) { Silence = [Numbers.Saturate(Of(new double[spectrum.Bins]))] };
    }

    /// <summary>The number of one frame; finite for magnitudes that are all 0.</summary>
    protected abstract double Of(ReadOnlySpan<double> magnitudes);

    /// <summary>The mean bin weighted by magnitude; null where the frame is silent.</summary>
    protected static double? MeanBin(ReadOnlySpan<double> magnitudes)
    {
        var (sum, weighted) = (0.0, 0.0);
        for (var bin = 0; bin < magnitudes.Length; bin++)
        {
            sum += magnitudes[bin];
            weighted += magnitudes[bin] * bin;
        }
        return sum < Numbers.SmallestNormal ? null : weighted / sum;
    }

    // librosa leaves a frame alone whose magnitudes sum to less than the smallest normal float.
}
