using Gmsa.Experiments.Config;
using Gmsa.Experiments.Search;

namespace Gmsa.Experiments.Benchmarks;

/// <summary>What is compared on LCBench.</summary>
internal static class LcBenchMethods
{
    /// <summary>Every search that learns, and random, without a pruner and with those that compare epochs, by their defaults.</summary>
    public static IEnumerable<LcBenchMethod> Test() =>
    [
        .. Searches().SelectMany(search => Pruners().Select(pruner => Method(search, pruner))),
        // What is best for random search alone, which doesn't mind what it learns from trials that are stopped too early.
        new("random+asha 2", new RandomSearchOptions(), new AshaPrunerOptions { Warmup = 2 }),
    ];

    /// <summary>Random search with variants of each pruner, and TPE with some.</summary>
    public static IEnumerable<LcBenchMethod> Tune()
    {
        foreach (var (eta, warmup) in ((int, int)[])[(2, 2), (2, 5), (3, 1), (3, 2), (3, 3), (4, 2)])
            yield return new($"tpe asha {eta} {warmup}", new TpeSearchOptions(), new AshaPrunerOptions { Eta = eta, Warmup = warmup });
        foreach (var warmup in (int[])[2, 3])
            yield return new($"tpe halving 3 {warmup}", new TpeSearchOptions(), new SuccessiveHalvingPrunerOptions { Warmup = warmup });
        foreach (var warmup in (int[])[3, 5])
            yield return new($"tpe median 5 {warmup}", new TpeSearchOptions(), new MedianPrunerOptions { Warmup = warmup });
        var random = new RandomSearchOptions();
        yield return new("random", random, null);
        foreach (var eta in (int[])[2, 3, 4])
            foreach (var warmup in (int[])[1, 2, 3])
            {
                yield return new($"asha {eta} {warmup}", random, new AshaPrunerOptions { Eta = eta, Warmup = warmup });
                yield return new($"halving {eta} {warmup}", random, new SuccessiveHalvingPrunerOptions { Eta = eta, Warmup = warmup });
                yield return new($"hyperband {eta} {warmup}", random, new HyperbandPrunerOptions { Eta = eta, Warmup = warmup });
            }
        foreach (var startup in (int[])[3, 5])
            foreach (var warmup in (int[])[1, 3, 5, 8])
                foreach (var percentile in (int[])[50, 67])
                    yield return new($"median {startup} {warmup} {percentile}", random,
                        new MedianPrunerOptions { Startup = startup, Warmup = warmup, Percentile = percentile });
        foreach (var steps in (int[])[3, 5, 8, 12])
            yield return new($"patience {steps}", random, new PatiencePrunerOptions { Steps = steps });
    }

    private static IEnumerable<SearchOptions> Searches() =>
        Catalog.Default.Searches.Where(k => k.Word is "random" or "tpe").Select(k => (SearchOptions)Activator.CreateInstance(k.Options)!);

    private static IEnumerable<PrunerOptions?> Pruners() =>
        Catalog.Default.Pruners.Where(k => k.Word is not "threshold").Select(k => (PrunerOptions)Activator.CreateInstance(k.Options)!)
            .Where(o => o.Watches == PrunerSteps.Epochs).Prepend(null);

    private static LcBenchMethod Method(SearchOptions search, PrunerOptions? pruner) =>
        new(Catalog.Default.WordOf(search) + (pruner is null ? "" : "+" + Catalog.Default.WordOf(pruner)), search, pruner);
}
