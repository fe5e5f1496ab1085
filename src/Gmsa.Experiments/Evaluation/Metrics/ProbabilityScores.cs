namespace Gmsa.Experiments.Evaluation;

/// <summary>What the probabilities of a table are worth, whatever label was predicted from them.</summary>
internal static class ProbabilityScores
{
    /// <summary>The mean of <see cref="Losses"/>.</summary>
    public static double LogLoss(CodedTable table) => Math.Max(0, Losses(table).Sum() / table.Rows.Count);

    /// <summary>
    /// The log loss of each row in nats, as <c>sklearn.metrics.log_loss</c>: clipped to [eps, 1 - eps] with the epsilon of
    /// double, then made to sum to 1.
    /// </summary>
    public static double[] Losses(CodedTable table)
    {
        const double epsilon = 2.220446049250313e-16;
        var losses = new double[table.Rows.Count];
        for (var i = 0; i < losses.Length; i++)
        {
            var whole = 0.0;
            foreach (var p in table.Rows[i].Probabilities) whole += Math.Clamp(p, epsilon, 1 - epsilon);
            losses[i] = -Math.Log(Math.Clamp(table.Rows[i].Probabilities[table.Truth[i]], epsilon, 1 - epsilon) / whole);
        }
        return losses;
    }

    /// <summary>The mean over rows of the sum over labels of (probability - is it the truth)^2.</summary>
    public static double Brier(CodedTable table)
    {
        var sum = 0.0;
        for (var i = 0; i < table.Rows.Count; i++)
            for (var label = 0; label < table.Labels.Count; label++)
            {
                var error = table.Rows[i].Probabilities[label] - (label == table.Truth[i] ? 1 : 0);
                sum += error * error;
            }
        return sum / table.Rows.Count;
    }

    /// <summary>
    /// The gap between mean confidence and accuracy, averaged over bins [k/bins, (k+1)/bins) of the largest probability by their rows.
    /// </summary>
    public static double CalibrationError(CodedTable table, int bins) =>
        Reliability.Of(table, bins).Sum(b => b.Count * Math.Abs((b.Confidence - b.Accuracy) ?? 0)) / table.Rows.Count;

    /// <summary>
    /// The share of rows whose truth is among the <paramref name="count"/> largest probabilities, ties to the earlier label.
    /// </summary>
    public static double Top(CodedTable table, int count)
    {
        var hits = 0;
        for (var i = 0; i < table.Rows.Count; i++)
        {
            var (probabilities, truth) = (table.Rows[i].Probabilities, table.Truth[i]);
            var ahead = 0;
            for (var label = 0; label < probabilities.Count; label++)
                if (probabilities[label] > probabilities[truth] || (label < truth && probabilities[label] == probabilities[truth])) ahead++;
            if (ahead < count) hits++;
        }
        return (double)hits / table.Rows.Count;
    }

    /// <inheritdoc cref="Largest(IReadOnlyList{double})"/>
    public static int Largest(ReadOnlySpan<double> numbers)
    {
        var best = 0;
        for (var i = 1; i < numbers.Length; i++)
            if (numbers[i] > numbers[best]) best = i;
        return best;
    }

    /// <summary>The position of the largest number; of equals the first.</summary>
    public static int Largest(IReadOnlyList<double> numbers)
    {
        var best = 0;
        for (var i = 1; i < numbers.Count; i++)
            if (numbers[i] > numbers[best]) best = i;
        return best;
    }
}
