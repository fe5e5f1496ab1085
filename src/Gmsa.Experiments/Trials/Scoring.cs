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
            return new Prediction(track.Id, track[groupColumn], slot.Fold.Name, slot.Arm.LabelOf[track.Id], labels[Largest(scores[i])], [.. scores[i].Select(p => (double)p)]);
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

    private static List<float[]> Scores(IDataView scored)
    {
        var rows = new List<float[]>();
        var column = scored.Schema["Score"];
        using var cursor = scored.GetRowCursor([column]);
        var read = cursor.GetGetter<VBuffer<float>>(column);
        var buffer = default(VBuffer<float>);
        while (cursor.MoveNext())
        {
            read(ref buffer);
            rows.Add([.. buffer.DenseValues()]);
        }
        return rows;
    }

    private static int Largest(float[] scores)
    {
        var best = 0;
        for (var i = 1; i < scores.Length; i++)
            if (scores[i] > scores[best]) best = i;
        return best;
    }
}
