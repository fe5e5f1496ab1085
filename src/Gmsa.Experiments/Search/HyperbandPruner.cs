using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Search;

/// <summary>The options of <see cref="HyperbandPruner"/>.</summary>
public sealed record HyperbandPrunerOptions : PrunerOptions
{
    [Description("At each rung one of so many trials of a bracket goes on, and the next rung is so many times as far. Default 3.")]
    [Range(2, 10)]
    public int Eta { get; init; } = 3;

    [Description("The steps that every trial may take: the first rung of the keenest bracket is the lowest of steps / eta, steps / eta^2, ... "
        + "that isn't below. Default 2.")]
    [Range(1, 100_000)]
    public int Warmup { get; init; } = 2;

    public override int Earliest(int steps) => Rungs.Of(steps, Eta, Warmup) is [var first, ..] ? first : steps + 1;

    public override IPruner Create() => new HyperbandPruner(this);
}

/// <summary>
/// Hyperband (Li et al., "Hyperband: a novel bandit-based approach to hyperparameter optimization", JMLR 18, 2018): several successive
/// halvings side by side, from one that starts at the first rung to one that never stops a trial, in case early scores mislead. Trials are
/// dealt to the brackets by their index, in proportion to the brackets' sizes in the paper, and compete within their bracket alone.
/// </summary>
public sealed class HyperbandPruner(HyperbandPrunerOptions options) : IPruner
{
    public bool Stops(Curve running, IReadOnlyList<Curve> others, int steps, Seed seed)
    {
        var rungs = Rungs.Of(steps, options.Eta, options.Warmup);
        var brackets = Deal(rungs.Count + 1, options.Eta);
        var bracket = Bracket(running);
        // Bracket 0 starts at the first rung, the next at the second, and the last has none.
        return rungs.Skip(bracket).Contains(running.Scores.Count)
            && !Rungs.IsAmongTop(running, others.Where(o => Bracket(o) == bracket), options.Eta);

        int Bracket(Curve curve) => brackets[curve.Index % brackets.Length];
    }

    /// <summary>
    /// The brackets of consecutive trials, again from the start at the end. Of n brackets, the one with s rungs has ceil(n eta^s / (s + 1))
    /// trials; each trial goes to the bracket that is furthest behind its share, so that the start of a sweep is as mixed as the whole.
    /// </summary>
    internal static int[] Deal(int brackets, int eta)
    {
        int[] sizes = [.. Enumerable.Range(0, brackets).Select(b => (int)Math.Ceiling(brackets * Math.Pow(eta, brackets - 1 - b) / (brackets - b)))];
        var total = sizes.Sum();
        var dealt = new int[brackets];
        var deal = new int[total];
        for (var i = 0; i < total; i++)
        {
            deal[i] = Enumerable.Range(0, brackets).MaxBy(b => (long)sizes[b] * (i + 1) - (long)dealt[b] * total);
            dealt[deal[i]]++;
        }
        return deal;
    }
}
