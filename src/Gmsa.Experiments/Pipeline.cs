using Gmsa.Experiments.Config;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Launchers;
using Gmsa.Experiments.Reports;
using Gmsa.Experiments.Studies;

namespace Gmsa.Experiments;

/// <summary>The whole product: an experiment file goes in, a compared and reported study comes out, in any culture.</summary>
public static class Pipeline
{
    /// <summary>What a run would do. Reads the experiment file and the manifest, and touches nothing.</summary>
    /// <exception cref="InputException">Everything that is wrong with the file, at once.</exception>
    public static StudyDesign Plan(RunRequest request) => InvariantCulture.Of(() => StudyDesigner.Design(request.Load(), unreadable: []));

    /// <summary>Whether a run would start: the plan, and no more of the clips silence than the file allows.</summary>
    /// <exception cref="InputException">All that is wrong with the file, at once; or clips begin where the music ends.</exception>
    public static StudyDesign Check(RunRequest request, CancellationToken cancel) => InvariantCulture.Of(() =>
    {
        var design = Plan(request);
        StudyPadding.Checked(design, cancel);
        return design;
    });

    /// <summary>Everything, from the file to the report. Goes on where an earlier run of the same study ended.</summary>
    /// <exception cref="InputException">The input is wrong; nothing was started.</exception>
    /// <exception cref="OperationCanceledException">Stopped; the next run goes on.</exception>
    public static RunOutcome Run(RunRequest request, IProgress<Progress> progress, CancellationToken cancel) =>
        Run(Plan(request), request, progress, cancel);

    /// <summary>A study of an experiment that is made in code, ready to run. Reads its manifest, and touches nothing.</summary>
    /// <param name="results">Where studies lie, each in a folder of its own. Default: <c>results</c> in the current folder.</param>
    /// <param name="paths">Where the experiment's relative paths start. Default: the current folder.</param>
    /// <param name="catalog">The kinds that it is made of; null: those of the library.</param>
    /// <exception cref="InputException">Everything that is wrong with the experiment, each at its property.</exception>
    public static PlannedStudy Design(
        Experiment experiment, string results = "results", string paths = ".", Catalog? catalog = null) =>
        InvariantCulture.Of(() => PlannedStudy.Of(experiment, results, paths, catalog ?? Catalog.Default));

    internal static RunOutcome Run(
        StudyDesign design, RunRequest request, IProgress<Progress> progress, CancellationToken cancel) => InvariantCulture.Of(() =>
    {
        StudyPadding.Tell(design, StudyPadding.Checked(design, cancel), progress);
        using var planned = OpenStudy.Open(design, request, progress);
        return planned.WhileThere(() => Run(planned, progress, cancel));
    });

    private static RunOutcome Run(OpenStudy planned, IProgress<Progress> progress, CancellationToken cancel)
    {
        if (planned.IsFinished) return StudyReport.Outcome(planned, results: null, startedTrials: 0, wasFinished: true);

        var (open, dataset) = StudyDataset.Build(planned, progress, cancel);
        var started = Sweep.Run(open, dataset, progress, cancel);
        StudyResults? results = null;
        var isMine = open.Alone(() =>
        {
            var records = StudyRepair.Whole(open, () => started += Sweep.Run(open, dataset, progress, cancel));
            var tasks = new ClosingTasks(open, new(open.Design, open.Study, records, () => dataset));
            var outcomes = Finalists.Test(tasks, Finalists.Choose(tasks, progress, cancel), progress, cancel);
            StudyComparison.Write(open, dataset, outcomes, progress, cancel);
            HardPictures.Write(open, dataset, progress, cancel);
            SweepAnalysis.Write(open, records, cancel);
            FinalModels.Refit(tasks, open.Journal, outcomes, progress, cancel);
            results = StudyReport.Write(open, records, progress, cancel);
        }, progress, cancel);
        return StudyReport.Outcome(open, results, started, wasFinished: !isMine && started == 0, dataset.Damaged);
    }

    /// <summary>One task of a study that a run wants done, in a process of its own.</summary>
    /// <param name="words">What the run's command line says of it.</param>
    /// <param name="catalog">The kinds that the study is made with; null: those of the library.</param>
    /// <exception cref="InputException">There is no such study or task.</exception>
    /// <exception cref="TaskFailedException">The task failed by itself.</exception>
    public static void Task(string study, IReadOnlyList<string> words, CancellationToken cancel, Catalog? catalog = null) =>
        InvariantCulture.Do(() => LoneTask.Run(study, words, catalog ?? Catalog.Default, cancel));

    /// <summary>What a study came to, from its folder alone; of one that isn't finished its trials.</summary>
    /// <exception cref="InputException">The folder holds no study, or one that has learnt nothing yet.</exception>
    public static StudyResults Results(string studyFolder) => InvariantCulture.Of(() =>
        StudyReport.Read(new(Path.GetFullPath(OutputPlace.Named("studyFolder", studyFolder, "a folder that holds a study")))));

    /// <summary>Where a study stands, by its journal alone, whoever works on it.</summary>
    /// <exception cref="InputException">The folder holds no study.</exception>
    public static StudyStatus Status(string studyFolder) => InvariantCulture.Of(() =>
        StudyStatus.Of(new(OutputPlace.Named("STUDY", studyFolder, "a folder that holds a study"))));

    /// <summary>
    /// Renders reports from records alone: a study's own again, or those of several side by side, on the tracks that all of them tested.
    /// </summary>
    /// <param name="reports">Which reports; none: html, markdown and csv.</param>
    /// <param name="catalog">Has their kinds; null: those of the library.</param>
    /// <inheritdoc cref="StudiesReport.Write"/>
    public static ReportOutcome Report(
        IReadOnlyList<string> studyFolders, string? folder, IReadOnlyList<ReportOptions> reports, Catalog? catalog = null) =>
        InvariantCulture.Of(() => StudiesReport.Write(
            studyFolders, folder, reports.Count > 0 ? reports : new Experiment().Report, catalog ?? Catalog.Default));
}
