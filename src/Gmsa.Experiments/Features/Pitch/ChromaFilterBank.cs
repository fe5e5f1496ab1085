namespace Gmsa.Experiments.Features;

/// <summary>
/// Shares the bins of a Fourier transform of 2048 samples out to the twelve pitch classes: Gaussian bumps around each semitone, one bin or
/// one semitone wide (whichever is more), each bin's shares of Euclidean norm 1, then weighted by a Gaussian over pitch two octaves wide
/// around 880 Hz. <c>librosa.filters.chroma</c> with its defaults and <c>tuning=0</c> (Ellis, "Chroma feature
/// analysis and synthesis", 2007).
/// </summary>
internal sealed class ChromaFilterBank
{
    private const int NFft = 2048;
    private const int Classes = PitchClasses.Count;
    private const double LowestA = 27.5; // Hz
    private const double Centre = 5; // octaves above it
    private const double Width = 2; // octaves

    private readonly Spectrum spectrum;
    private readonly double[] weights; // [bins, 12]

    public ChromaFilterBank(int sampleRate, int hop)
    {
        spectrum = new(NFft, hop);
        weights = new double[spectrum.Bins * Classes];
        for (var bin = 0; bin < spectrum.Bins; bin++) Fill(weights.AsSpan(bin * Classes, Classes), bin, sampleRate);
    }

    /// <summary>Sums of power, [12, frames], as a copy of one's own.</summary>
    public double[] Of(Spectra spectra)
    {
        var power = spectra.Power(spectrum);
        var frames = power.Length / spectrum.Bins;
        var (values, sums) = (new double[Classes * frames], new double[Classes]);
        for (var frame = 0; frame < frames; frame++)
        {
            Array.Clear(sums);
            for (var bin = 0; bin < spectrum.Bins; bin++)
            {
                var shares = weights.AsSpan(bin * Classes, Classes);
                var loudness = power[frame * spectrum.Bins + bin];
                for (var pitchClass = 0; pitchClass < sums.Length; pitchClass++) sums[pitchClass] += shares[pitchClass] * loudness;
            }
            for (var pitchClass = 0; pitchClass < sums.Length; pitchClass++) values[pitchClass * frames + frame] = sums[pitchClass];
        }
        return values;
    }

    private static void Fill(Span<double> shares, int bin, int sampleRate)
    {
        var semitone = Semitone(bin, sampleRate);
        var width = Math.Max(1, Semitone(bin + 1, sampleRate) - semitone);
        var squares = 0.0;
        for (var pitchClass = 0; pitchClass < Classes; pitchClass++)
        {
            // Semitones above the nearest note of this class; those of bins are counted from A, classes from C.
            var distance = Modulo(semitone - (pitchClass + 3) + Classes / 2.0, Classes) - Classes / 2.0;
            shares[pitchClass] = Math.Exp(-0.5 * Math.Pow(2 * distance / width, 2));
            squares += shares[pitchClass] * shares[pitchClass];
        }
        var weight = Math.Exp(-0.5 * Math.Pow((semitone / Classes - Centre) / Width, 2)) / Math.Sqrt(squares);
        foreach (ref var share in shares) share *= weight;
    }

    /// <summary>Semitones above A0; 0 Hz stands one and a half octaves under the next bin.</summary>
    private static double Semitone(int bin, int sampleRate) => bin == 0 ? Semitone(1, sampleRate) - 1.5 * Classes
        : Classes * Math.Log2((double)bin * sampleRate / NFft / LowestA);

    private static double Modulo(double value, double by) => value - by * Math.Floor(value / by);
}
