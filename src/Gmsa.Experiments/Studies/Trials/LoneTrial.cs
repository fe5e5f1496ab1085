using Gmsa.Experiments.Config;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Studies;

/// <summary>Runs one trial of a study that a run elsewhere has claimed: what it is follows from the study's folder.</summary>
internal static class LoneTrial
{
    /// <exception cref="InputException">There is no such study or trial, or the experiment isn't what it was.</exception>
    public static void Run(string folder, int number, Catalog catalog, CancellationToken cancel)
    {
        var study = new Study(Path.GetFullPath(folder));
        if (!File.Exists(study.ExperimentFile) || !File.Exists(study.DatasetFile))
            throw new InputException(study.Folder, "this is no study that a run has begun");
        var card = Study.Read<DatasetCard>(study.DatasetFile);
        var design = StudyDesigner.Design(ExperimentFile.Load(study.ExperimentFile, [], audioRoot: null, catalog), card.LeftOut);
        if (design.Plan.Id != Study.Read<StudyPlan>(study.PlanFile).Id)
            throw new InputException(study.Folder, "the experiment or its manifest has changed since the study began");

        var board = TrialBoard.Of(Journal.Read(study.JournalFile), design.Typed);
        var trial = Claimed(design, board, number)
            ?? throw new InputException(study.Folder, FormattableString.Invariant($"trial {number} isn't claimed by any run"));
        var dataset = StudyDataset.Build(design, design.Experiment.Features, Progress.Unheard, cancel).Dataset;
        var cell = board[trial.Slot.Arm.Name, trial.Slot.Fold.Name];
        new TrialRunner(design, dataset).Run(study.TrialFolder(number), trial,
            score => KeptModels.IsWorthKeeping(cell, trial, score, design.Experiment.Search), cancel);
    }

    private static ClaimedTrial? Claimed(StudyDesign design, TrialBoard board, int number) => (
        from arm in design.Arms
        from fold in design.LearntFolds
        let cell = board[arm.Name, fold.Name]
        from trial in cell.Trials
        where trial.Number == number
        select new ClaimedTrial(design.SlotOf(arm, fold, trial.Index), trial.Point,
            TrialQueue.Curves(cell, trial.Index, design.Experiment.Search))).FirstOrDefault();
}
