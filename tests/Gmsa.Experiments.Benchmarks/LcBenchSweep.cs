using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Search;

namespace Gmsa.Experiments.Benchmarks;

/// <summary>A search and a pruner to compare with others.</summary>
internal sealed record LcBenchMethod(string Name, SearchOptions Search, PrunerOptions? Pruner);

/// <summary>What a sweep had come to when its epochs ran out.</summary>
/// <param name="Accuracy">The final accuracy of the trial that it would choose: the best of those that ran whole.</param>
internal sealed record LcBenchResult(double Accuracy, int Trials, int Whole);

/// <summary>
/// One sweep after the other, without workers: each trial goes epoch by epoch until it is whole, its pruner stops it or the budget ends.
/// Points that other sweeps with the same seed came to are remembered.
/// </summary>
internal sealed class LcBenchSweep(LcBenchSurrogate surrogate, string task, Seed seed)
{
    private readonly Dictionary<string, double[]> remembered = [];

    /// <param name="budgets">In epochs, ascending; a sweep doesn't know them, so one run tells of all.</param>
    public LcBenchResult[] Run(LcBenchMethod method, int[] budgets)
    {
        var (search, pruner) = (method.Search.Create(), method.Pruner?.Create());
        var (history, curves, results) = (new List<Observation>(), new List<Curve>(), new List<LcBenchResult>());
        var (spent, whole, best) = (0, 0, 0.0);
        while (true)
        {
            var point = search.Next(surrogate.Space, seed, history)
                ?? throw new InvalidOperationException($"{method.Name} has no more points");
            var scores = Accuracies(point);
            var steps = Steps(scores, curves, pruner);
            // What ends after a budget isn't there for it: a trial is whole or nothing.
            while (spent + steps > budgets[results.Count])
            {
                results.Add(new(best, history.Count, whole));
                if (results.Count == budgets.Length) return [.. results];
            }
            spent += steps;
            var isWhole = steps == scores.Length;
            if (isWhole) (whole, best) = (whole + 1, Math.Max(best, scores[^1]));
            curves.Add(new(curves.Count, scores[..steps], isWhole));
            history.Add(new(point, scores[steps - 1])
            {
                State = isWhole ? ObservationState.Done : ObservationState.Pruned,
                Steps = steps,
                Seconds = steps,
                Scores = scores[..steps],
            });
        }
    }

    private double[] Accuracies(Point point)
    {
        var key = string.Join(' ', point.Values.Select(v => FormattableString.Invariant($"{v.Value:R}")));
        return remembered.TryGetValue(key, out var accuracies) ? accuracies : remembered[key] = surrogate.Accuracies(task, [point])[0];
    }

    private int Steps(double[] scores, List<Curve> others, IPruner? pruner)
    {
        if (pruner is null) return scores.Length;
        for (var step = 1; step < scores.Length; step++)
            if (pruner.Stops(new(others.Count, new ArraySegment<double>(scores, 0, step)), others, scores.Length, seed)) return step;
        return scores.Length;
    }
}
