using Gmsa.Experiments.Foundation;
using MathNet.Numerics.Distributions;

namespace Gmsa.Experiments.Evaluation;

/// <summary>
/// McNemar's test on the tracks that one of two arms got right and the other wrong ("Note on the sampling error of the difference between
/// correlated proportions or percentages", 1947). Of repeated folds and of seeds each track's first prediction alone is counted: the test
/// takes tracks as independent, and a track that is counted three times would make p too small.
/// </summary>
/// <param name="ExactP">Two-sided binomial p of so uneven a division of those tracks if both arms were as good, 0..1; 1 where there are
/// none.</param>
/// <param name="CorrectedChi2">The chi-squared statistic with Edwards' correction, (|first - second| - 1)^2 / (first + second); 0 where
/// the two are equal.</param>
public sealed record McNemar(int OnlyFirstRight, int OnlySecondRight, double ExactP, double CorrectedChi2)
{
    public static McNemar Of(int onlyFirstRight, int onlySecondRight)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(onlyFirstRight);
        ArgumentOutOfRangeException.ThrowIfNegative(onlySecondRight);
        var n = onlyFirstRight + onlySecondRight;
        if (n == 0) return new(0, 0, 1, 0);
        var tail = Binomial.CDF(0.5, n, Math.Min(onlyFirstRight, onlySecondRight));
        var gap = Math.Max(0.0, Math.Abs(onlyFirstRight - onlySecondRight) - 1);
        return new(onlyFirstRight, onlySecondRight, Math.Min(1, 2 * tail), gap * gap / n);
    }

    /// <summary>The test on two tables of the same tracks with the same truths, in any order.</summary>
    /// <exception cref="InputException">The tables aren't of the same tracks with the same truths.</exception>
    internal static McNemar Of((string Name, PredictionTable Table) first, (string Name, PredictionTable Table) second)
    {
        var tracks = SameTracks.Check(first, second).DistinctBy(t => t.A.TrackId, StringComparer.Ordinal) // each track's first prediction
            .Select(t => (First: t.A.Truth == t.A.Predicted, Second: t.B.Truth == t.B.Predicted)).ToArray();
        return Of(tracks.Count(t => t.First && !t.Second), tracks.Count(t => t.Second && !t.First));
    }
}
