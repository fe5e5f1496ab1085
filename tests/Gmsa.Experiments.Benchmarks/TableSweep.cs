using System.Globalization;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Moods;

namespace Gmsa.Experiments.Benchmarks;

/// <summary>
/// What a sweep over several learners and an ensemble of them can give on tables, step by step, chosen and judged by inner cross-validation
/// alone; <c>--confirm</c> also reads the Greek tracks' test folds, once everything is decided. Models are kept in a folder.
/// </summary>
internal static class TableSweep
{
    public const string Usage =
        "       ensemble SHARED      how long an ensemble of 50 members takes to make, save, load and score\n       tables SHARED CACHE "
            + "[--random N] [--inner N] [--folds 0,1] [--learners a,b] [--table FILE.csv] [--scheme mood8] [--confirm] [--all]";

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public static int Run(string[] arguments)
    {
        string shared = arguments[0], cache = arguments[1];
        Directory.CreateDirectory(cache);
        var (random, inner) = (int.Parse(Option("--random", "4"), Invariant), int.Parse(Option("--inner", "5"), Invariant));
        var learners = Option("--learners", "logistic,lightGbm,fastForest,fastTree,sdca").Split(',');
        SweptTable[] tables = Option("--table", "") is { Length: > 0 } path
            ? [SweptTable.Other(path)]
            : [.. MoodSchemes.All.Where(s => Option("--scheme", s.Name) == s.Name).Select(scheme => SweptTable.Greek(shared, scheme))];
        foreach (var table in tables)
        {
            var swept = new List<SweptFold>();
            foreach (var fold in table.Folds.Count == 0 ? ["all"] : Option("--folds", "0,1,2,3,4").Split(','))
            {
                var library = new ModelLibrary(table, fold, inner, cache);
                var candidates = learners.SelectMany(l => Candidate.Of(l, random, new Seed(5))).ToArray();
                swept.Add(new(table, library, [.. candidates.Select(Tried)]));

                Fitted Tried(Candidate candidate)
                {
                    var fitted = library.Of(candidate);
                    Console.Error.WriteLine(string.Create(Invariant, $"{table.Name} {fold} {fitted.SecondsPerFit:0.000} s {candidate}"));
                    return fitted;
                }
            }
            SweepReport.Inner(table, swept, arguments.Contains("--all"));
            if (arguments.Contains("--confirm")) SweepReport.Confirm(table, swept, shared);
        }
        return 0;

        string Option(string name, string otherwise) => Array.IndexOf(arguments, name) is var at and >= 0 ? arguments[at + 1] : otherwise;
    }
}

/// <summary>One outer fold: all that was tried, and what is made of it.</summary>
internal sealed class SweptFold(SweptTable table, ModelLibrary library, IReadOnlyList<Fitted> tried)
{
    private static readonly GreedyEnsembleOptions Options = new() { Rounds = 50, MostMembers = 12, Sorted = 3 };

    public IReadOnlyList<Fitted> Tried => tried;

    public ModelLibrary Models => library;

    public int[] Truth { get; } = [.. library.Training.Select(i => table.Truth[i])];

    /// <summary>The one of a learner with the least inner log loss.</summary>
    public Fitted Best(string? learner) =>
        tried.Where(f => learner is null || f.Candidate.Learner == learner).MinBy(f => SweepReport.LogLoss(f.Inner, Truth))!;

    public double[] Weights => field ??= GreedyEnsemble.Select([.. tried.Select(f => f.Inner)], Truth, null, Options);

    /// <summary>
    /// The ensemble's inner predictions where weights (and the temperature) are of the other inner folds' rows: an honest figure.
    /// </summary>
    public (double[][] Plain, double[][] Scaled) CrossFitted()
    {
        var models = tried;
        var position = library.Training.Select((row, i) => (row, i)).ToDictionary(p => p.row, p => p.i);
        var (plain, scaled) = (new double[Truth.Length][], new double[Truth.Length][]);
        foreach (var held in library.Inner.Select(rows => rows.Select(row => position[row]).ToArray()))
        {
            int[] rest = [.. Enumerable.Range(0, Truth.Length).Except(held)];
            int[] truth = [.. rest.Select(i => Truth[i])];
            var weights = GreedyEnsemble.Select([.. models.Select(f => rest.Select(i => f.Inner[i]).ToArray())], truth, null, Options);
            var temperature = Temperature.Fit(Mean(models, weights, f => [.. rest.Select(i => f.Inner[i])]), truth);
            foreach (var (i, p) in held.Zip(Mean(models, weights, f => [.. held.Select(i => f.Inner[i])])))
                (plain[i], scaled[i]) = (p, Temperature.Apply(p, temperature));
        }
        return (plain, scaled);
    }

    public double FittedTemperature => Temperature.Fit(Mean(tried, Weights, f => f.Inner), Truth);

    /// <summary>The ensemble on the test part, temperature and all.</summary>
    public double[][] Test(bool scaled)
    {
        var temperature = scaled ? FittedTemperature : 1;
        return [.. Mean(tried, Weights, f => f.Test).Select(p => Temperature.Apply(p, temperature))];
    }

    public static double[][] Mean(IReadOnlyList<Fitted> models, double[] weights, Func<Fitted, double[][]> of)
    {
        var tables = models.Select(of).ToArray();
        return [.. Enumerable.Range(0, tables[0].Length).Select(i =>
        {
            var mean = new double[tables[0][i].Length];
            foreach (var (t, w) in tables.Zip(weights).Where(p => p.Second > 0))
                for (var label = 0; label < mean.Length; label++) mean[label] += w * t[i][label];
            return mean;
        })];
    }
}
