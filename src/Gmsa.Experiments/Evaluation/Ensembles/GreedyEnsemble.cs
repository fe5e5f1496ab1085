using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Evaluation;

/// <summary>How <see cref="GreedyEnsemble"/> selects.</summary>
internal sealed record GreedyEnsembleOptions
{
    /// <summary>Rounds: models taken, the same one perhaps several times, 1 or more. More let weights be finer.</summary>
    public int Rounds { get; init; } = 50;

    /// <summary>Different models at most, 1 or more; null for as many as there are.</summary>
    public int? MostMembers { get; init; }

    /// <summary>
    /// So many of the best single models are taken before selection begins, as far as each makes the mean better. 0 or more.
    /// </summary>
    public int Sorted { get; init; }

    /// <summary>
    /// Selections whose weights are averaged, each from a random half of the library, so that no lucky model is in
    /// all; 1 selects once, from all.
    /// </summary>
    public int Bags { get; init; } = 1;

    /// <summary>Where the halves come from.</summary>
    public Seed Seed { get; init; }
}

/// <summary>
/// Forward selection with replacement (Caruana and others, "Ensemble selection from libraries of models", ICML 2004): of all models, take
/// the one that makes the mean of the probabilities taken so far best; again and again. The weights are the shares of the rounds up to the
/// best one. To be used on out-of-fold predictions. Deterministic; of equal models the first is taken.
/// </summary>
internal static class GreedyEnsemble
{
    /// <summary>Minus the mean log loss in nats, probabilities kept above 1e-15.</summary>
    public static double LogLoss(ReadOnlySpan<double> probabilities, ReadOnlySpan<int> truth)
    {
        var labels = probabilities.Length / truth.Length;
        var product = new LogOfProduct();
        for (var i = 0; i < truth.Length; i++) product.Times(probabilities[i * labels + truth[i]]);
        return product.Log / truth.Length;
    }

    /// <param name="library">Of each model, of each row one probability a label.</param>
    /// <param name="truth">The position of each row's label.</param>
    /// <param name="metric">What to make as large as possible; null for minus the log loss, which is found much faster.</param>
    /// <returns>One weight a model of the library, 0 or more, summing to 1.</returns>
    /// <exception cref="ArgumentException">No models or rows, or tables of different sizes.</exception>
    public static double[] Select(
        IReadOnlyList<double[][]> library, IReadOnlyList<int> truth, OfProbabilities? metric, GreedyEnsembleOptions options,
        CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Rounds, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Bags, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MostMembers ?? 1, 1);
        Check(library, truth);
        int[] truths = [.. truth];
        // Log loss asks for the truth's probability alone.
        var tables = metric is null
            ? library.Select(model => truths.Select((label, i) => model[i][label]).ToArray()).ToArray()
            : [.. library.Select(model => model.SelectMany(row => row).ToArray())];
        var weights = new double[library.Count];
        for (var bag = 0; bag < options.Bags; bag++)
        {
            var candidates = options.Bags == 1
                ? [.. Enumerable.Range(0, library.Count)]
                : Half(library.Count, options.Seed.Derive(FormattableString.Invariant($"bag/{bag}")));
            var taken = new GreedySelection(tables, truths, metric, options, cancel).From(candidates);
            foreach (var (model, count) in taken.CountBy(model => model)) weights[model] += (double)count / taken.Count / options.Bags;
        }
        return weights;
    }

    private static void Check(IReadOnlyList<double[][]> library, IReadOnlyList<int> truth)
    {
        if (library.Count == 0 || truth.Count == 0)
            throw new ArgumentException("an ensemble is selected from one model or more by one row or more", nameof(library));
        if (library.Any(model => model.Length != truth.Count))
            throw new ArgumentException("every model needs as many rows as there are truths", nameof(library));
        var labels = library[0][0].Length;
        if (library.Any(model => model.Any(row => row.Length != labels)))
            throw new ArgumentException("every row needs a probability for each label", nameof(library));
    }

    private static List<int> Half(int count, Seed seed)
    {
        var random = seed.Generator();
        int[] order = [.. Enumerable.Range(0, count)];
        for (var i = 0; i < (count + 1) / 2; i++)
        {
            var other = i + random.NextInt(count - i);
            (order[i], order[other]) = (order[other], order[i]);
        }
        return [.. order.Take((count + 1) / 2).Order()];
    }
}

/// <summary>One selection.</summary>
/// <param name="tables">Of each model its numbers: all probabilities, or, without a metric, those of the truth.</param>
internal sealed class GreedySelection(
    double[][] tables, int[] truth, OfProbabilities? metric, GreedyEnsembleOptions options, CancellationToken cancel)
{
    private readonly double[] sum = new double[tables[0].Length], mean = new double[tables[0].Length];

    /// <summary>The models taken, in order, up to the round that was best.</summary>
    public List<int> From(IReadOnlyList<int> candidates)
    {
        var (taken, best, bestCount) = (new List<int>(), double.NegativeInfinity, 0);
        foreach (var model in candidates.OrderByDescending(model => ScoreWith(model, 0)).Take(Math.Min(options.Sorted, options.Rounds)))
        {
            if (IsFull(taken, model) || ScoreWith(model, taken.Count) <= best) continue;
            Take(model);
        }
        while (taken.Count < options.Rounds)
        {
            var (next, score) = (-1, double.NegativeInfinity);
            foreach (var model in candidates.Where(model => !IsFull(taken, model)))
                if (ScoreWith(model, taken.Count) is var s && (next < 0 || s > score)) (next, score) = (model, s);
            Take(next);
        }
        return taken[..bestCount];

        void Take(int model)
        {
            var score = ScoreWith(model, taken.Count);
            taken.Add(model);
            for (var i = 0; i < sum.Length; i++) sum[i] += tables[model][i];
            if (score > best || bestCount == 0) (best, bestCount) = (score, taken.Count);
        }
    }

    private bool IsFull(List<int> taken, int model) =>
        options.MostMembers is { } most && !taken.Contains(model) && taken.Distinct().Count() >= most;

    private double ScoreWith(int model, int count)
    {
        cancel.ThrowIfCancellationRequested();
        var table = tables[model];
        if (metric is not null)
        {
            for (var i = 0; i < mean.Length; i++) mean[i] = (sum[i] + table[i]) / (count + 1);
            return metric(mean, truth);
        }
        var product = new LogOfProduct();
        for (var i = 0; i < table.Length; i++) product.Times(sum[i] + table[i]);
        return product.Log / table.Length - Math.Log(count + 1);
    }
}

/// <summary>
/// The logarithm of a product of many numbers, with one logarithm for many factors. Each factor is kept above
/// 1e-15 and has to be below 1e6.
/// </summary>
internal struct LogOfProduct()
{
    private double product = 1, log;

    public readonly double Log => log + Math.Log(product);

    public void Times(double factor)
    {
        product *= Math.Max(factor, 1e-15);
        if (product is > 1e-200 and < 1e200) return;
        log += Math.Log(product);
        product = 1;
    }
}
