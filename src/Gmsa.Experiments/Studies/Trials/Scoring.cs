using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Training;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Gmsa.Experiments.Studies;

/// <summary>From a model and rows to predictions, and from predictions to the number that a search compares.</summary>
internal static class Scoring
{
    /// <summary>One row a track: the mean of its clips' probabilities.</summary>
    /// <exception cref="DivergedException">A probability is no number.</exception>
    public static PredictionTable Predict(ITransformer model, PartView part, Slot slot, StudyDesign design)
    {
        var labels = slot.Arm.Scheme.Labels;
        var rows = part.Tracks.Zip(Scores(model.Transform(part.View))).GroupBy(row => row.First, row => row.Second).Select(clips =>
        {
            var (track, scores) = (design.Tracks[clips.Key], Mean([.. clips]));
            return new Prediction(track.Id, design.Groups[clips.Key], slot.Fold.Name, slot.Arm.LabelOf[track.Id],
                labels[ProbabilityScores.Largest(scores)], scores);
        });
        return OfNumbers(new(labels, [.. rows]));
    }

    private static PredictionTable OfNumbers(PredictionTable predictions) =>
        predictions.Rows.FirstOrDefault(row => !row.Probabilities.All(double.IsFinite)) is not { } broken ? predictions
            : throw new DivergedException($"the probabilities of {broken.TrackId} are no numbers: "
                + "the numbers it learns from are too large, or so is the learning rate");

    private static double[] Mean(IReadOnlyList<double[]> clips) =>
        clips is [var only] ? only : [.. Enumerable.Range(0, clips[0].Length).Select(label => clips.Average(c => c[label]))];

    /// <exception cref="DivergedException">The score is no number.</exception>
    public static double Score(PredictionTable predictions, SearchMetric metric)
    {
        var score = metric.Of(predictions);
        return double.IsFinite(score)
            ? score
            : throw new DivergedException(FormattableString.Invariant($"the score is {score}, which is no number"));
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
