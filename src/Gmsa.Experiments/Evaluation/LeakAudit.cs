using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Moods;

namespace Gmsa.Experiments.Evaluation;

/// <summary>
/// What a model could know of test tracks without hearing them: how many share something with the training part, and what looking up the
/// training part's labels by it scores. Shares are over the test tracks of all folds together; validation counts as training.
/// </summary>
public sealed record LeakAudit
{
    /// <summary>The column that the split keeps together.</summary>
    public required string By { get; init; }

    /// <summary>Test tracks over all folds.</summary>
    public required int N { get; init; }
    public required LeakOverlap Overlap { get; init; }

    /// <summary>One a label scheme.</summary>
    public required IReadOnlyList<LookupBaseline> Lookups { get; init; }

    /// <param name="tracks">The tracks that were split; the folds' numbers are positions in it.</param>
    /// <param name="schemes">The label schemes to look up.</param>
    /// <param name="by">The column that the split keeps together.</param>
    /// <param name="audioHashes">SHA-256 of each track's file, in the order of the tracks; null where unknown.</param>
    /// <exception cref="InputException">No fold has a test track.</exception>
    public static LeakAudit Of(
        IReadOnlyList<Track> tracks, IReadOnlyList<Fold> folds, IReadOnlyList<LabelScheme> schemes,
        string by = "artist", IReadOnlyList<string>? audioHashes = null)
    {
        var n = folds.Sum(f => f.Test.Count);
        if (n == 0) throw new InputException("", "no fold has a test track; the leak audit needs some");
        if (audioHashes is not null && audioHashes.Count != tracks.Count)
            throw new ArgumentException($"{audioHashes.Count} audio hashes for {tracks.Count} tracks", nameof(audioHashes));
        string[] groups = [.. tracks.Select(t => t[by])], albums = [.. tracks.Select(t => t.Album)];
        return new()
        {
            By = by,
            N = n,
            Overlap = new(
                Shared(groups, folds), Shared(albums, folds), Shared([.. tracks.Select(t => SongTitle.Normalise(t.Title))], folds),
                audioHashes is null ? null : Shared(audioHashes, folds), Shared([.. tracks.Select(t => t.Id)], folds)),
            Lookups = [.. schemes.Select(scheme => LookupBaseline.Of(tracks, folds, scheme, groups, albums))],
        };
    }

    /// <summary>
    /// The share of test tracks whose value a training track has too; blanks share nothing. Null where every value is blank.
    /// </summary>
    private static double? Shared(IReadOnlyList<string> values, IReadOnlyList<Fold> folds)
    {
        if (values.All(v => v.Length == 0)) return null;
        var (shared, all) = (0, 0);
        foreach (var fold in folds)
        {
            var training = fold.Train.Concat(fold.Validation).Select(i => values[i]).Where(v => v.Length > 0)
                .ToHashSet(StringComparer.Ordinal);
            shared += fold.Test.Count(i => training.Contains(values[i]));
            all += fold.Test.Count;
        }
        return (double)shared / all;
    }
}

/// <summary>
/// Shares of test tracks, 0..1, that have something in common with a track of the training part; null where no track says.
/// </summary>
/// <param name="Group">The column that the split keeps together.</param>
/// <param name="Title">Without case, accents and punctuation.</param>
/// <param name="AudioHash">The same file, byte for byte.</param>
/// <param name="Parent">The same track: an augmented copy has its parent's id.</param>
public sealed record LeakOverlap(double? Group, double? Album, double? Title, double? AudioHash, double? Parent);
