using System.Globalization;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Launchers;
using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Studies;

/// <summary>Does one task of a study that a run elsewhere wants done: what it is follows from the study's folder.</summary>
internal static class LoneTask
{
    /// <param name="words">What a command line says of the task.</param>
    /// <exception cref="InputException">There is no such study or task, or the experiment isn't what it was.</exception>
    /// <exception cref="TaskFailedException">The task failed by itself.</exception>
    public static void Run(string folder, IReadOnlyList<string> words, Catalog catalog, CancellationToken cancel)
    {
        var study = new Study(Path.GetFullPath(folder));
        if (!File.Exists(study.ExperimentFile) || !File.Exists(study.DatasetFile))
            throw new InputException(study.Folder, "this is no study that a run has begun");
        var card = Study.Read<DatasetCard>(study.DatasetFile);
        var design = StudyDesigner.Design(ExperimentFile.Load(study.ExperimentFile, [], audioRoot: null, catalog), card.LeftOut);
        if (design.Plan.Id != Study.Read<StudyPlan>(study.PlanFile).Id)
            throw new InputException(study.Folder,
                "the experiment, its manifest or a file that it names has changed since the study began");
        var journal = Journal.Read(study.JournalFile);
        Dataset Build() => StudyDataset.Build(design, design.Experiment.Features, Progress.Unheard, cancel).Dataset;
        if (words is [TrialFile.Word, var number])
        {
            RunTrial(study, design, journal, number, Build, cancel);
            return;
        }
        var work = new ClosingWork(design, study, RecordCheck.Trials(study, design.Plan, journal).Trials, Build);
        ClosingTask.Of(work, words).Run(work, cancel);
    }

    private static void RunTrial(
        Study study, StudyDesign design, IReadOnlyList<JournalEvent> journal, string number, Func<Dataset> build, CancellationToken cancel)
    {
        var board = TrialBoard.Of(journal, design.Typed);
        var trial = (int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) ? Claimed(design, board, wanted)
            : null) ?? throw new InputException(study.Folder, $"trial {number} isn't claimed by any run");
        var cell = board[trial.Slot.Arm.Name, trial.Slot.Fold.Name];
        new TrialRunner(design, build()).Run(study.TrialFolder(trial.Slot.Number), trial,
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
