using System.Globalization;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Search;

namespace Gmsa.Experiments.Studies;

/// <summary>
/// What trials leave behind for later, and how long: the models of those that can still be their fold's finalist or a member of its
/// ensemble. A trial that enough others have beaten can't become one later, so its models are dead weight.
/// </summary>
internal static class KeptModels
{
    /// <summary>How many trials of each learner an ensemble chooses its members from.</summary>
    private const int LibraryOfEach = 15;

    // Workers that end trials at the same moment may each see but a part of what fell out.
    private const int Late = 8;

    /// <summary>The model of an inner fold, from 0.</summary>
    public static string ModelFile(string trialFolder, int inner) =>
        Path.Combine(trialFolder, inner == 0 ? "model.zip" : FormattableString.Invariant($"model.{inner + 1}.zip"));

    /// <summary>What the trial predicted for the tracks that it validated with.</summary>
    public static string ValidationFile(string trialFolder) => Path.Combine(trialFolder, "validation.csv");

    /// <summary>True where a trial with this score would be kept.</summary>
    public static bool IsWorthKeeping(BoardCell cell, ClaimedTrial trial, double score, SearchOptions search) =>
        double.IsFinite(score)
        && SameLearner(cell, trial.Point).Count(t => t.Score > score || (t.Score == score && t.Index < trial.Slot.Index)) < Most(search);

    /// <summary>Deletes the models of a trial's cell that were kept and are no longer worth it.</summary>
    public static void DropBeaten(Study study, BoardCell cell, Slot slot, SearchOptions search)
    {
        var ended = cell.Trials[slot.Index];
        if (ended.State != TrialState.Done) return;
        var ranked = SameLearner(cell, ended.Point);
        if (ranked.Count(t => t.Score > ended.Score) >= Most(search)) return; // it was never kept
        foreach (var beaten in ranked.OrderByDescending(t => t.Score).ThenBy(t => t.Index).Skip(Most(search)).Take(Late))
            Drop(study.TrialFolder(beaten.Number));
    }

    /// <summary>The trials of a cell that were kept, best first.</summary>
    public static IEnumerable<RunRecord> Of(IReadOnlyList<RunRecord> cell, SearchOptions search) => cell
        .Where(r => r.IsScored)
        .GroupBy(r => LearnerOf(r.Point), (_, trials) => Ranked(trials).Take(Most(search))).SelectMany(t => t)
        .OrderByDescending(r => r.Score).ThenBy(r => r.Index);

    public static void Drop(string trialFolder)
    {
        if (!Directory.Exists(trialFolder)) return;
        for (var inner = 0; File.Exists(ModelFile(trialFolder, inner)); inner++) File.Delete(ModelFile(trialFolder, inner));
        File.Delete(ValidationFile(trialFolder));
    }

    private static IOrderedEnumerable<RunRecord> Ranked(IEnumerable<RunRecord> trials) =>
        trials.OrderByDescending(r => r.Score).ThenBy(r => r.Index);

    private static int Most(SearchOptions search) => search.Ensemble > 1 ? LibraryOfEach : 1;

    private static IEnumerable<BoardTrial> SameLearner(BoardCell cell, Point point)
    {
        var learner = LearnerOf(point.Values);
        return cell.Trials.Where(t => t is { State: TrialState.Done, Score: not null } && LearnerOf(t.Point.Values) == learner);
    }

    private static string LearnerOf(IReadOnlyDictionary<string, object> point) =>
        Convert.ToString(point.GetValueOrDefault(AutoOptions.Learner, ""), CultureInfo.InvariantCulture)!;
}
