using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Evaluation;

namespace Gmsa.Experiments.Reports;

/// <summary>The leak audit in plain words.</summary>
public static class LeakWords
{
    /// <summary>Every check of the audit, passed or not, with the first offenders by name.</summary>
    public static IReadOnlyList<string> Sentences(LeakAudit audit) =>
    [
        .. audit.Leaks.Select(l => Sentence(audit, l)), .. audit.Lookups.Select(l => Lookup(audit, l)), .. Inner(audit),
        .. audit.Spellings.Select(s => Spelling(audit, s)), .. audit.Features.Select(Feature),
    ];

    /// <summary>What of it makes scores doubtful, whatever they come to; nothing of an honest split.</summary>
    public static IReadOnlyList<string> Warnings(LeakAudit audit)
    {
        var shared = Alarming(audit).Select(l => $"{Shared(l)} ({Share(l.Share!.Value)})").ToArray();
        return
        [
            .. audit.Features.Select(Feature),
            .. audit.SpellingAlarms.Select(s => "The split takes for two what may be one, so the numbers may be too good. "
                + $"{Spelling(audit, s)} Where they are one, write them so in the manifest."),
            .. shared.Length == 0 ? [] : new[]
            {
                "Test tracks have something in common with training tracks, so the numbers may be too good: "
                    + $"{string.Join(", ", shared)}.",
            },
        ];
    }

    internal static IReadOnlyList<string> Sentences(Findings findings) =>
        findings.Studies.Count > 0
            ? OfEach(findings, Sentences)
            : findings.Results.Comparison.LeakAudit is { } audit ? Sentences(audit) : ["This study has no record of a leak audit."];

    /// <summary>What a reader must know before any number: the warnings, and how much of each score a lookup gets.</summary>
    internal static IReadOnlyList<string> Alarms(Findings findings) =>
        findings.Studies.Count > 0 ? OfEach(findings, Alarms) : findings.Results.Comparison.LeakAudit is not { } audit ? [] :
        [
            .. Warnings(audit),
            .. from arm in findings.Representatives
                let lookup = audit.Lookups.FirstOrDefault(l => l.Scheme == arm.Scheme)
                let best = lookup is null ? null : Alarming(audit).MaxBy(lookup.By)
                where best is not null
                select Against(arm, best, lookup),
        ];

    private static IReadOnlyList<string> OfEach(Findings findings, Func<Findings, IReadOnlyList<string>> words) =>
        [.. findings.Studies.SelectMany(s => words(Findings.Of(s.Results)).Select(w => $"{s.Name}: {w}"))];

    private static IEnumerable<Leak> Alarming(LeakAudit audit) => audit.Leaks.Where(l => audit.Alarms.Contains(l.Column));

    private static string Against(ArmView arm, Leak leak, LookupBaseline lookup)
    {
        var right = lookup.By(leak);
        var above = (arm.Interval(ShownMetric.Accuracy)?.Low ?? arm.Result!.Accuracy) > right;
        return $"On {arm.Scheme}, looking up the {What(leak)}’s commonest label in the training part, hearing nothing, is right on "
            + $"{Numbers.Percent(right)} of the test tracks (the commonest of all on {Numbers.Percent(lookup.Global)}); {arm.Name} on "
            + $"{Numbers.Percent(arm.Result!.Accuracy)}{(above ? "" : ", which is not shown to be more")}.";
    }

    private static string What(Leak leak) => leak.Kind switch
    {
        LeakKind.Title => "title",
        LeakKind.AudioHash => "audio file",
        LeakKind.Parent => "original",
        LeakKind.FeatureRow => "row of features",
        _ => leak.Column,
    };

    private static string Shared(Leak leak) => leak.Kind == LeakKind.Parent ? "augmented copies of one track" : $"the same {What(leak)}";

    private static string Sentence(LeakAudit audit, Leak leak)
    {
        var what = (leak.Kind == LeakKind.Parent ? "Augmented copies of one track" : $"Same {What(leak)}") + " on both sides: ";
        if (leak.Share is not { } share) return what + Unknown(audit, leak);
        var silent = Conclusions.Count(leak.Unknown, "track");
        var unknown = leak.Unknown == 0 ? "" : leak.Kind == LeakKind.FeatureRow
            ? $" (but for {silent} of all whose row may come twice by chance)" : $" ({silent} of all don’t say)";
        if (share == 0) return $"{what}no test track{unknown}.";
        var isRepeated = audit.Tested > 0 && audit.Tested < audit.N;
        var tracks =
            leak.Tracks == 0 ? "" : $", {Conclusions.Count(leak.Tracks, "track")}{(isRepeated ? " in one repeat or another" : "")}";
        var examples = leak.Examples.Count == 0 ? "" : $", such as {string.Join("; ", leak.Examples.Select(e => Example(leak, e)))}";
        var note = audit.Alarms.Contains(leak.Column) ? ""
            : leak.Kind == LeakKind.FeatureRow ? " So few may be alike where features go together, so this is no alarm."
            : " Looking labels up by it gets hardly more than the commonest label does, so this is no alarm.";
        return $"{what}{Share(share)} of {Tests(audit)}{tracks}{unknown}{examples}.{note}";
    }

    private static string Unknown(LeakAudit audit, Leak leak) => leak.Kind switch
    {
        LeakKind.AudioHash when !audit.HasAudio => "there is no audio.",
        LeakKind.AudioHash => "not known before the audio is read; give the manifest the column sha256, or run `gmsa build` first.",
        LeakKind.FeatureRow => "not told, since rows of so few or so coarse features coincide by chance.",
        _ => "not known, since no track says it.",
    };

    private static string Spelling(LeakAudit audit, SpellingLeak leak) =>
        $"Likely the same {leak.Column} in another spelling on both sides: {Share(leak.Share)} of {Tests(audit)}, "
        + $"{Conclusions.Count(leak.Tracks, "track")}, such as {string.Join("; ", leak.Examples.Select(Pair))}.";

    private static string Pair(SpellingExample example) => $"“{example.Value}” ({example.Track}, test of "
        + $"{FoldName.InWords(example.Fold)}) and “{example.Other}” ({example.Training}, training)";

    private static string Tests(LeakAudit audit) => audit.Tested > 0 && audit.Tested < audit.N ? "all tests" : "the test tracks";

    private static string Example(Leak leak, LeakExample example)
    {
        var shared = leak.Kind switch
        {
            LeakKind.AudioHash => "the same audio under two names",
            LeakKind.Parent => $"augmented copy of “{example.Value}”",
            LeakKind.FeatureRow => example.Value.Length > 0 ? "all features equal but for one at most" : "all features equal",
            _ => $"“{example.Value}”",
        };
        return $"{shared}: {example.Track} (test of {FoldName.InWords(example.Fold)}) and {example.Training} (training)";
    }

    private static string Lookup(LeakAudit audit, LookupBaseline lookup)
    {
        var shared = audit.Leaks.Where(l => l.Share > 0 || (l.Share is not null && l.Kind is LeakKind.Group or LeakKind.Album))
            .Select(l => $", that of {Shared(l)} on {Numbers.Percent(lookup.By(l))}");
        return $"{lookup.Scheme}, hearing nothing: the commonest training label is right on "
            + $"{Numbers.Percent(lookup.Global)} of the test tracks{string.Concat(shared)}.";
    }

    private static IEnumerable<string> Inner(LeakAudit audit)
    {
        if (audit.InnerLeaks.Count == 0) yield break;
        var shared = audit.InnerLeaks.Where(l => l.Share > 0).Select(l => $"{Shared(l)} ({Share(l.Share!.Value)})").ToArray();
        yield return shared.Length == 0 ? "Inner validation shares nothing of this with inner training."
            : $"Inner validation shares with inner training {string.Join(", ", shared)}: that can make the choice of trials and "
                + "epochs too good, not the score.";
    }

    private static string Feature(FeatureLeak leak) => leak.Kind switch
    {
        FeatureLeakKind.Input => $"The feature column '{leak.Column}' is what {leak.Scheme} is made of: the label is among the features.",
        FeatureLeakKind.Copy => $"The feature column '{leak.Column}' orders the tracks as '{leak.Input}' does, which {leak.Scheme} is "
            + $"made of (rank correlation {Numbers.Fixed(leak.Strength, 4)}): it is as good as the same.",
        FeatureLeakKind.RowNumber => $"The feature column '{leak.Column}' numbers the rows: where a table is sorted, that tells what it is "
            + "sorted by. Leave it out.",
        _ => $"The feature column '{leak.Column}' alone tells {leak.Scheme} of {Numbers.Percent(leak.Strength)} of the test tracks: it is "
            + "the label under another name.",
    };

    // A few of very many must not be rounded to none.
    private static string Share(double share) => share is > 0 and < 0.0005 ? "less than 0.1\u00A0%" : Numbers.Percent(share);
}
