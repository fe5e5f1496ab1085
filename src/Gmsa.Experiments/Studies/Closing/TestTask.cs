using System.Text.Json;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Studies;

/// <summary>Lets a finalist read its test fold, once, and keeps what answered. Answers that are there stay as they are.</summary>
internal sealed class TestTask(Finalist finalist) : ClosingTask(finalist.Slot.Arm, finalist.Slot.Fold)
{
    public const string Name = "test";

    public override string Word => Name;

    public override int? Trial => finalist.Slot.Number;

    public Finalist Finalist => finalist;

    /// <summary>True where the answers of the finalist, and of its ensemble, are there.</summary>
    public bool IsAnswered(ClosingWork work) => Answers(work.Study).All(file => IsWhole(file, work.Design));

    /// <summary>True where what answered is kept too.</summary>
    public bool IsKept(ClosingWork work) => FoldModels.Gave(work, finalist, AnswerFile(work.Study));

    /// <summary>What answers the fold: the ensemble where there is one, else the finalist alone.</summary>
    public string AnswerFile(Study study) => Answers(study)[^1];

    /// <summary>The finalist's own answers.</summary>
    public string SingleFile(Study study) => Answers(study)[0];

    public override JournalEvent? Announcement(ClosingWork work, Budget budget) =>
        IsAnswered(work) ? null : new TestRead(finalist.Slot.Number, Arm.Name, finalist.Slot.Fold.Name, budget);

    protected override void Do(ClosingWork work, CancellationToken cancel)
    {
        using var model = FoldModels.Of(work, finalist);
        if (!IsAnswered(work))
        {
            var single = finalist.Ensemble is null ? model : FoldModels.Single(work, finalist);
            PredictionFile.Write(SingleFile(work.Study), work.Predict(single, Arm, finalist.Slot.Fold));
            if (finalist.Ensemble is not null)
                PredictionFile.Write(AnswerFile(work.Study), work.Predict(model, Arm, finalist.Slot.Fold));
        }
        cancel.ThrowIfCancellationRequested();
        if (!IsKept(work)) FoldModels.Save(work, finalist, model, AnswerFile(work.Study));
    }

    private string[] Answers(Study study) => finalist.Ensemble is { } ensemble
        ? [Single(study), EnsembleOf(study, ensemble)] : [Single(study)];

    private string Single(Study study) => Path.Combine(study.TrialFolder(finalist.Slot.Number), "predictions.csv");

    // Another ensemble (after a larger budget) is another file.
    private string EnsembleOf(Study study, FoldEnsemble ensemble) => Path.Combine(study.TrialFolder(finalist.Slot.Number),
        $"ensemble-{ContentHash.OfText(JsonSerializer.Serialize(ensemble, Json.OneLine))[..8]}.csv");

    /// <summary>True where a file answers the test of the finalist's fold, and nothing else.</summary>
    private bool IsWhole(string file, StudyDesign design)
    {
        if (!File.Exists(file)) return false;
        try
        {
            var fold = finalist.Slot.Fold;
            var table = PredictionFile.Read(file);
            var tested = table.Rows.Select(r => (r.Fold, r.TrackId)).ToHashSet();
            return table.Labels.SequenceEqual(Arm.Scheme.Labels)
                && tested.SetEquals(fold.Test.Select(i => (fold.Name, design.Tracks[i].Id)));
        }
        catch (InputException)
        {
            return false;
        }
    }
}
