using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Search;

/// <summary>How much of what trials' scores differ by one dimension alone accounts for.</summary>
/// <param name="Share">Of the model's variance over the space, 0..1.</param>
/// <param name="Error">The share's standard error: its deviation over resamples of the trials.</param>
/// <param name="Curve">The mean score in each cell of the dimension, over all values of the others: its choices, or equal parts of its
/// scale from low to high.</param>
public sealed record DimensionEffect(string Name, double Share, double Error, IReadOnlyList<double> Curve);

/// <summary>What a space's dimensions do to the score.</summary>
/// <param name="Effects">In the order of the space.</param>
/// <param name="Together">The share that no dimension has alone: what they do only together, 0..1.</param>
/// <param name="Explained">How much of the variance of trials that a model didn't see it explains (R squared; 0 or less: nothing). Shares
/// are worth as much as this.</param>
public sealed record SpaceEffects(int Trials, IReadOnlyList<DimensionEffect> Effects, double Together, double Explained);

/// <summary>
/// Functional analysis of variance (Hutter, Hoos and Leyton-Brown, "An efficient approach for assessing hyperparameter importance", ICML
/// 2014): a regression forest models the score over the space, and the variance of its mean along each dimension, over all values of the
/// others, is that dimension's share. The forest is of <see cref="Resamples"/> forests, each on a resample of the trials: their
/// disagreement says how sure a share is, and the trials that each didn't see say what the model is worth. Scores far below the others
/// (Tukey's lower fence) count as the fence: how bad the worst are is nothing to tune for.
/// </summary>
internal static class FunctionalAnova
{
    /// <summary>With fewer trials a model says nothing.</summary>
    public const int FewestTrials = 20;

    private const int Resamples = 16, Background = 1024, MostCells = 32;

    /// <param name="dimensions">All of which every point has a value for.</param>
    /// <param name="scores">Of the same trials; numbers. Where trials are of several folds, less what is usual in theirs.</param>
    /// <returns>Null where there are too few trials, or all scores are alike.</returns>
    public static SpaceEffects? Of(
        IReadOnlyList<Dimension> dimensions, IReadOnlyList<Point> points, IReadOnlyList<double> scores, Seed seed)
    {
        if (dimensions.Count == 0 || points.Count < FewestTrials) return null;
        var fenced = Fenced(scores);
        if (fenced.Max() - fenced.Min() < 1e-12) return null;
        float[][] places = [.. points.Select(p => dimensions.Select(d => (float)PlaceOf(d, p.Values[d.Name])).ToArray())];
        var forests = new RegressionForest[Resamples];
        var unseen = new List<double>[points.Count];
        for (var r = 0; r < Resamples; r++)
        {
            var random = seed.Derive(FormattableString.Invariant($"resample/{r}")).Generator();
            int[] drawn = [.. points.Select(_ => random.NextInt(points.Count))];
            forests[r] = RegressionForest.Fit([.. drawn.Select(i => places[i])], [.. drawn.Select(i => fenced[i])],
                seed.Derive(FormattableString.Invariant($"forest/{r}")));
            foreach (var i in Enumerable.Range(0, points.Count).Except(drawn)) (unseen[i] ??= []).Add(forests[r].Predict(places[i]));
        }
        return Decomposed(dimensions, forests, seed) is not { } effects ? null
            : new(points.Count, effects, Math.Max(0, 1 - effects.Sum(e => e.Share)), Explained(fenced, unseen));
    }

    /// <summary>The cells that a dimension's curve has.</summary>
    public static int CellsOf(Dimension dimension) => dimension switch
    {
        ChoiceDimension choice => choice.Choices.Count,
        IntegerDimension whole => (int)Math.Min(MostCells, whole.High - whole.Low + 1),
        _ => MostCells,
    };

    private static IReadOnlyList<DimensionEffect>? Decomposed(IReadOnlyList<Dimension> dimensions, RegressionForest[] forests, Seed seed)
    {
        var sobol = new SobolSequence(seed.Derive("background"));
        float[][] background = [.. Enumerable.Range(0, Background)
            .Select(i => Enumerable.Range(0, dimensions.Count).Select(d => (float)sobol[i, d]).ToArray())];
        double[][] predicted = [.. forests.Select(f => background.Select(x => f.Predict(x)).ToArray())];
        var variances = predicted.Select(Variance).ToArray();
        var whole = Variance([.. Enumerable.Range(0, Background).Select(i => predicted.Average(p => p[i]))]);
        if (whole < 1e-18) return null; // all forests are without trees: no dimension could be told from noise
        return [.. dimensions.Select((dimension, d) =>
        {
            double[][] curves = [.. forests.Select(f => f.Marginal(d, CellsOf(dimension)))];
            double[] mean = [.. Enumerable.Range(0, curves[0].Length).Select(c => curves.Average(x => x[c]))];
            double[] shares = [.. curves.Zip(variances, (curve, variance) => variance > 0 ? Variance(curve) / variance : 0)];
            return new DimensionEffect(dimension.Name, Math.Min(1, Variance(mean) / whole),
                Math.Sqrt(Variance(shares) * Resamples / (Resamples - 1)), mean);
        })];
    }

    private static double Explained(double[] scores, List<double>[] unseen)
    {
        int[] known = [.. Enumerable.Range(0, scores.Length).Where(i => unseen[i] is not null)];
        var mean = known.Average(i => scores[i]);
        return 1 - known.Sum(i => Square(scores[i] - unseen[i].Average())) / known.Sum(i => Square(scores[i] - mean));
    }

    private static double[] Fenced(IReadOnlyList<double> scores)
    {
        double[] sorted = [.. scores.Order()];
        var (low, high) = (sorted[sorted.Length / 4], sorted[3 * sorted.Length / 4]);
        // A third quartile that equals the first says nothing of what is usual.
        var fence = high > low ? low - 1.5 * (high - low) : double.NegativeInfinity;
        return [.. scores.Select(s => Math.Max(s, fence))];
    }

    private static double PlaceOf(Dimension dimension, object value) =>
        dimension is ChoiceDimension choice
            ? (UnitScale.IndexOf(choice, value) + 0.5) / choice.Choices.Count
            : UnitScale.PlaceOf(dimension, value)!.Value;

    private static double Variance(double[] values)
    {
        var mean = values.Average();
        return values.Average(v => Square(v - mean));
    }

    private static double Square(double x) => x * x;
}
