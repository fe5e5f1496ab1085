using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Features;
using Microsoft.ML;

namespace Gmsa.Experiments.Trials;

/// <summary>The rows of a part of a fold, as trainers see them.</summary>
/// <param name="Positions">Positions in the dataset, in the order of the view's rows.</param>
internal sealed record PartView(IDataView View, IReadOnlyList<int> Positions);

/// <summary>Makes the data views of a study.</summary>
internal sealed class FoldViews(Dataset dataset)
{
    public Dataset Dataset => dataset;

    public PartView Of(MLContext ml, Arm arm, IReadOnlyList<int> part) => new(DatasetView.Of(
        dataset, ml, arm.Trainer.On, arm.Scheme.Labels, [.. dataset.Tracks.Select(t => arm.LabelOf[t.Id])], part), part);

    public PartView All(MLContext ml, Arm arm) => Of(ml, arm, [.. Enumerable.Range(0, dataset.Tracks.Count)]);

    /// <summary>One picture keeps its shape; several features are one vector.</summary>
    public FeatureShape ShapeOf(Arm arm) => arm.Trainer.On is [var only]
        ? dataset.Feature(only).Shape
        : new(arm.Trainer.On.Sum(name => dataset.Feature(name).Shape.Count), 1);
}
