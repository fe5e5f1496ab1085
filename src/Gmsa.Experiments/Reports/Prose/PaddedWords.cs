using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Reports;

/// <summary>The tracks that were filled up with silence, in words.</summary>
internal static class PaddedWords
{
    private const int Most = 20;
    private const double Much = 0.05; // of the clips' time

    /// <summary>How many are shorter than the clip, and the shortest of them with their length; null where there is none.</summary>
    public static string? Sentence(Findings findings)
    {
        var padded = findings.Dataset.Padded.OrderBy(p => p.Seconds).ThenBy(p => p.TrackId, StringComparer.Ordinal).ToArray();
        if (padded.Length == 0) return null;
        var named = string.Join(", ", padded.Take(Most).Select(p => $"{ShownName.Of(p.TrackId)} ({Numbers.Fixed(p.Seconds, 1)} s)"));
        var share = findings.Dataset.Silence is { } silence ? $"{Share(silence)} of the clips’ time is silence: " : "";
        return share + $"{Conclusions.Count(padded.Length, "track")} of {Numbers.Whole(findings.Dataset.Tracks)} "
            + $"{(padded.Length == 1 ? "is" : "are")} shorter than the clip and filled up with silence"
            + $"{(padded.Length > Most ? $"; the {Most} shortest" : "")}: {named}.";
    }

    /// <summary>What has to be known before the numbers are relied on; null where little is filled up.</summary>
    public static string? Caveat(DatasetCard card) => card is { Silence: >= Much and var silence, ClipSeconds: { } seconds }
        ? $"{Share(silence)} of the clips’ time is no sound but the silence that fills them up to {Numbers.Fixed(seconds, 1)} s, "
            + $"in {Conclusions.Count(card.Padded.Count, "track")} of {Numbers.Whole(card.Tracks)}: "
            + "what was learnt from pictures may be how long the tracks last. Pooled numbers are over the sound alone."
        : null;

    /// <summary>What stands under a picture; null where it is full.</summary>
    public static string? OfPicture(double silence) => silence > 0 ? $"{Share(silence)} of it, at the right, is filling" : null;

    private static string Share(double silence) => silence < 0.001 ? "Under 0.1\u00A0%" : Numbers.Percent(silence);
}
