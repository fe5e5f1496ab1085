using Gmsa.Experiments.Evaluation;

namespace Gmsa.Experiments.Reports;

/// <summary>The leak audit in plain words.</summary>
internal static class LeakWords
{
    /// <summary>Every check of the audit, passed or not.</summary>
    public static IReadOnlyList<string> Sentences(Findings findings)
    {
        if (findings.Results.Comparison.LeakAudit is not { } audit) return ["This study has no record of a leak audit."];
        return [.. Overlaps(audit).Select(o => Sentence(o.What, o.Share)), .. audit.Lookups.Select(l => Lookup(audit, l))];
    }

    /// <summary>What of it a reader must know before any number.</summary>
    public static IEnumerable<string> Alarms(Findings findings)
    {
        if (findings.Results.Comparison.LeakAudit is not { } audit) yield break;
        var shared = Overlaps(audit).Where(o => o.Share > 0).Select(o => $"{o.What} ({Share(o.Share!.Value)})").ToArray();
        if (shared.Length > 0)
            yield return $"Test tracks have something in common with training tracks, so the numbers may be too good: the same "
                + $"{string.Join(", the same ", shared)}.";
        foreach (var arm in findings.Representatives)
            if (audit.Lookups.FirstOrDefault(l => l.Scheme == arm.Scheme) is { } lookup
                && Math.Max(lookup.ByGroup, lookup.ByAlbum) is var best
                && best > lookup.Global && best >= (arm.Interval(ShownMetric.Accuracy)?.Low ?? arm.Result!.Accuracy))
                yield return $"On {arm.Scheme}, looking up labels by {audit.By} or album, hearing nothing, is right on "
                    + $"{Numbers.Percent(best)}; the accuracy of {arm.Name} is not shown to be above that.";
    }

    private static (string What, double? Share)[] Overlaps(LeakAudit audit) =>
    [
        (audit.By, audit.Overlap.Group), ("album", audit.Overlap.Album), ("title", audit.Overlap.Title),
        ("audio file", audit.Overlap.AudioHash), ("track, or one it was augmented from,", audit.Overlap.Parent),
    ];

    private static string Sentence(string what, double? share) => share switch
    {
        null => $"Same {what} on both sides: not known, since no track says it.",
        0 => $"Same {what} on both sides: no test track.",
        { } some => $"Same {what} on both sides: {Share(some)} of the test tracks.",
    };

    // A few of very many must not be rounded to none.
    private static string Share(double share) => share is > 0 and < 0.0005 ? "less than 0.1\u00A0%" : Numbers.Percent(share);

    private static string Lookup(LeakAudit audit, LookupBaseline lookup) =>
        $"{lookup.Scheme}, hearing nothing: the commonest training label is right on "
            + $"{Numbers.Percent(lookup.Global)} of the test tracks, the commonest one "
        + $"of the same {audit.By} on {Numbers.Percent(lookup.ByGroup)}, of the same album on {Numbers.Percent(lookup.ByAlbum)}.";
}
