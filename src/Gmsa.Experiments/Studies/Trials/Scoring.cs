using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Training;

namespace Gmsa.Experiments.Studies;

/// <summary>From a model and rows to predictions, and from predictions to the number that a search compares.</summary>
internal static class Scoring
{
    /// <summary>One row a track: the mean of its clips' probabilities.</summary>
    /// <param name="fold">What the rows' column <c>fold</c> says.</param>
    /// <exception cref="DivergedException">A probability is no number.</exception>
    public static PredictionTable Predict(IModel model, PartView part, Arm arm, string fold, StudyDesign design)
    {
        var labels = arm.Scheme.Labels;
        var rows = part.Tracks.Distinct().Zip(model.Score(part.View, part.Tracks), (position, scores) =>
        {
            var track = design.Tracks[position];
            return new Prediction(track.Id, design.Groups[position], fold, arm.LabelOf[track.Id],
                labels[ProbabilityScores.Largest(scores)], scores);
        });
        return OfNumbers(new(labels, [.. rows]));
    }

    private static PredictionTable OfNumbers(PredictionTable predictions) =>
        predictions.Rows.FirstOrDefault(row => !row.Probabilities.All(double.IsFinite)) is not { } broken ? predictions
            : throw new DivergedException($"the probabilities of {broken.TrackId} are no numbers: "
                + "the numbers it learns from are too large, or so is the learning rate");

    /// <exception cref="DivergedException">The score is no number.</exception>
    public static double Score(PredictionTable predictions, SearchMetric metric)
    {
        var score = metric.Of(predictions);
        return double.IsFinite(score)
            ? score
            : throw new DivergedException(FormattableString.Invariant($"the score is {score}, which is no number"));
    }
}
