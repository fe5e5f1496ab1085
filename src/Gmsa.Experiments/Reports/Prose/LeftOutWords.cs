using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Reports;

/// <summary>The tracks that a study doesn't use, by the kind of reason.</summary>
/// <param name="Reason">In words that follow a number of tracks: "no label under mood8".</param>
/// <param name="Unreadable">True where the data are at fault: then each track has a reason of its own, and each is named.</param>
internal sealed record LeftOutWords(string Reason, bool Unreadable, IReadOnlyList<LeftOut> Tracks)
{
    private const string NoAudio = "audio that can’t be read", NoSize = "a number that is too large to learn from";

    /// <summary>What can't be read or is too large first, then the reasons that the manifest gives, the commonest first.</summary>
    public static IReadOnlyList<LeftOutWords> Of(Findings findings) =>
        [.. findings.LeftOut.GroupBy(l => OfManifest(l) ? l.Reason : TooLarge(l) ? NoSize : NoAudio)
            .Select(g => new LeftOutWords(g.Key, g.Key is NoAudio or NoSize, [.. g]))
            .OrderByDescending(g => g.Unreadable).ThenByDescending(g => g.Tracks.Count).ThenBy(g => g.Reason, StringComparer.Ordinal)];

    /// <summary>The caveat: how many of how many, and why, by kind.</summary>
    public static string Sentence(Findings findings)
    {
        var kinds = Of(findings);
        var why = kinds.Count == 1 ? kinds[0].Reason : string.Join(", ", kinds.Select(k => $"{Numbers.Whole(k.Tracks.Count)} {k.Reason}"));
        return $"{Conclusions.Count(findings.LeftOut.Count, "track")} of {Numbers.Whole(findings.Candidates)} left out ({why}); "
            + "“The data” says which.";
    }

    /// <summary>The ids, as many as a reader takes in.</summary>
    public string Ids(int most) => string.Join(", ", Tracks.Take(most).Select(t => ShownName.Of(t.TrackId)))
        + (Tracks.Count > most ? $" and {Numbers.Whole(Tracks.Count - most)} more" : "");

    private static bool TooLarge(LeftOut left) => left.Reason.StartsWith(ColumnsOptions.TooLarge, StringComparison.Ordinal);

    // What the design of a study says of tracks that it doesn't take; every other reason comes from reading audio.
    private static bool OfManifest(LeftOut left) =>
        left.Reason.StartsWith("no label", StringComparison.Ordinal) || left.Reason.StartsWith("blank ", StringComparison.Ordinal);
}
