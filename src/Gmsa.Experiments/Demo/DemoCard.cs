using System.Text;

namespace Gmsa.Experiments.Demo;

/// <summary>What a person has to know of the synthetic corpus before believing a number made with it.</summary>
internal static class DemoCard
{
    private static readonly CompositeFormat Template = CompositeFormat.Parse("""
        # Synthetic demo corpus

        **This is not music by anybody, and no result on it says anything about music.** {0} tracks of {1} s ({2} Hz, mono, 16
        bits, seed {3}) were computed by Gmsa.Experiments, so that its commands can be tried without a download. Artists,
        albums and titles are invented. Nobody rated these tracks: energy and valence were drawn first, every eight tracks one
        of each of the eight moods, away from the moods' borders, and the sound was made to follow them.

        | cue | rises with energy | rises with valence |
        |---|---|---|
        | tempo | yes | a little |
        | loudness, density of notes, percussion | yes | percussion a little |
        | brightness (share of upper harmonics) | yes | falls a little |
        | attack | gets shorter | |
        | articulation | towards staccato | a little towards staccato |
        | mode | | from minor to major |
        | register | a little | yes |
        | roughness: beating, breath, dissonance, unsteady time | | falls |

        Mode, tempo, dynamics (loudness), articulation, timbre (brightness) and register are the six cues that Eerola, Friberg
        and Bresin varied; the two reviews also have attack, regular timing and consonance. Percussion, the density of notes,
        and breath noise and beating as roughness are our own choice, and so is each effect marked "a little". How strong each
        cue is, and how far each track strays from it at random, was chosen so that four moods can be learnt well but not
        perfectly, and eight less well, and not to be true of music. An artist has a timbre and a level, and no mood.

        - A. Gabrielsson and E. Lindström: The role of structure in the musical expression of emotions. In: P. Juslin and J.
          Sloboda (eds.), Handbook of Music and Emotion, Oxford University Press 2010, pp. 367-400.
        - P. N. Juslin and P. Laukka: Communication of emotions in vocal expression and music performance: different channels,
          same code? Psychological Bulletin 129 (2003), 770-814.
        - T. Eerola, A. Friberg and R. Bresin: Emotional expression in music: contribution, linearity, and additivity of
          primary musical cues. Frontiers in Psychology 4 (2013), 487.

        """.ReplaceLineEndings("\n"));

    public static string Text(DemoOptions options) => string.Format(
        System.Globalization.CultureInfo.InvariantCulture, Template, options.Tracks, options.Seconds, options.SampleRate, options.Seed);
}
