using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Moods;

namespace Gmsa.Experiments.Evaluation;

/// <summary>
/// What a model could know of test tracks without hearing them: how many share something with the training part, and what looking up the
/// training part's labels by it scores. Shares are over the test parts of all folds together; validation counts as training.
/// </summary>
public sealed record LeakAudit
{
    private const double ManyTwins = 0.01;

    /// <summary>The first of the audited group columns; empty where there is none.</summary>
    public required string By { get; init; }

    /// <summary>The columns that the split keeps together; empty where it keeps nothing together (a random split).</summary>
    public IReadOnlyList<string> Together { get; init; } = [];

    /// <summary>How many times a track was tested, over all folds: as many as there are test tracks, each tested once, or more.</summary>
    public required int N { get; init; }

    /// <summary>How many different tracks those are: fewer than <see cref="N"/> where a split is repeated; 0 where an older record doesn't
    /// say.</summary>
    public int Tested { get; init; }

    /// <summary>False of a table: its tracks have no path.</summary>
    public bool HasAudio { get; init; } = true;

    /// <summary>The shares of <see cref="Leaks"/> by kind.</summary>
    public required LeakOverlap Overlap { get; init; }

    /// <summary>
    /// What test tracks share with training tracks, column by column: those that the split keeps together (of a split that keeps nothing
    /// together: the artist, where the manifest has it), the artist in any case, album, title, audio, the track that copies were
    /// augmented from, the id of the recording where one stands twice, and all features at once where they are columns.
    /// </summary>
    public IReadOnlyList<Leak> Leaks { get => field ?? Overlap.Leaks(By); init; } // a study's file may be older than the names

    /// <summary>
    /// What inner validation shares with inner training, likewise. It makes the choice of trials and epochs too good, not the score.
    /// </summary>
    public IReadOnlyList<Leak> InnerLeaks { get; init; } = [];

    /// <summary>The shares of <see cref="InnerLeaks"/> by kind.</summary>
    public LeakOverlap InnerOverlap => LeakOverlap.Of(InnerLeaks);

    /// <summary>One a label scheme.</summary>
    public required IReadOnlyList<LookupBaseline> Lookups { get; init; }

    /// <summary>Values that the split keeps together, and artists, that look like one on both sides: one for each column that has
    /// some.</summary>
    public IReadOnlyList<SpellingLeak> Spellings { get; init; } = [];

    /// <summary>Manifest columns among the features that give a label away.</summary>
    public IReadOnlyList<FeatureLeak> Features { get; init; } = [];

    /// <summary>
    /// The columns of <see cref="Leaks"/> that make scores doubtful: a group, a file, a recording by its id or an augmented copy on both
    /// sides always; an artist where the split keeps something else together, an album or a title, which honest tracks may share too, where
    /// looking labels up by it is right more often than the commonest label by more than 1 / sqrt(test tracks), two standard errors of a
    /// share at most; rows of features, of which a few may be alike where features go together, in a hundredth of the tests or more.
    /// </summary>
    public IReadOnlyList<string> Alarms => [.. Leaks.Where(l => l.Share > 0 && IsAlarming(l)).Select(l => l.Column)];

    /// <summary>Those of <see cref="Spellings"/> that make scores doubtful: not an artist's whom the split doesn't keep together anyway,
    /// where sharing that artist is no alarm.</summary>
    internal IEnumerable<SpellingLeak> SpellingAlarms =>
        Spellings.Where(s => Together.Count == 0 || Together.Contains(s.Column) || Alarms.Contains(s.Column));

    /// <param name="tracks">The tracks that were split; the folds' numbers are positions in it.</param>
    /// <param name="schemes">The label schemes to look up.</param>
    /// <param name="together">The columns that the split keeps together; empty for a random split.</param>
    /// <param name="audioHashes">SHA-256 of each track's file, in the order of the tracks; blank or null where unknown.</param>
    /// <param name="featureColumns">The manifest columns that models learn from.</param>
    /// <param name="featureRows">All features of each track, as a text, where they can't be alike by chance (<see cref="FeatureTwins"/>);
    /// null where they aren't columns.</param>
    /// <exception cref="InputException">No fold has a test track.</exception>
    public static LeakAudit Of(
        IReadOnlyList<Track> tracks, IReadOnlyList<Fold> folds, IReadOnlyList<LabelScheme> schemes, IReadOnlyList<string> together,
        IReadOnlyList<string>? audioHashes = null, IReadOnlyList<string>? featureColumns = null, IReadOnlyList<string>? featureRows = null)
    {
        var n = folds.Sum(f => f.Test.Count);
        if (n == 0) throw new InputException("", "no fold has a test track; the leak audit needs some");
        var artist = ColumnRoles.Find(ColumnRole.Artist, tracks);
        string[] groups = [.. together.Count > 0 ? together : artist is null ? [] : [artist]];
        var keys = SharedKey.Of(tracks, groups, artist, audioHashes, featureRows);
        Leak[] leaks = [.. keys.Select(key => Leak.Of(key, tracks, folds.Select(f => (f.Name, f.Test, f.Train.Concat(f.Validation)))))];
        return new()
        {
            By = groups.FirstOrDefault(""),
            Together = together,
            N = n,
            Tested = folds.SelectMany(f => f.Test).Distinct().Count(),
            HasAudio = tracks.Any(t => t.Path.Length > 0),
            Overlap = LeakOverlap.Of(leaks),
            Leaks = leaks,
            InnerLeaks = [.. keys.Select(key =>
                Leak.Of(key, tracks, folds.SelectMany(f => f.Inner.Select(i => (f.Name, i.Validation, i.Train.AsEnumerable())))))],
            Lookups = [.. schemes.Select(scheme => LookupBaseline.Of(tracks, folds, scheme, keys))],
            Spellings = [.. groups.Append(artist).OfType<string>().Distinct(StringComparer.Ordinal)
                .Select(column => SpellingLeak.Of(column, tracks, folds)).OfType<SpellingLeak>()],
            Features = FeatureLeak.Of(tracks, folds, schemes, featureColumns ?? []),
        };
    }

    private bool IsAlarming(Leak leak) =>
        leak.Kind == LeakKind.FeatureRow ? leak.Share >= ManyTwins : !leak.MayBeHonest || IsWorthMuch(leak);

    private bool IsWorthMuch(Leak leak) => Lookups.Any(l => l.N > 0 && l.By(leak) > l.Global + 1 / Math.Sqrt(l.N));
}
