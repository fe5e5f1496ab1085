using System.Text.Json.Nodes;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Runs;

/// <summary>A file of a study that isn't what its other records say.</summary>
/// <param name="What">Words that follow the file's name.</param>
/// <param name="Trial">The trial whose record it is; null of other files.</param>
public sealed record Damage(string File, string What, int? Trial = null)
{
    public Problem Problem => new(File, $"{What}. Restore it, or run the study's experiment file again: it makes again what is lost.");
}

/// <summary>
/// Holds a study's records against each other. Each was written whole; but folders get lost on the way to another disk, files are cut
/// off, edited, or copied over those of another trial, arm or study, and each for itself still reads well.
/// </summary>
public static class RecordCheck
{
    /// <exception cref="InputException">All that doesn't belong together.</exception>
    public static void ThrowIfDamaged(Study study, StudyPlan plan, IReadOnlyList<JsonObject> journal)
    {
        Problem[] problems = [.. Of(study, plan, journal).Select(d => d.Problem)];
        if (problems.Length > 0) throw new InputException(problems);
    }

    /// <param name="plan">Null where it can't be read: what follows from it is not looked at then.</param>
    public static IReadOnlyList<Damage> Of(Study study, StudyPlan? plan, IReadOnlyList<JsonObject> journal)
    {
        Damage[] found = plan is null ? []
            : [.. Trials(study, plan, journal), .. File.Exists(study.ComparisonFile) ? Results(study, plan) : []];
        var files = found.Select(d => d.File).ToHashSet(StringComparer.Ordinal);
        return [.. found, .. StudySeal.Broken(study, journal).Where(d => files.Add(d.File))];
    }

    /// <summary>Every trial that the journal says has ended left a record that says the same.</summary>
    private static IEnumerable<Damage> Trials(Study study, StudyPlan plan, IReadOnlyList<JsonObject> journal)
    {
        var most = plan.Arms.ToDictionary(a => a.Name, a => a.TrialsPerFold ?? int.MaxValue);
        foreach (var (arm, fold, cell) in TrialBoard.Of(journal, (_, point) => point).Cells)
            foreach (var trial in cell.Trials.Where(t => t.HasEnded && t.Index < most.GetValueOrDefault(arm)))
            {
                var file = Path.Combine(study.TrialFolder(trial.Number), Study.RecordName);
                if (WrongWith(file, arm, fold, trial) is { } what) yield return new(file, what, trial.Number);
            }
    }

    private static string? WrongWith(string file, string arm, string fold, BoardTrial trial)
    {
        var state = trial.State!.Value.ToString().ToLowerInvariant();
        var ended = FormattableString.Invariant($"the journal has trial {trial.Number} of {arm} in fold {fold} as {state}");
        if (!File.Exists(file)) return $"is gone: {ended}";
        if (Readable(() => Study.Read<RunRecord>(file), out var unreadable) is not { } record) return unreadable;
        if ((record.Trial, record.Arm, record.Fold, record.Index) != (trial.Number, arm, fold, trial.Index))
            return FormattableString.Invariant($"is the record of trial {record.Trial} of {record.Arm} in fold {record.Fold}: {ended}");
        if (record.State == trial.State && TrialBoard.Finite(record.Score) == trial.Score) return null;
        return $"says otherwise than the journal: {ended}"
            + (trial.Score is { } score ? FormattableString.Invariant($" with {score:0.0000}") : "");
    }

    /// <summary>Every arm of the comparison has the predictions that it is about: of every track that the plan's folds test.</summary>
    private static IEnumerable<Damage> Results(Study study, StudyPlan plan)
    {
        if (Readable(() => Study.Read<Comparison>(study.ComparisonFile), out var unreadable) is not { } comparison)
            return [new(study.ComparisonFile, unreadable)];
        return comparison.Arms.Select(arm => plan.Arms.FirstOrDefault(a => a.Name == arm.Name) is { } planned
            ? Predictions(study.PredictionsFile(arm.Name), plan, planned, arm)
            : new(study.ComparisonFile, $"compares {arm.Name}, which is no arm of {Path.GetFileName(study.PlanFile)}")).OfType<Damage>();
    }

    private static Damage? Predictions(string file, StudyPlan plan, PlannedArm arm, ArmScores scores)
    {
        if (!File.Exists(file)) return new(file, $"is gone: {arm.Name} is in the comparison");
        if (Readable(() => PredictionFile.Read(file), out var unreadable) is not { } table) return new(file, unreadable);
        var labels = plan.Schemes.First(s => s.Name == arm.Scheme).Labels;
        if (!table.Labels.SequenceEqual(labels))
            return new(file, $"predicts {string.Join(", ", table.Labels)}, where {arm.Name} tells {string.Join(", ", labels)} apart");
        if (WrongFolds(table, plan) is { } wrong) return new(file, wrong);
        var metrics = Metrics.Of(table);
        return Same(metrics.Accuracy, scores.Accuracy) && Same(metrics.LogLoss, scores.LogLoss) && metrics.Tracks == scores.Tracks ? null
            : new(file, "and comparison.json don't belong together: "
                + FormattableString.Invariant($"an accuracy of {metrics.Accuracy:0.0000} here, of {scores.Accuracy:0.0000} there; ")
                + "one of them was changed or is another's");
    }

    private static string? WrongFolds(PredictionTable table, StudyPlan plan)
    {
        var rows = table.Rows.CountBy(r => r.Fold).ToDictionary();
        var planned = Enumerable.Repeat(plan.Folds, Math.Max(1, plan.Seeds.Count)).SelectMany(folds => folds);
        foreach (var (name, fold) in plan.LearntFolds.Zip(planned))
            if (rows.GetValueOrDefault(name) is var count && count != fold.Test)
                return FormattableString.Invariant($"has {count} rows of fold {name}, which tests {fold.Test} tracks");
        string[] others = [.. rows.Keys.Except(plan.LearntFolds)];
        return others.Length == 0 ? null : $"has rows of folds that the study hasn't: {string.Join(", ", others)}";
    }

    private static bool Same(double? here, double? there) =>
        here is { } a && there is { } b ? Math.Abs(a - b) < 1e-9 : here is null && there is null;

    private static T? Readable<T>(Func<T> read, out string what) where T : class
    {
        what = "";
        try
        {
            return read();
        }
        catch (InputException error)
        {
            what = $"can't be read ({error.Problems[0].Message.TrimEnd('.')})";
            return null;
        }
    }
}
