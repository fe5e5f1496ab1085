using System.Text.Json.Serialization;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Records;

/// <summary>
/// What a finished study leaves to later ones: the points that it tried, by arm and fold, and which of its tracks the trials of a fold had
/// not seen, since the fold tested them.
/// </summary>
/// <param name="Tracks">All tracks of its manifest.</param>
internal sealed record EarlierStudy(string Id, IReadOnlyList<EarlierTrack> Tracks, IReadOnlyList<EarlierArm> Arms)
{
    /// <exception cref="InputException">The folder holds no finished study, or what is taken from it was damaged.</exception>
    public static EarlierStudy Read(Study study)
    {
        if (!study.Exists) throw study.IsNone();
        var plan = Study.Read<StudyPlan>(study.PlanFile);
        if (!File.Exists(study.ComparisonFile)
            || plan.Arms.FirstOrDefault(a => File.Exists(study.PredictionsFile(a.Name))) is not { } tested)
            throw new InputException(study.Folder,
                "this study isn't finished, so that what its folds test isn't known: run its experiment file to its end first");
        var folds = PredictionFile.Read(study.PredictionsFile(tested.Name)).Rows.ToLookup(r => r.TrackId, r => r.Fold);
        var manifest = ManifestFile.ReadSaved(study.ManifestFile);
        var journal = Journal.Read(study.JournalFile);
        // Only what is used here: trials' files and models may be gone, to save room.
        RecordCheck.Of(study, plan, plan, journal, new HashSet<string>(StringComparer.Ordinal)
        {
            study.PlanFile, study.ManifestFile, study.EarlierFile, study.PredictionsFile(tested.Name),
        }).Whole();
        var board = TrialBoard.Of(journal, (_, point) => point);
        return new(plan.Id, [.. Parents.Resolved(manifest.Tracks).Select(t => EarlierTrack.Of(t, [.. folds[t.Id]]))],
            [.. plan.Arms.Select(arm => new EarlierArm(
                arm.Name, arm.Scheme, arm.Trainer, arm.Kind,
                [.. plan.LearntFolds.Select(fold => new EarlierCell(fold, Scored(board[arm.Name, fold])))]))])
        {
            Earlier = File.Exists(study.EarlierFile) ? Study.Read<IReadOnlyList<EarlierStudy>>(study.EarlierFile) : [],
        };
    }

    /// <summary>What this study started from itself.</summary>
    public IReadOnlyList<EarlierStudy> Earlier { get; init; } = [];

    /// <summary>
    /// The folds that know nothing of these tracks: neither had their trials seen one, nor the trials of earlier
    /// studies that theirs started from.
    /// </summary>
    public IReadOnlySet<string> FoldsBlindTo(IReadOnlyList<EarlierTrack> tracks)
    {
        var byId = Tracks.ToLookup(t => t.Id);
        var byAudio = Tracks.Where(t => t.Audio.Length > 0).ToLookup(t => t.Audio);
        var blind = Arms.SelectMany(a => a.Cells).Select(c => c.Fold).ToHashSet();
        var named = tracks.SelectMany(t => byId[t.Id], (track, same) => (Same: same, May: same.MayBe(track))).ToArray();
        // Of two corpora that both count from 0 hardly a row agrees; of one with corrected names nearly all do.
        var isOneCorpus = 10 * named.Count(n => n.May) >= named.Length;
        foreach (var same in named.Where(n => n.May || isOneCorpus).Select(n => n.Same)
            .Concat(tracks.Where(t => t.Audio.Length > 0).SelectMany(t => byAudio[t.Audio])))
            blind.IntersectWith(same.TestedBy);
        foreach (var before in Earlier)
        {
            var known = before.FoldsBlindTo(tracks);
            // A fold took over from those that were blind to what it tests itself.
            blind.RemoveWhere(f => !before.FoldsBlindTo([.. Tracks.Where(t => t.TestedBy.Contains(f))]).IsSubsetOf(known));
        }
        return blind;
    }

    private static IReadOnlyList<EarlierTrial> Scored(BoardCell cell) => [.. cell.Trials
        .Where(t => t is { State: TrialState.Done, Score: { } score } && double.IsFinite(score))
        .Select(t => new EarlierTrial(t.Point.Values, t.Score!.Value))];
}

/// <summary>A track, as far as it takes to know it again.</summary>
/// <param name="Id">Of the track that it is a copy of in the end, where it is one.</param>
/// <param name="Audio">The SHA-256 of its audio; blank where its manifest doesn't say.</param>
/// <param name="TestedBy">The folds that tested it.</param>
internal sealed record EarlierTrack(string Id, string Audio, IReadOnlyDictionary<string, string> Known, IReadOnlyList<string> TestedBy)
{
    /// <summary>What says that two tracks with the same id are two.</summary>
    private static readonly ColumnRole[] Telling = [ColumnRole.Artist, ColumnRole.Title, ColumnRole.Album];

    /// <param name="track">Its parent, where it has one, being the track that it is a copy of in the end.</param>
    internal static EarlierTrack Of(Track track, IReadOnlyList<string> testedBy) => new(
        track[Parents.Column] is { Length: > 0 } parent ? parent : track.Id,
        track["sha256"].Trim().ToLowerInvariant(), Facts(track), testedBy);

    /// <summary>What a track says of itself, by the surest column that says it.</summary>
    internal static IReadOnlyDictionary<string, string> Facts(Track track) => Telling
        .Select(role => (Role: role.ToString().ToLowerInvariant(),
            Column: ColumnRoles.Named(role, track.Values.Keys).FirstOrDefault(c => !string.IsNullOrWhiteSpace(track[c]))))
        .Where(f => f.Column is not null).ToDictionary(f => f.Role, f => TrackIdentity.Value(track[f.Column!]));

    /// <summary>True of tracks with one id unless nothing that both say of themselves agrees.</summary>
    internal bool MayBe(EarlierTrack other)
    {
        string[] both = [.. Known.Keys.Where(other.Known.ContainsKey)];
        return both.Length == 0 || both.Any(c => TrackIdentity.Likeness(Known[c]) == TrackIdentity.Likeness(other.Known[c]));
    }
}

/// <summary>An arm of an earlier study.</summary>
/// <param name="Kind">The trainer's kind.</param>
internal sealed record EarlierArm(string Name, string Scheme, string Trainer, string Kind, IReadOnlyList<EarlierCell> Cells);

/// <summary>The trials of an arm in a fold that have a score.</summary>
internal sealed record EarlierCell(string Fold, IReadOnlyList<EarlierTrial> Trials);

/// <summary>What was tried and what it scored on inner validation; only scores of the same arm and fold can be compared.</summary>
internal sealed record EarlierTrial(
    [property: JsonConverter(typeof(PointConverter))] IReadOnlyDictionary<string, object> Point, double Score);
