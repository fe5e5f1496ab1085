namespace Gmsa.Experiments.Evaluation;

/// <summary>What an arm said of one track it had not learnt from.</summary>
/// <param name="Group">What stayed together in the split (the artist, say); empty where unknown.</param>
/// <param name="Fold">The outer fold whose test part the track was in; empty where unknown.</param>
/// <param name="Probabilities">One a label, in the order of the table's labels, summing to 1.</param>
public sealed record Prediction(string TrackId, string Group, string Fold, string Truth, string Predicted, IReadOnlyList<double> Probabilities);

/// <summary>The out-of-fold predictions of one arm: one row a track.</summary>
public sealed record PredictionTable(IReadOnlyList<string> Labels, IReadOnlyList<Prediction> Rows);
