using System.Globalization;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Benchmarks;

/// <summary>
/// Ranks methods within each function and seed (ties share a rank) and says how sure the means are: a bootstrap over seeds and functions.
/// </summary>
internal static class SearchRanks
{
    private const int Resamples = 2000;

    public static void Write(IReadOnlyList<Result> results, string[] functions, string[] methods)
    {
        // [function, seed, method]
        var values = functions.Select(f => results.Where(r => r.Function == f).GroupBy(r => r.Seed).OrderBy(g => g.Key)
            .Select(g => methods.Select(m => g.Single(r => r.Method == m).Value).ToArray()).ToArray()).ToArray();
        Line("median of the best value", functions, methods, (f, m) => Median(values[f].Select(s => s[m])), "0.####");
        var ranks = values.Select(f => f.Select(Ranks).ToArray()).ToArray();
        Line("mean rank", functions, methods, (f, m) => ranks[f].Average(s => s[m]), "0.00");
        Console.WriteLine("\nmean rank over functions and seeds, 95 % interval; "
            + "against each other method: mean difference of ranks, 95 % interval, wins in %");
        foreach (var m in methods.Index().OrderBy(m => Mean(ranks, r => r[m.Index])))
        {
            Console.WriteLine(Text($"{m.Item,-22} {Interval(ranks, r => r[m.Index], "0.00")}"));
            if (m.Item.StartsWith("optuna", StringComparison.Ordinal)) continue;
            foreach (var other in methods.Index().Where(o => o.Index != m.Index))
            {
                var wins = 100 * Mean(values, v => v[m.Index] < v[other.Index] ? 1 : v[m.Index] == v[other.Index] ? 0.5 : 0);
                Console.WriteLine(Text($"    - {other.Item,-24} {Interval(ranks, r => r[m.Index] - r[other.Index], "0.00")}   {wins:0}"));
            }
        }
    }

    private static void Line(string what, string[] functions, string[] methods, Func<int, int, double> value, string format)
    {
        Console.WriteLine(
            $"\n{what}\n{"",-16}{string.Concat(methods.Select(m => Text($" {m.Replace("optuna", "o.", StringComparison.Ordinal),18}")))}");
        for (var f = 0; f < functions.Length; f++)
            Console.WriteLine($"{functions[f],-16}"
                + $"{string.Concat(methods.Select((_, m) => Text($" {value(f, m).ToString(format, CultureInfo.InvariantCulture),18}")))}");
    }

    private static double[] Ranks(double[] values) =>
        [.. values.Select(v => 1 + values.Count(o => o < v) + (values.Count(o => o == v) - 1) / 2.0)];

    private static double Mean(double[][][] ranks, Func<double[], double> of) => ranks.Average(f => f.Average(of));

    private static string Interval(double[][][] ranks, Func<double[], double> of, string format)
    {
        var each = ranks.Select(f => f.Select(of).ToArray()).ToArray();
        var random = new Seed(1).Generator();
        var means = new double[Resamples];
        for (var i = 0; i < Resamples; i++)
        {
            for (var f = 0; f < each.Length; f++)
            {
                var function = each[random.NextInt(each.Length)];
                for (var s = 0; s < function.Length; s++)
                    means[i] += function[random.NextInt(function.Length)] / (each.Length * function.Length);
            }
        }
        Array.Sort(means);
        string Number(double number) => number.ToString(format, CultureInfo.InvariantCulture);
        return $"{Number(Mean(ranks, of)),6} ({Number(means[Resamples / 40])} to {Number(means[^(Resamples / 40)])})";
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
