using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Features;
using Microsoft.ML;

namespace Gmsa.Experiments.Trials;

/// <summary>The rows of a part of a fold, as trainers see them.</summary>
/// <param name="Positions">Positions in the dataset, in the order of the view's rows.</param>
internal sealed record PartView(IDataView View, IReadOnlyList<int> Positions)
{
    public int Rows => Positions.Count;
}

/// <summary>Makes the data views of a study: the design's folds speak of the manifest's tracks, the dataset holds those that could be read.</summary>
internal sealed class FoldViews(StudyDesign design, Dataset dataset)
{
    private readonly Dictionary<string, int> position = dataset.Tracks.Index().ToDictionary(t => t.Item.Id, t => t.Index, StringComparer.Ordinal);

    public Dataset Dataset => dataset;

    public PartView Of(MLContext ml, Arm arm, IReadOnlyList<int> part)
    {
        var rows = part.Select(i => position.GetValueOrDefault(design.Tracks[i].Id, -1)).Where(i => i >= 0).ToArray();
        return new(View(ml, arm, rows), rows);
    }

    public PartView All(MLContext ml, Arm arm)
    {
        var rows = Enumerable.Range(0, dataset.Tracks.Count).ToArray();
        return new(View(ml, arm, rows), rows);
    }

    /// <summary>One picture keeps its shape; several features are one vector.</summary>
    public FeatureShape ShapeOf(Arm arm) => arm.Trainer.On is [var only]
        ? dataset.Feature(only).Shape
        : new(arm.Trainer.On.Sum(name => dataset.Feature(name).Shape.Count), 1);

    private IDataView View(MLContext ml, Arm arm, IReadOnlyList<int> rows) =>
        DatasetView.Of(dataset, ml, arm.Trainer.On, arm.Scheme.Labels, [.. dataset.Tracks.Select(t => arm.LabelOf[t.Id])], rows);
}
