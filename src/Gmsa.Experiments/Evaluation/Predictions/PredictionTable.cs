using Gmsa.Experiments.Datasets;

namespace Gmsa.Experiments.Evaluation;

/// <summary>What an arm said of one track it had not learnt from.</summary>
/// <param name="Group">What stayed together in the split (the artist, say); empty where unknown.</param>
/// <param name="Fold">The outer fold whose test part the track was in; empty where unknown. Of repeated folds "repeat.fold", both whole
/// numbers: "2.1" is the first fold of the second repeat; with seeds as an axis "seed7.2.1" (see <see cref="FoldName"/>).</param>
/// <param name="Probabilities">One a label, in the order of the table's labels, summing to 1.</param>
public sealed record Prediction(
    string TrackId, string Group, string Fold, string Truth, string Predicted, IReadOnlyList<double> Probabilities)
{
    /// <summary>Which seed and which repeat of the split it belongs to: a track is predicted once in each.</summary>
    public FoldName Round => FoldName.Parse(Fold);
}

/// <summary>
/// The out-of-fold predictions of one arm: one row a track, or of repeated folds and of seeds one a track, repeat and seed.
/// </summary>
public sealed record PredictionTable(IReadOnlyList<string> Labels, IReadOnlyList<Prediction> Rows);
