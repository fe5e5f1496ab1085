namespace Gmsa.Experiments.Features;

/// <summary>What a picture's numbers say of how loud the sound was.</summary>
public enum PictureLevel
{
    /// <summary>Nothing: the numbers are shares, places or differences.</summary>
    None,

    /// <summary>Decibels: 10 log10 of power.</summary>
    Decibels,

    /// <summary>Power, 0 or more.</summary>
    Power,

    /// <summary>The square root of power, 0 or more.</summary>
    Magnitude,
}

/// <summary>
/// Rows that are pitches or frequencies: where a sound stands when it is played higher or lower. Rows are counted from 0, the lowest, in
/// fractions.
/// </summary>
/// <param name="Transposed">The row of a sound that stood in the given row and is now so many semitones higher
/// (lower where negative).</param>
/// <param name="IsCircle">True where above the highest row the lowest follows.</param>
public sealed record PitchAxis(Func<double, double, double> Transposed, bool IsCircle = false)
{
    private const double Octave = 12; // semitones

    /// <summary>Row r is r times some frequency: bins of a Fourier transform.</summary>
    internal static PitchAxis Frequencies { get; } = new((row, semitones) => row * Ratio(semitones));

    /// <summary>The same step of pitch from each row to the next.</summary>
    internal static PitchAxis Pitches(int rowsPerOctave) => new((row, semitones) => row + semitones * rowsPerOctave / Octave);

    /// <summary>One row a semitone, whatever the octave.</summary>
    internal static PitchAxis Classes { get; } = Pitches(PitchClasses.Count) with { IsCircle = true };

    /// <summary>The centres of so many bands on Slaney's mel scale: see <see cref="MelFilterBank"/>.</summary>
    internal static PitchAxis Mel(int bands, int sampleRate)
    {
        var step = MelFilterBank.ToMel(sampleRate / 2.0) / (bands + 1);
        return new((row, semitones) => MelFilterBank.ToMel(MelFilterBank.ToHz((row + 1) * step) * Ratio(semitones)) / step - 1);
    }

    /// <summary>The same axis when <paramref name="from"/> rows are resampled to <paramref name="to"/>.</summary>
    internal PitchAxis Resampled(int from, int to) =>
        this with { Transposed = (row, semitones) => (Transposed((row + 0.5) * from / to - 0.5, semitones) + 0.5) * to / from - 0.5 };

    private static double Ratio(double semitones) => Math.Pow(2, semitones / Octave);
}
