using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Search;

/// <summary>The options of <see cref="HyperbandPruner"/>.</summary>
public sealed record HyperbandPrunerOptions : HalvingPrunerOptions
{
    [Description("The steps that every trial may take: the first rung of the keenest bracket is the lowest of steps / eta, "
        + "steps / eta^2, ... "
        + "that isn't below. Default 1.")]
    [Range(1, 100_000)]
    public override int Warmup { get; init; } = 1;

    public override IPruner Create() => new HyperbandPruner(this);
}

/// <summary>
/// Hyperband (Li et al., "Hyperband: a novel bandit-based approach to hyperparameter optimization", JMLR 18, 2018): several successive
/// halvings side by side, from one that starts at the first rung to one that never stops a trial, in case early scores mislead. Trials are
/// dealt to the brackets by their index, in proportion to the brackets' sizes in the paper, and compete within their bracket alone.
/// </summary>
internal sealed class HyperbandPruner(HyperbandPrunerOptions options) : IPruner
{
    public bool Stops(Curve running, IReadOnlyList<Curve> others, int steps, Seed seed)
    {
        var rungs = options.RungsOf(steps);
        var bracket = Bracket(running.Index, rungs.Count + 1, options.Eta);
        // Bracket 0 starts at the first rung, the next at the second, and the last has none.
        return rungs.Skip(bracket).Contains(running.Scores.Count)
            && !Rungs.IsAmongTop(running, others.Where(o => Bracket(o.Index, rungs.Count + 1, options.Eta) == bracket), options.Eta);
    }

    /// <summary>
    /// The bracket of a trial. Of n brackets, the one with s rungs gets trials in proportion to n eta^s / (s + 1). Multiples of the golden
    /// ratio, without their whole part, fall evenly over the shares, so that any run of trials is as mixed as the whole.
    /// </summary>
    internal static int Bracket(int index, int brackets, int eta)
    {
        double[] sizes = [.. Enumerable.Range(0, brackets)
            .Select(b => Math.Ceiling(brackets * Math.Pow(eta, brackets - 1 - b) / (brackets - b)))];
        var rest = index * 0.61803398874989485 % 1 * sizes.Sum();
        for (var b = 0; b < brackets - 1; b++)
            if ((rest -= sizes[b]) < 0) return b;
        return brackets - 1;
    }
}
