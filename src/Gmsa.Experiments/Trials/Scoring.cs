using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Search;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Gmsa.Experiments.Trials;

/// <summary>From a model and rows to predictions, and from predictions to the number that a search compares.</summary>
internal static class Scoring
{
    public static PredictionTable Predict(ITransformer model, PartView part, Slot slot, FoldViews views, string groupColumn)
    {
        var labels = slot.Arm.Scheme.Labels;
        var scores = Scores(model.Transform(part.View));
        var rows = part.Positions.Select((position, i) =>
        {
            var track = views.Dataset.Tracks[position];
            return new Prediction(track.Id, track[groupColumn], slot.Fold.Name, slot.Arm.LabelOf[track.Id], labels[ProbabilityScores.Largest(scores[i])], scores[i]);
        });
        return new(labels, [.. rows]);
    }

    public static double Score(PredictionTable predictions, SearchMetric metric)
    {
        var metrics = Metrics.Of(predictions);
        return metric switch
        {
            SearchMetric.BalancedAccuracy => metrics.BalancedAccuracy,
            SearchMetric.Accuracy => metrics.Accuracy,
            SearchMetric.MacroF1 => metrics.MacroF1,
            SearchMetric.Kappa => metrics.Kappa,
            _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, null),
        };
    }

    private static List<double[]> Scores(IDataView scored)
    {
        var rows = new List<double[]>();
        var column = scored.Schema["Score"];
        using var cursor = scored.GetRowCursor([column]);
        var read = cursor.GetGetter<VBuffer<float>>(column);
        var buffer = default(VBuffer<float>);
        while (cursor.MoveNext())
        {
            read(ref buffer);
            rows.Add([.. buffer.DenseValues().Select(p => (double)p)]);
        }
        return rows;
    }
}
