using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Search;

/// <summary>The options of <see cref="PatiencePruner"/>.</summary>
public sealed record PatiencePrunerOptions : PrunerOptions
{
    [Description("A trial is stopped after so many steps in a row without a better score. Default 5.")]
    [Range(1, 100_000)]
    public int Steps { get; init; } = 5;

    [Description("How much better a score has to be to count as better, in units of the score. Default 0.")]
    [Range(0.0, 1e9)]
    public double MinDelta { get; init; }

    [Description("Another pruner, asked about the trials that would be stopped; only those are that it would stop too. Default: none.")]
    public PrunerOptions? Pruner { get; init; }

    public override PrunerSteps Watches => Pruner?.Watches ?? base.Watches;

    public override int Earliest(int steps) => Math.Max(Steps + 1, Pruner?.Earliest(steps) ?? 1);

    public override IPruner Create() => new PatiencePruner(this);
}

/// <summary>
/// Stops a trial that has come to its own plateau: no score of the last N steps is better by more than minDelta than the best before them.
/// As in Optuna's PatientPruner it can also hold another pruner back until then. On its own it never stops the trial with the best score so
/// far, which nothing else would hold on to: a trial that was stopped can't be chosen.
/// </summary>
internal sealed class PatiencePruner(PatiencePrunerOptions options) : IPruner
{
    private readonly IPruner? pruner = options.Pruner?.Create();

    public bool Stops(Curve running, IReadOnlyList<Curve> others, int steps, Seed seed)
    {
        var step = running.Scores.Count;
        if (step <= options.Steps || step >= steps) return false;
        var best = running.Best(step);
        if (best > running.Best(step - options.Steps) + options.MinDelta) return false;
        return pruner?.Stops(running, others, steps, seed) ?? others.Any(o => o.Best(steps) > best);
    }
}
