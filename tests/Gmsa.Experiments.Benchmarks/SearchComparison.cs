using System.Globalization;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Search;

namespace Gmsa.Experiments.Benchmarks;

/// <summary>
/// Our searches beside Optuna's on the same functions: the value of the best of so many trials, ranked within each function and seed.
/// Each method's values are kept in a file of their own; a method whose file is there isn't run again.
/// </summary>
internal static class SearchComparison
{
    public const string Usage =
        "       searches FOLDER [--trials 100] [--seeds 30] [--first 0] [--functions compared|smooth|heldOut] [--methods a,b,...]"
            + "    our searches beside Optuna's (python3-optuna, python3-cmaes) on closed-form functions";

    /// <summary>Those of optuna_searches.py.</summary>
    private static readonly string[] Optuna =
    [
        "optunaRandom", "optunaTpe", "optunaTpeMultivariate", "optunaCmaEs", "optunaCmaEsIpop", "optunaCmaEsMargin",
    ];

    public static int Run(string[] arguments)
    {
        var options = new Dictionary<string, string>
        {
            ["--trials"] = "100",
            ["--seeds"] = "30",
            ["--first"] = "0",
            ["--functions"] = "compared",
            ["--methods"] = "",
        };
        if (arguments.Length % 2 != 1 || arguments.Skip(1).Chunk(2).Any(p => !options.ContainsKey(p[0])))
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }
        foreach (var pair in arguments.Skip(1).Chunk(2)) options[pair[0]] = pair[1];
        IReadOnlyList<TestFunction> functions = options["--functions"] switch
        {
            "heldOut" => SearchFunctions.HeldOut,
            "smooth" => [.. SearchFunctions.Compared.Where(f => f.IsSmooth)],
            _ => SearchFunctions.Compared,
        };
        int Number(string name) => int.Parse(options[name], CultureInfo.InvariantCulture);
        int[] seeds = [.. Enumerable.Range(Number("--first"), Number("--seeds"))];
        var folder = Directory.CreateDirectory(arguments[0]).FullName;
        string[] methods = options["--methods"].Length > 0
            ? options["--methods"].Split(',')
            : [.. Catalog.Default.Searches.Select(s => s.Word).Where(w => w != "grid"), .. Optuna];
        var results = new List<Result>();
        foreach (var method in methods)
        {
            var file = Path.Combine(folder,
                FormattableString.Invariant($"{method}-{options["--functions"]}-{Number("--trials")}-{seeds[0]}-{seeds.Length}.csv"));
            if (!File.Exists(file))
                File.WriteAllLines(file, Measure(method, functions, seeds, Number("--trials")).Select(r => r.ToLine()));
            results.AddRange(File.ReadLines(file).Select(Result.OfLine));
        }
        SearchRanks.Write(results, [.. functions.Select(f => f.Name)], methods);
        return 0;
    }

    private static List<Result> Measure(string method, IReadOnlyList<TestFunction> functions, int[] seeds, int trials)
    {
        Console.Error.WriteLine($"{method}...");
        if (Optuna.Contains(method)) return OptunaSearches.Measure(method, functions, seeds, trials);
        var kind = Catalog.Default.Searches.First(s => s.Word == method);
        var search = ((SearchOptions)Activator.CreateInstance(kind.Options)!).Create();
        return [.. from function in functions from seed in seeds select Measure(method, search, function, seed, trials)];
    }

    public static Result Measure(string method, ISearch search, TestFunction function, int seed, int trials)
    {
        var study = new TestStudy(method, function, seed);
        var history = new List<Observation>();
        while (history.Count < trials && search.Next(study.Problem.Space, new Seed((ulong)seed), history) is { } point)
            history.Add(new(point, -study.Seen(point)));
        return study.Result;
    }
}

/// <summary>One search on one function: what it sees, and the best of it.</summary>
internal sealed class TestStudy(string method, TestFunction function, int seed)
{
    private int trials;
    private double best = double.PositiveInfinity, value = double.PositiveInfinity;

    public TestProblem Problem { get; } = function.Problem(seed);

    /// <summary>The value of the best trial as it is without noise; which trial that is goes by what was seen.</summary>
    public Result Result => new(method, function.Name, seed, value);

    /// <summary>What a search is told of a point: the same noise for everyone's n-th trial.</summary>
    public double Seen(Point point)
    {
        var random = new Seed((ulong)seed).Derive(FormattableString.Invariant($"noise/{trials++}")).Generator();
        var exact = Problem.Value(point);
        var seen = exact + function.Noise * random.NextGaussian();
        if (seen < best) (best, value) = (seen, exact);
        return seen;
    }
}

/// <summary>What one search came to on one function with one seed.</summary>
internal sealed record Result(string Method, string Function, int Seed, double Value)
{
    public string ToLine() => FormattableString.Invariant($"{Method},{Function},{Seed},{Value:R}");

    public static Result OfLine(string line)
    {
        var cells = line.Split(',');
        return new(cells[0], cells[1], int.Parse(cells[2], CultureInfo.InvariantCulture),
            double.Parse(cells[3], CultureInfo.InvariantCulture));
    }
}
