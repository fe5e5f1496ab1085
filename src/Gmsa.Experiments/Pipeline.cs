using Gmsa.Experiments.Config;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Trials;

namespace Gmsa.Experiments;

/// <summary>The whole product: an experiment file goes in, a compared and reported study comes out.</summary>
public static class Pipeline
{
    /// <summary>What a run would do. Reads the experiment file and the manifest, and touches nothing.</summary>
    /// <exception cref="InputException">Everything that is wrong with the file, at once.</exception>
    public static StudyDesign Plan(RunRequest request) => StudyDesigner.Design(request.Load(), unreadable: []);

    /// <summary>What a run would find in the cache, and what it would compute, feature by feature. Touches nothing.</summary>
    public static IReadOnlyList<PlannedFeature> Cached(StudyDesign design) => PlannedFeature.Of(design);

    /// <summary>Of each study that the search starts from the folds that can take nothing from it, since its trials had seen what they test. Touches nothing.</summary>
    public static IReadOnlyList<(string Study, IReadOnlyList<string> Barred)> Earlier(StudyDesign design) => [.. new WarmStart(design).Barred()];

    /// <summary>What models could know of test tracks without hearing them, as far as that shows without reading audio. Touches nothing.</summary>
    public static LeakAudit Audit(StudyDesign design) => StudyAudit.Of(design);

    /// <summary>Everything, from the file to the report. Goes on where an earlier run of the same study ended.</summary>
    /// <exception cref="InputException">The input is wrong; nothing was started.</exception>
    /// <exception cref="OperationCanceledException">Stopped; the next run goes on.</exception>
    public static RunOutcome Run(RunRequest request, IProgress<Progress> progress, CancellationToken cancel)
    {
        var design = Plan(request);
        using var planned = OpenStudy.Open(design, request);
        if (planned.IsFinished) return StudyReport.Outcome(planned, startedTrials: 0, wasFinished: true);

        var (open, dataset) = StudyDataset.Build(planned, progress, cancel);
        var started = Sweep.Run(open, dataset, progress, cancel);
        var isMine = open.Alone(() =>
        {
            var records = open.Records();
            var outcomes = Finalists.Choose(open, records);
            Finalists.Test(open, dataset, outcomes, progress, cancel);
            StudyComparison.Write(open, dataset, outcomes, progress);
            HardPictures.Write(open, dataset);
            SweepAnalysis.Write(open, records);
            FinalModels.Refit(open, dataset, outcomes, records, progress, cancel);
            StudyReport.Write(open);
        }, cancel);
        return StudyReport.Outcome(open, started, wasFinished: !isMine && started == 0, dataset.Damaged);
    }

    /// <summary>One trial of a study that a run has claimed, in a process of its own.</summary>
    /// <exception cref="InputException">There is no such study or trial.</exception>
    public static void Trial(string studyFolder, int number, CancellationToken cancel) => LoneTrial.Run(new(Path.GetFullPath(studyFolder)), number, cancel);

    /// <summary>The dataset alone: a folder for other tools, and PNGs where they are asked for.</summary>
    /// <param name="folder">Null: <c>dataset</c> in the study's folder.</param>
    /// <exception cref="InputException">The input is wrong, or too few tracks could be read.</exception>
    public static BuildOutcome Build(RunRequest request, string? folder, PictureRequest? pictures, IProgress<Progress> progress, CancellationToken cancel)
    {
        var plan = Plan(request);
        folder ??= DatasetExport.DefaultFolder(plan, request.Results);
        DatasetExport.Check(plan, folder);
        var drawn = pictures is null ? null : PictureFolder.Check(plan, pictures);
        var (design, dataset) = StudyDataset.Build(plan, plan.Experiment.Features, progress, cancel);
        var isNew = DatasetExport.Write(design, dataset, folder, progress, cancel);
        if (drawn is null) return BuildOutcome.Of(design, [dataset], folder, wasThere: !isNew, null);
        // Of another size it is none of the dataset's features.
        var source = plan.Experiment.Features.Contains(drawn) ? dataset : StudyDataset.Build(design, [drawn], progress, cancel).Dataset;
        var written = PictureFolder.Write(design, source, drawn.Name!, pictures!.Folder, progress, cancel);
        return BuildOutcome.Of(design, [.. new[] { dataset, source }.Distinct()], folder, wasThere: !isNew, written);
    }

    /// <summary>One feature of one audio file, as a NumPy array.</summary>
    /// <exception cref="InputException">The audio can't be read.</exception>
    public static FeatureOutcome Feature(FeatureRequest request, CancellationToken cancel) => FeatureFile.Write(request, cancel);

    /// <summary>Where a study stands, by its journal alone, whoever works on it.</summary>
    /// <exception cref="InputException">The folder holds no study.</exception>
    public static StudyStatus Status(string studyFolder) =>
        StudyStatus.Of(new(Path.GetFullPath(OutputPlace.Named("STUDY", studyFolder, "a folder that holds a study"))));

    /// <summary>Renders reports from records alone: a study's own again, or those of several side by side, on the tracks that all of them tested.</summary>
    /// <inheritdoc cref="StudiesReport.Write"/>
    public static ReportOutcome Report(IReadOnlyList<string> studyFolders, string? folder, IReadOnlyList<ReportKind> kinds) => StudiesReport.Write(studyFolders, folder, kinds.Count > 0 ? kinds : new Experiment().Report);

    /// <summary>The metrics of anyone's predictions, with intervals.</summary>
    /// <exception cref="InputException">Everything wrong with the file.</exception>
    public static ClassificationMetrics Metrics(string predictions) => ForeignPredictions.Score(predictions, new(0));

    /// <summary>Two files of predictions of the same tracks, side by side.</summary>
    /// <inheritdoc cref="ForeignPredictions.Compare"/>
    public static Comparison Compare(string first, string second, string? map, string metric) => ForeignPredictions.Compare(first, second, map, metric, new(0));

    /// <summary>A page to look at and listen to: one track's pictures, or a manifest's labels side by side. Gives its path.</summary>
    /// <exception cref="InputException">The request is wrong; nothing was started.</exception>
    public static string Explore(ExploreRequest request, IProgress<Progress> progress, CancellationToken cancel) =>
        Explorer.Run(request, progress, cancel);

    /// <summary>Labels a table that has energy and valence, and counts; writes the table with its labels where that is asked for.</summary>
    /// <exception cref="InputException">The table, a scheme or the place to write to is wrong; nothing was written.</exception>
    public static LabelOutcome Label(LabelRequest request) => TableLabels.Write(request);
}
