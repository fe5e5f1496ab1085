namespace Gmsa.Experiments.Reports;

/// <summary>The tracks that were filled up with silence, in words.</summary>
internal static class PaddedWords
{
    private const int Most = 20;

    /// <summary>How many are shorter than the clip, and the shortest of them with their length; null where there is none.</summary>
    public static string? Sentence(Findings findings)
    {
        var padded = findings.Dataset.Padded.OrderBy(p => p.Seconds).ThenBy(p => p.TrackId, StringComparer.Ordinal).ToArray();
        if (padded.Length == 0) return null;
        var named = string.Join(", ", padded.Take(Most).Select(p => $"{p.TrackId} ({Numbers.Fixed(p.Seconds, 1)} s)"));
        return $"{Conclusions.Count(padded.Length, "track")} of {Numbers.Whole(findings.Dataset.Tracks)} "
            + $"{(padded.Length == 1 ? "is" : "are")} shorter than the clip and filled up with silence"
            + $"{(padded.Length > Most ? $"; the {Most} shortest" : "")}: {named}.";
    }
}
