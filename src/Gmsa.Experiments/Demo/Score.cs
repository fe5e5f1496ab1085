using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Demo;

internal enum Voice
{
    Melody,
    Chord,
    Bass,
    Kick,
    Hat,
}

/// <summary>One sound: when it starts and how long it lasts, in seconds, its MIDI pitch, and its amplitude.</summary>
internal readonly record struct Note(Voice Voice, double Start, double Length, double Pitch, double Amplitude);

/// <summary>
/// Writes the notes: a melody that wanders through the scale, triads and a bass that change every two beats, and percussion.
/// </summary>
internal static class Score
{
    private static readonly int[] MajorScale = [0, 2, 4, 5, 7, 9, 11];
    private static readonly int[] MinorScale = [0, 2, 3, 5, 7, 8, 10];
    private static readonly int[][] MajorChords = [[0, 3, 4, 0], [0, 5, 3, 4], [0, 4, 5, 3]];
    private static readonly int[][] MinorChords = [[0, 3, 4, 0], [0, 5, 2, 6], [0, 6, 5, 4]];

    public static IReadOnlyList<Note> Of(Cues cues, double seconds, SplitMix64 generator)
    {
        var notes = new List<Note>();
        var beat = 60 / cues.Tempo;
        var tonic = Math.Floor(cues.Register + 0.5);
        var progression = (cues.Major ? MajorChords : MinorChords)[generator.NextInt(3)];
        var degree = 0;
        for (var b = 0; b * beat < seconds; b++)
        {
            // Rough music isn't quite in time.
            double Time(double beats) => Math.Max(0, (b + beats) * beat + 0.02 * cues.Roughness * generator.NextBell());
            if (b % 2 == 0) AddHarmony(notes, cues, tonic, progression[b / 2 % progression.Length], Time(0), 2 * beat);
            AddDrums(notes, cues, Time(0), Time(0.5));
            var parts = generator.NextDouble() < cues.Density ? 2 : 1;
            for (var part = 0; part < parts; part++)
            {
                degree = Step(degree, generator);
                if (generator.NextDouble() < 0.1) continue;
                var start = Time((double)part / parts);
                var pitch = tonic + Pitch(cues, degree);
                notes.Add(new(Voice.Melody, start, cues.Duty * beat / parts, pitch, 0.8 + 0.2 * generator.NextDouble()));
            }
        }
        return notes;
    }

    private static void AddHarmony(List<Note> notes, Cues cues, double tonic, int root, double start, double length)
    {
        for (var third = 0; third < 3; third++)
            notes.Add(new(Voice.Chord, start, cues.Duty * length, tonic - 12 + Pitch(cues, root + 2 * third), 0.3));
        if (cues.Roughness > 0.55)
            notes.Add(new(Voice.Chord, start, cues.Duty * length, tonic - 11 + Pitch(cues, root), 0.5 * (cues.Roughness - 0.45)));
        notes.Add(new(Voice.Bass, start, cues.Duty * length, Math.Max(33, tonic - 24 + Pitch(cues, root)), 0.6));
    }

    private static void AddDrums(List<Note> notes, Cues cues, double on, double off)
    {
        if (cues.Drums < 0.15) return;
        notes.Add(new(Voice.Kick, on, 0.15, 0, 0.9 * cues.Drums));
        notes.Add(new(Voice.Hat, off, 0.08, 0, 0.5 * cues.Drums));
    }

    // A walk that turns back before it leaves the octave round the tonic.
    private static int Step(int degree, SplitMix64 generator)
    {
        var next = degree + generator.NextInt(5) - 2;
        return next is < -5 or > 7 ? degree : next;
    }

    private static int Pitch(Cues cues, int degree)
    {
        var octave = degree >= 0 ? degree / 7 : -((6 - degree) / 7);
        return 12 * octave + (cues.Major ? MajorScale : MinorScale)[degree - 7 * octave];
    }
}
