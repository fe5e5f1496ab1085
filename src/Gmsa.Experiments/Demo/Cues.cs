using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Demo;

/// <summary>
/// What the music does to sound like its energy E and valence V, after Gabrielsson and Lindström (2010), Juslin and Laukka (2003) and
/// Eerola, Friberg and Bresin (2013): tempo, loudness, brightness, short attacks and detached notes rise with E; mode, register,
/// consonance and a clean, regular sound with V.
/// </summary>
/// <param name="Tempo">Beats a minute.</param>
/// <param name="Register">The MIDI pitch round which the melody moves.</param>
/// <param name="Level">RMS in dB re full scale.</param>
/// <param name="Duty">The sounding share of a note: small is staccato, 1 is legato.</param>
/// <param name="Brightness">The amplitude of each harmonic relative to the one below it.</param>
/// <param name="Attack">Seconds from a note's start to its peak.</param>
/// <param name="Roughness">0..1: beating, breath and dissonance.</param>
/// <param name="Density">The share of beats with two melody notes.</param>
/// <param name="Drums">0..1: the level of percussion.</param>
/// <param name="EvenHarmonics">The artist's timbre: the weight of harmonics 2, 4, 6, ...</param>
internal sealed record Cues(
    double Tempo, bool Major, double Register, double Level, double Duty, double Brightness, double Attack, double Roughness,
    double Density, double Drums, double EvenHarmonics)
{
    /// <summary>How far each cue strays from what energy and valence ask for, as a standard deviation on their scale.</summary>
    private const double Stray = 0.09;

    public static Cues Of(DemoTrack track, Seed seed)
    {
        var artist = seed.Derive(FormattableString.Invariant($"artist/{track.Artist}")).Generator();
        var cue = seed.Derive(FormattableString.Invariant($"cues/{track.Number}")).Generator();
        double E() => track.Energy + Stray * cue.NextBell();
        double V() => track.Valence + Stray * cue.NextBell();
        return new(
            Tempo: Within(50, 62 + 76 * E() + 16 * (V() - 0.5), 170),
            Major: V() > 0.5,
            Register: 60 + 13 * (V() - 0.5) + 5 * (E() - 0.5) + artist.NextBell(),
            Level: -31 + 17 * E() + artist.NextBell(),
            Duty: Within(0.3, 1.0 - 0.45 * E() - 0.25 * (V() - 0.5), 1),
            Brightness: Within(0.3, 0.42 + 0.32 * E() - 0.1 * (V() - 0.5) + 0.03 * artist.NextBell(), 0.85),
            Attack: Within(0.004, 0.085 - 0.08 * E() + 0.005 * artist.NextBell(), 0.12),
            Roughness: Within(0, 1 - V(), 1),
            Density: Within(0.05, E(), 0.95),
            Drums: Within(0, 0.7 * E() + 0.3 * (V() - 0.5), 1),
            EvenHarmonics: 0.5 + 0.5 * artist.NextDouble());
    }

    private static double Within(double low, double value, double high) => value < low ? low : value > high ? high : value;
}
