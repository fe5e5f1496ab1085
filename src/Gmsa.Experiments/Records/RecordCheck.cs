using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Records;

/// <summary>A file of a study that isn't what its other records say.</summary>
/// <param name="What">Words that follow the file's name.</param>
/// <param name="Trial">The trial that has to run again for it; null of what follows from others.</param>
internal sealed record Damage(string File, string What, int? Trial = null)
{
    public Problem Problem => new(File, $"{What}. Restore it, or run the study's experiment file again: it makes again what is lost.");
}

/// <summary>What was found of a study's records, each trial's read once.</summary>
/// <param name="Trials">The records of the plan's trials that have one, by number: of those that have ended, all that are right.</param>
internal sealed record CheckedRecords(IReadOnlyList<RunRecord> Trials, IReadOnlyList<Damage> Damages)
{
    /// <exception cref="InputException">All that doesn't belong together.</exception>
    public CheckedRecords Whole() => Damages.Count == 0 ? this : throw new InputException([.. Damages.Select(d => d.Problem)]);
}

/// <summary>
/// Holds a study's records against each other. Each was written whole; but folders get lost on the way to another disk, files are cut
/// off, edited, or copied over those of another trial, arm or study, and each for itself still reads well.
/// </summary>
internal static class RecordCheck
{
    /// <param name="plan">As it lies in the study's folder; null where it can't be read: results aren't held against it then.</param>
    /// <param name="asked">Whose trials are asked for: the folder may hold more, of a larger budget, or know of fewer.</param>
    /// <param name="only">The files that are asked about; null: all.</param>
    public static CheckedRecords Of(
        Study study, StudyPlan? plan, StudyPlan asked, IReadOnlyList<JournalEvent> journal, IReadOnlySet<string>? only = null)
    {
        var trials = Trials(study, asked, journal, only);
        Damage[] found = [.. trials.Damages, .. plan is not null && File.Exists(study.ComparisonFile) ? Results(study, plan, only) : []];
        var files = found.Select(d => d.File).ToHashSet(StringComparer.Ordinal);
        return trials with { Damages = [.. found, .. StudySeal.Broken(study, journal, only).Where(d => files.Add(d.File))] };
    }

    /// <summary>
    /// Every trial that the journal says has ended left a record that says the same. What one that hasn't ended left is read where it can
    /// be: it will be written anew.
    /// </summary>
    public static CheckedRecords Trials(Study study, StudyPlan plan, IReadOnlyList<JournalEvent> journal, IReadOnlySet<string>? only = null)
    {
        var most = plan.Arms.ToDictionary(a => a.Name, a => a.TrialsPerFold ?? int.MaxValue);
        var (records, damages) = (new List<RunRecord>(), new List<Damage>());
        foreach (var (arm, fold, cell) in TrialBoard.Of(journal, (_, point) => point).Cells)
            foreach (var trial in cell.Trials.Where(t => t.Index < most.GetValueOrDefault(arm)))
            {
                var file = Path.Combine(study.TrialFolder(trial.Number), Study.RecordName);
                if (only?.Contains(file) == false) continue;
                if (WrongWith(file, arm, fold, trial, out var record) is { } what && trial.HasEnded)
                    damages.Add(new(file, what, trial.Number));
                if (record is not null) records.Add(record);
            }
        return new([.. records.OrderBy(r => r.Trial)], damages);
    }

    /// <param name="right">The record, where it is the trial's own and says what the journal says.</param>
    private static string? WrongWith(string file, string arm, string fold, BoardTrial trial, out RunRecord? right)
    {
        right = null;
        var state = trial.State?.ToString().ToLowerInvariant() ?? "running";
        var ended = FormattableString.Invariant($"the journal has trial {trial.Number} of {arm} in fold {fold} as {state}");
        if (!File.Exists(file)) return $"is gone: {ended}";
        if (Readable(() => Study.Read<RunRecord>(file), out var unreadable) is not { } record) return unreadable;
        if ((record.Trial, record.Arm, record.Fold, record.Index) != (trial.Number, arm, fold, trial.Index))
            return FormattableString.Invariant($"is the record of trial {record.Trial} of {record.Arm} in fold {record.Fold}: {ended}");
        if (!trial.HasEnded || (record.State == trial.State && TrialFinished.Of(record).Score == trial.Score)) right = record;
        return right is not null ? null : $"says otherwise than the journal: {ended}"
            + (trial.Score is { } score ? FormattableString.Invariant($" with {score:0.0000}") : "");
    }

    /// <summary>Every arm of the comparison has the predictions that it is about: of every track that the plan's folds test.</summary>
    private static IEnumerable<Damage> Results(Study study, StudyPlan plan, IReadOnlySet<string>? only)
    {
        if (Readable(() => Study.Read<Comparison>(study.ComparisonFile), out var unreadable) is not { } comparison)
            return [new(study.ComparisonFile, unreadable)];
        return comparison.Arms.Where(arm => only?.Contains(study.PredictionsFile(arm.Name)) != false)
            .Select(arm => plan.Arms.FirstOrDefault(a => a.Name == arm.Name) is { } planned
                ? Predictions(study.PredictionsFile(arm.Name), plan, planned, arm)
                : new(study.ComparisonFile, $"compares {arm.Name}, which is no arm of {Path.GetFileName(study.PlanFile)}"))
            .OfType<Damage>();
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
