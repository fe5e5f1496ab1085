using System.Globalization;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Search;

namespace Gmsa.Experiments.Benchmarks;

/// <summary>
/// Searches with and without pruners on LCBench, for the same budget of epochs. Pruners' defaults were chosen on the tasks of
/// <c>tune</c>, which are none of those that <c>test</c> reports on.
/// </summary>
internal static class LcBench
{
    public const string Usage = """
               lcbench FOLDER (tune | test) [SEEDS [METHOD...]]   searches and pruners on LCBench, for 20 and 50 whole trials' epochs; of 20 seeds
        """;

    private static readonly int[] Budgets = [20 * LcBenchSurrogate.Epochs, 50 * LcBenchSurrogate.Epochs];

    public static int Measure(string folder, string part, int seeds, string[] only)
    {
        using var surrogate = new LcBenchSurrogate(folder);
        // Every third of the tasks, as the origin lists them, is reported on; the others are for choosing defaults.
        string[] tasks = [.. surrogate.Tasks.Where((_, i) => part == "test" ? i % 3 == 0 : i % 3 == 1)];
        var methods = (part == "test" ? LcBenchMethods.Test() : LcBenchMethods.Tune())
            .Where(m => only.Length == 0 || only.Any(o => Fits(m.Name, o))).ToArray();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{tasks.Length} tasks ({string.Join(' ', tasks)}), {seeds} seeds, {methods.Length} methods"));
        var cells = new List<LcBenchCell>();
        foreach (var task in tasks)
        {
            var scale = Scale(surrogate, task);
            for (var s = 0; s < seeds; s++)
            {
                var sweep = new LcBenchSweep(surrogate, task, new Seed((ulong)s).Derive(task));
                cells.Add(new(task, scale, [.. methods.Select(m => sweep.Run(m, Budgets))]));
            }
            Console.Error.WriteLine(task);
        }
        for (var b = 0; b < Budgets.Length; b++) LcBenchTable.Write(cells, methods, b, Budgets[b]);
        return 0;
    }

    /// <summary>The best and the middle of 20,000 random points' final accuracies: regret is 0 at one and 1 at the other.</summary>
    private static (double Best, double Median) Scale(LcBenchSurrogate surrogate, string task)
    {
        var (random, history) = (new RandomSearch(), new List<Observation>());
        for (var i = 0; i < 20_000; i++) history.Add(new(random.Next(surrogate.Space, new Seed(99), history)!, null));
        double[] final = [.. surrogate.Accuracies(task, [.. history.Select(o => o.Point)], LcBenchSurrogate.Epochs)
            .Select(a => a[0]).Order()];
        return (final[^1], final[final.Length / 2]);
    }

    private static bool Fits(string name, string pattern) =>
        pattern.EndsWith('*') ? name.StartsWith(pattern[..^1], StringComparison.Ordinal) : name == pattern;
}
