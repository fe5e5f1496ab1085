namespace Gmsa.Experiments.Evaluation;

/// <summary>A track, and how the arms of one scheme fare with it.</summary>
/// <param name="Called">The label that the arm which stands for the scheme gives it.</param>
/// <param name="Sure">The probability that it gives that label.</param>
/// <param name="OfTruth">The probability that it gives the truth.</param>
/// <param name="Right">How many arms are right about it, of <paramref name="Arms"/>.</param>
/// <param name="MeanOfTruth">What those arms give the truth, on average.</param>
internal sealed record HardTrack(
    string TrackId, string Truth, string Called, double Sure, double OfTruth, int Right, int Arms, double MeanOfTruth)
{
    public bool IsWrong => Called != Truth;
}

/// <summary>The tracks of a scheme that are worth a look and a listen.</summary>
/// <param name="Confident">Those that the arm which stands for the scheme gets wrong, the surest error first.</param>
/// <param name="Hardest">Those that the fewest arms get right; of equals the one whose truth is given the lowest probability first.</param>
internal sealed record HardTracks(IReadOnlyList<HardTrack> Confident, IReadOnlyList<HardTrack> Hardest)
{
    /// <summary>The most tracks of either kind.</summary>
    public const int Most = 8;

    /// <summary>
    /// Of repeated folds a track's answer is the label that is likeliest on average. Equal tracks stand in the order of their ids.
    /// </summary>
    /// <param name="standing">The predictions of the arm that stands for the scheme.</param>
    /// <param name="arms">Those of all arms that count; of one alone the probability of the truth decides what is hard.</param>
    public static HardTracks Of(PredictionTable standing, IReadOnlyList<PredictionTable> arms)
    {
        var all = arms.Select(Answers).ToArray();
        HardTrack[] tracks = [.. Answers(standing).Select(own =>
        {
            Answer[] answers = [.. all.Select(a => a.GetValueOrDefault(own.Key)).OfType<Answer>()];
            return new HardTrack(
                own.Key, own.Value.Truth, own.Value.Called, own.Value.Sure, own.Value.OfTruth, answers.Count(a => a.Called == a.Truth),
                answers.Length, answers.Select(a => a.OfTruth).DefaultIfEmpty(own.Value.OfTruth).Average());
        }).OrderBy(t => t.TrackId, StringComparer.Ordinal)];
        return new(
            [.. tracks.Where(t => t.IsWrong).OrderByDescending(t => t.Sure).Take(Most)],
            [.. tracks.OrderBy(t => arms.Count > 1 ? t.Right : 0).ThenBy(t => t.MeanOfTruth).Take(Most)]);
    }

    private static Dictionary<string, Answer> Answers(PredictionTable table) => table.Rows.GroupBy(r => r.TrackId, StringComparer.Ordinal)
        .ToDictionary(rows => rows.Key, rows => Mean(table.Labels, [.. rows.OrderBy(r => r.Round)]), StringComparer.Ordinal);

    private static Answer Mean(IReadOnlyList<string> labels, Prediction[] rows)
    {
        double[] means = [.. labels.Select((_, i) => rows.Average(r => r.Probabilities[i]))];
        // One row says itself what it calls the track; several have no label in common but the likeliest.
        var called = rows is [var only] ? only.Predicted : labels[Array.IndexOf(means, means.Max())];
        return new(rows[0].Truth, called, Of(called), Of(rows[0].Truth));

        double Of(string label) => labels.Index().Where(l => l.Item == label).Select(l => means[l.Index]).FirstOrDefault();
    }

    private sealed record Answer(string Truth, string Called, double Sure, double OfTruth);
}
