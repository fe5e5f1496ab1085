using System.Globalization;

namespace Gmsa.Experiments.Evaluation;

/// <summary>What an arm said of one track it had not learnt from.</summary>
/// <param name="Group">What stayed together in the split (the artist, say); empty where unknown.</param>
/// <param name="Fold">The outer fold whose test part the track was in; empty where unknown. Of repeated folds "repeat.fold", both whole
/// numbers: "2.1" is the first fold of the second repeat.</param>
/// <param name="Probabilities">One a label, in the order of the table's labels, summing to 1.</param>
public sealed record Prediction(
    string TrackId, string Group, string Fold, string Truth, string Predicted, IReadOnlyList<double> Probabilities)
{
    /// <summary>Which repeat of the split the fold belongs to: the part of its name before the point; 1 where there is none.</summary>
    public int Repeat => RepeatOf(Fold);

    internal static int RepeatOf(string name) =>
        name.Split('.') is [var repeat, var fold] && IsWhole(fold, out _) && IsWhole(repeat, out var number) ? number : 1;

    private static bool IsWhole(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}

/// <summary>The out-of-fold predictions of one arm: one row a track, or of repeated folds one a track and repeat.</summary>
public sealed record PredictionTable(IReadOnlyList<string> Labels, IReadOnlyList<Prediction> Rows);
