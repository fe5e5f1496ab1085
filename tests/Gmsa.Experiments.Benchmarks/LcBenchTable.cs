using System.Globalization;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Benchmarks;

/// <summary>What each method came to on one task with one seed.</summary>
/// <param name="Results">By method, then by budget.</param>
internal sealed record LcBenchCell(string Task, (double Best, double Median) Scale, LcBenchResult[][] Results);

/// <summary>Mean rank and mean normalised regret, with 95 % percentile bootstrap intervals over tasks, each with all its seeds.</summary>
internal static class LcBenchTable
{
    private const int Resamples = 2000;

    public static void Write(IReadOnlyList<LcBenchCell> cells, IReadOnlyList<LcBenchMethod> methods, int budget, int epochs)
    {
        var ranks = cells.Select(c => Ranks([.. c.Results.Select(r => r[budget].Accuracy)])).ToArray();
        var regrets = cells
            .Select(c => c.Results.Select(r => (c.Scale.Best - r[budget].Accuracy) / (c.Scale.Best - c.Scale.Median)).ToArray())
            .ToArray();
        var first = Enumerable.Range(0, methods.Count).FirstOrDefault(m => methods[m].Name == "tpe+asha");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"\nAfter {epochs} epochs; rank of {methods.Count}; lower is better; 'less {methods[first].Name}' are paired differences"));
        Console.WriteLine($"{"",-28} {"rank",-20} {"less the first",-22} {"regret",-22} {"less the first",-24} trials whole");
        foreach (var m in Enumerable.Range(0, methods.Count).OrderBy(m => ranks.Average(r => r[m])))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{methods[m].Name,-28} {Text(cells, i => ranks[i][m]),-20} {Text(cells, i => ranks[i][m] - ranks[i][first]),-22} "
                + $"{Text(cells, i => regrets[i][m], "0.000"),-22} {Text(cells, i => regrets[i][m] - regrets[i][first], "0.000"),-24} "
                + $"{cells.Average(c => c.Results[m][budget].Trials),6:0.0} {cells.Average(c => c.Results[m][budget].Whole),5:0.0}"));
    }

    /// <summary>1 for the best; equals share the mean of their ranks.</summary>
    private static double[] Ranks(double[] accuracies) =>
        [.. accuracies.Select(a => accuracies.Count(o => o > a) + (accuracies.Count(o => o == a) + 1) / 2.0)];

    private static string Text(IReadOnlyList<LcBenchCell> cells, Func<int, double> value, string format = "0.00")
    {
        double[] means = [.. Enumerable.Range(0, cells.Count).GroupBy(i => cells[i].Task).Select(g => g.Average(value))];
        var random = new Seed(7).Generator();
        double[] resampled = [.. Enumerable.Range(0, Resamples)
            .Select(_ => means.Average(_ => means[random.NextInt(means.Length)])).Order()];
        var (low, high) = (resampled[Resamples / 40], resampled[Resamples - 1 - Resamples / 40]);
        return string.Join(' ', means.Average().ToString(format, CultureInfo.InvariantCulture),
            $"[{low.ToString(format, CultureInfo.InvariantCulture)}, {high.ToString(format, CultureInfo.InvariantCulture)}]");
    }
}
