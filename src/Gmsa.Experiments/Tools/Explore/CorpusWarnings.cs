using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Reports;

namespace Gmsa.Experiments.Tools;

/// <summary>What could spoil an experiment on these tracks, and be found without one.</summary>
internal static class CorpusWarnings
{
    private const double MuchClipping = 1e-4; // share of samples
    private const double LongSilence = 2; // s
    private const double VeryShort = 3; // s
    private const double Alpha = 0.01;

    public static IReadOnlyList<CorpusWarning> Of(
        IReadOnlyList<TrackFacts> tracks, IReadOnlyList<LeftOut> unreadable, IReadOnlyList<SchemeView> schemes) =>
    [
        .. When("Audio that can’t be read", unreadable, l => $"{l.TrackId}: {l.Reason}", _ => true,
            "They are left out of everything on this page."),
        .. schemes.SelectMany(s => s.Facts.Where(f => f.HolmP < Alpha).Select(f => GivenAway(s, f))),
        .. Duplicates(tracks, schemes),
        .. When("Clipping", tracks.OrderByDescending(t => t.Levels.Clipped), t => Invariant($"{t.Id} ({100 * t.Levels.Clipped:0.###} %)"),
            t => t.Levels.Clipped > MuchClipping,
            "More than 0.01 % of the samples are at full scale: recorded or mastered too loud, and distortion adds treble."),
        .. When("Silence", tracks, t => t.Id, t => t.Levels.Rms < LevelMeter.Silence,
            "The part analysed is below −60 dBFS: there is nothing to learn from, whatever the label says."),
        .. When("A silent start", tracks.OrderByDescending(t => t.Levels.SilentStart),
            t => Invariant($"{t.Id} ({t.Levels.SilentStart:0.0} s)"),
            t => t.Levels.SilentStart > LongSilence && t.Levels.Rms >= LevelMeter.Silence,
            "More than 2 s at the start are below −60 dBFS; a clip that starts later may say more."),
        .. When("Very short tracks", tracks.OrderBy(t => t.Seconds), t => Invariant($"{t.Id} ({t.Seconds:0.00} s)"),
            t => t.Seconds < VeryShort, "Less than 3 s: most of such a clip is silence that was filled in."),
    ];

    private static CorpusWarning GivenAway(SchemeView scheme, FactTable fact)
    {
        var found = fact.Giveaway!;
        return new($"The {fact.Name} predicts {scheme.Name}", Invariant(
            $"Answering the commonest {scheme.Name} label of a file’s {fact.Name} is right for ")
            + Invariant($"{100 * found.Accuracy:0.0} % of the tracks; ")
            + Invariant($"the commonest label always, {100 * found.Majority:0.0} %; ")
            + Invariant($"labels shuffled among the tracks, {100 * found.Shuffled:0.0} % ")
            + Invariant($"(p {(fact.HolmP < 0.001 ? "< 0.001" : $"= {fact.HolmP:0.000}")}, corrected for the ")
            + Invariant($"{fact.HolmOver} facts looked at). ")
            + "A model that hears the traces of it can do well without hearing the music: make all files alike, or keep "
            + "such groups together."
            + (fact.Name.Contains("bit rate", StringComparison.Ordinal)
                ? " A variable bit rate follows the music itself, since loud and busy sound takes more bits." : ""), []);
    }

    private static IEnumerable<CorpusWarning> Duplicates(IReadOnlyList<TrackFacts> tracks, IReadOnlyList<SchemeView> schemes)
    {
        var groups = tracks.Index().GroupBy(t => t.Item.AudioHash).Where(g => g.Count() > 1).Select(g => g.ToArray()).ToArray();
        if (groups.Length == 0) yield break;
        var torn = schemes.Where(s => s.IsLabelled).Select(s =>
                (s.Name, Count: groups.Count(g => g.Select(t => s.LabelOf[t.Index]).Distinct().Count() > 1)))
            .Where(s => s.Count > 0).Select(s => $"{Digits.Grouped(s.Count)} of them have different labels under {s.Name}").ToArray();
        yield return new($"Duplicates: {Digits.Grouped(groups.Length)} group{(groups.Length == 1 ? "" : "s")}",
            "The same audio, sample for sample, "
            + $"in the part analysed{(torn.Length > 0 ? $"; {string.Join(", ", torn)}" : "; none has different labels")}. "
            + "A duplicate in both training and test is an answer given away: keep one, or keep them in one group.",
            [.. groups.Select(g => string.Join(" = ", g.Select(t => t.Item.Id)))]);
    }

    private static IEnumerable<CorpusWarning> When<T>(
        string title, IEnumerable<T> all, Func<T, string> name, Func<T, bool> holds, string text)
    {
        string[] found = [.. all.Where(holds).Select(name)];
        if (found.Length > 0)
            yield return new($"{title}: {Digits.Grouped(found.Length)} track{(found.Length == 1 ? "" : "s")}", text, found);
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
