using Gmsa.Experiments.Config;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Reports;
using Gmsa.Experiments.Studies;

namespace Gmsa.Experiments;

/// <summary>
/// A study of an experiment that was made in code: right in every respect that can be judged without reading audio. The same experiment
/// from a file is the same study, so that each goes on where the other ended.
/// </summary>
public sealed record PlannedStudy
{
    private readonly RunRequest request;

    private PlannedStudy(RunRequest request, StudyDesign design) => (this.request, Design) = (request, design);

    /// <summary>Everything that it will do: arms, folds, tracks, and the experiment with every default filled in.</summary>
    public StudyDesign Design { get; }

    /// <summary>Where it lies, or will: a folder in that of the results, called by its name and what defines it.</summary>
    public string Folder => Path.GetFullPath(Path.Combine(request.Results, Design.Plan.Id));

    /// <summary>True to run trials, tests of folds and final models that failed once more. Default false.</summary>
    public bool RetryFailed { get => request.RetryFailed; init => request = request with { RetryFailed = value }; }

    /// <summary>
    /// Everything, to the report. Goes on where an earlier run of the same study ended; one that is finished is only read.
    /// </summary>
    /// <param name="progress">Told how far it is, on threads of the run. Default: nobody.</param>
    /// <param name="cancel">Stops it within seconds; the next run goes on.</param>
    /// <exception cref="InputException">The data turned out to be wrong, or the folder can't be written.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public StudyResults Run(IProgress<Progress>? progress = null, CancellationToken cancel = default) =>
        new CodeWords(request.Catalog).Told(() =>
        {
            var outcome = Pipeline.Run(Design, request, progress ?? Progress.Unheard, cancel);
            return outcome.Results with { Notes = outcome.Warnings };
        });

    internal static PlannedStudy Of(Experiment experiment, string results, string paths, Catalog catalog) =>
        new CodeWords(catalog).Told(() =>
        {
            ArgumentNullException.ThrowIfNull(experiment);
            OutputPlace.Named(nameof(paths), paths, "a folder");
            var request = new RunRequest(paths, [], AudioRoot: null, results) { Made = experiment, Catalog = catalog };
            return new PlannedStudy(request, Pipeline.Plan(request));
        });
}
