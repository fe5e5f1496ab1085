using System.Text.Json;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Models;
using Gmsa.Experiments.Studies;
using Gmsa.Experiments.Tools;

namespace Gmsa.Experiments;

/// <summary>What helps with audio, tables and predictions, and is no study.</summary>
public static class Toolbox
{
    /// <summary>One feature of one audio file, as a NumPy array.</summary>
    /// <exception cref="InputException">The audio can't be read.</exception>
    public static FeatureOutcome Feature(FeatureRequest request, CancellationToken cancel) =>
        InvariantCulture.Of(() => FeatureFile.Write(request, cancel));

    /// <summary>A model that a study left: <c>model.zip</c> of an arm.</summary>
    /// <param name="catalog">Has the model's kind, where that is a network; null: the library's kinds.</param>
    /// <exception cref="InputException">There is no such file, or it is no model that can be read.</exception>
    public static LoadedModel Model(string path, Catalog? catalog = null) =>
        InvariantCulture.Of(() => ModelBundle.Load(path, (catalog ?? Catalog.Default).Networks));

    /// <summary>The dataset alone: a folder for other tools, and PNGs where they are asked for.</summary>
    /// <param name="folder">Null: <c>dataset</c> in the study's folder.</param>
    /// <exception cref="InputException">The input is wrong, or too few tracks could be read.</exception>
    public static BuildOutcome Build(
        RunRequest request, string? folder, PictureRequest? pictures, IProgress<Progress> progress, CancellationToken cancel) =>
        InvariantCulture.Of(() => DatasetExport.Run(Pipeline.Plan(request), request.Results, folder, pictures, progress, cancel));

    /// <summary>The metrics of anyone's predictions, with intervals.</summary>
    /// <exception cref="InputException">Everything wrong with the file.</exception>
    public static ClassificationMetrics Metrics(string predictions) =>
        InvariantCulture.Of(() =>
            WrongFile.Told(predictions, Wanted.Predictions, () => ForeignPredictions.Score(predictions, ClusterBootstrap.Draws)));

    /// <summary>Two files of predictions of the same tracks, side by side.</summary>
    /// <inheritdoc cref="ForeignPredictions.Compare"/>
    public static Comparison Compare(string first, string second, string? map, string metric) =>
        InvariantCulture.Of(() =>
        {
            if (UnknownMetric(metric) is { } unknown) throw new InputException([unknown]);
            return WrongFile.Told(first, Wanted.Predictions, () => WrongFile.Told(second, Wanted.Predictions,
                () => ForeignPredictions.Compare(first, second, map, metric, ClusterBootstrap.Draws)));
        });

    private static Problem? UnknownMetric(string metric)
    {
        var known = ClusterBootstrap.HeadlineMetrics;
        return known.Contains(JsonNamingPolicy.SnakeCaseLower.ConvertName(metric)) ? null
            : new("--metric", $"unknown metric '{metric}'. {Suggestion.Among(metric, known)}");
    }

    /// <summary>A page to look at and listen to: one track's pictures, or a manifest's labels side by side. Gives its path.</summary>
    /// <exception cref="InputException">The request is wrong; nothing was started.</exception>
    public static string Explore(ExploreRequest request, IProgress<Progress> progress, CancellationToken cancel) =>
        InvariantCulture.Of(() => Explorer.Run(request, progress, cancel));

    /// <summary>Labels a table that has energy and valence, and counts; writes the table with its labels where that is asked for.</summary>
    /// <exception cref="InputException">The table, a scheme or the place to write to is wrong; nothing was written.</exception>
    public static LabelOutcome Label(LabelRequest request) => InvariantCulture.Of(() => TableLabels.Write(request));
}
