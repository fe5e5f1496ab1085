using Gmsa.Experiments.Config;
using Gmsa.Experiments.Search;

namespace Gmsa.Experiments.Benchmarks;

/// <summary>What is compared on LCBench.</summary>
internal static class LcBenchMethods
{
    /// <summary>Every search that learns, and random, without a pruner and with those that compare epochs, by their defaults.</summary>
    public static IEnumerable<LcBenchMethod> Test() => Searches().SelectMany(search => Pruners().Select(pruner => Method(search, pruner)));

    /// <summary>Random search with variants of each pruner.</summary>
    public static IEnumerable<LcBenchMethod> Tune()
    {
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
                    yield return new($"median {startup} {warmup} {percentile}", random, new MedianPrunerOptions { Startup = startup, Warmup = warmup, Percentile = percentile });
        foreach (var steps in (int[])[3, 5, 8, 12])
            yield return new($"patience {steps}", random, new PatiencePrunerOptions { Steps = steps });
    }

    private static IEnumerable<SearchOptions> Searches() =>
        Catalog.Searches.Where(k => k.Word is "random" or "tpe").Select(k => (SearchOptions)Activator.CreateInstance(k.Options)!);

    private static IEnumerable<PrunerOptions?> Pruners() =>
        Catalog.Pruners.Where(k => k.Word is not "threshold").Select(k => (PrunerOptions)Activator.CreateInstance(k.Options)!)
            .Where(o => o.Watches == PrunerSteps.Epochs).Prepend(null);

    private static LcBenchMethod Method(SearchOptions search, PrunerOptions? pruner) =>
        new(Catalog.WordOf(search) + (pruner is null ? "" : "+" + Catalog.WordOf(pruner)), search, pruner);
}
