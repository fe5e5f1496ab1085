using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Search;

/// <summary>The options of <see cref="WilcoxonPruner"/>.</summary>
public sealed record WilcoxonPrunerOptions : PrunerOptions
{
    [Description("A trial is stopped where folds as bad as its own, against the best trial's, "
        + "would have a lower probability if neither were better. "
        + "With k folds none is below 1 / 2^k: .2 takes 3 lost folds of 3, .1 takes 4 of 4. Default 0.2.")]
    [Range(0.0, 0.5)]
    public double P { get; init; } = 0.2;

    [Description("The inner folds that every trial may take. Default 3.")]
    [Range(1, 1000)]
    public int Warmup { get; init; } = 3;

    public override PrunerSteps Watches => PrunerSteps.Folds;

    public override int Earliest(int steps) => Warmup;

    public override IPruner Create() => new WilcoxonPruner(this);
}

/// <summary>
/// Stops a trial between inner folds, once those that it has had are lost to the same folds of the best whole trial by a one-sided
/// signed-rank test (Wilcoxon, "Individual comparisons by ranking methods", 1945), as Optuna's WilcoxonPruner does: folds differ in
/// difficulty, and pairs take that out. Never where the trial's mean so far is at least the best trial's, on all its folds or on the same.
/// The p is exact, also with equal differences, which get their mean rank; differences of 0 keep their rank and count for neither
/// (Pratt, "Remarks on zeros and ties in the Wilcoxon signed rank procedures", 1959). It is a rule to save time, not evidence: inner
/// folds share training rows, and each trial is tested again and again.
/// </summary>
internal sealed class WilcoxonPruner(WilcoxonPrunerOptions options) : IPruner
{
    public bool Stops(Curve running, IReadOnlyList<Curve> others, int steps, Seed seed)
    {
        var folds = running.Scores.Count;
        if (folds < options.Warmup || folds >= steps) return false;
        var best = others.Where(o => o.IsWhole && o.Scores.Count >= steps && Mean(o, o.Scores.Count) > double.NegativeInfinity)
            .MaxBy(o => Mean(o, o.Scores.Count));
        if (best is null) return false;
        var mean = Mean(running, folds);
        if (mean >= Mean(best, best.Scores.Count) || mean >= Mean(best, folds)) return false;
        return Probability([.. Enumerable.Range(1, folds).Select(f => running.At(f) - best.At(f))]) < options.P;
    }

    /// <summary>
    /// The probability that signs drawn at random give ranks of positive differences with a sum as low as these have, 0..1; 1 where all are
    /// 0. Minus infinity is a loss above all others.
    /// </summary>
    internal static double Probability(double[] differences)
    {
        // Twice the ranks, which are whole numbers, ties and all.
        double[] sizes = [.. differences.Select(Math.Abs)];
        int[] ranks = [.. sizes.Select(size => 2 * sizes.Count(s => s < size) + sizes.Count(s => s == size) + 1)];
        int[] counting = [.. Enumerable.Range(0, ranks.Length).Where(i => sizes[i] > 0)];
        var chances = new double[counting.Sum(i => ranks[i]) + 1];
        chances[0] = 1;
        foreach (var rank in counting.Select(i => ranks[i]))
            for (var sum = chances.Length - 1; sum >= 0; sum--)
                chances[sum] = (chances[sum] + (sum >= rank ? chances[sum - rank] : 0)) / 2;
        return chances.Take(counting.Where(i => differences[i] > 0).Sum(i => ranks[i]) + 1).Sum();
    }

    private static double Mean(Curve curve, int folds) => Enumerable.Range(1, folds).Average(curve.At);
}
