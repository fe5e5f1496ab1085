using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Search;

/// <summary>The options of <see cref="TpeSearch"/>.</summary>
public sealed record TpeSearchOptions : SearchOptions
{
    [Description("Trials that have to end before the search goes by scores; until then its points are Sobol's. "
        + "Favoured points count among them. Default 10.")]
    [Range(1, 100_000)]
    public int Startup { get; init; } = 10;

    [Description("Points that are drawn each time from what is like the good trials, of which the most promising is tried. Default 24.")]
    [Range(1, 10_000)]
    public int Candidates { get; init; } = 24;

    public override ISearch Create() => new TpeSearch(this);
}

/// <summary>
/// The tree-structured Parzen estimator (Bergstra et al., "Algorithms for hyper-parameter optimization", NIPS 2011), multivariate as in
/// BOHB (Falkner et al., ICML 2018): one density l of the good trials and one density g of the others; of some points drawn from l, the
/// one with the highest l / g is tried. Dimensions that count under the same condition form a group with densities of its own, made of
/// the trials in which it counts.
/// <list type="bullet">
/// <item>Good are the best 0.75 √n of a group's n trials, 25 at most; the best weigh most (linearly in their rank).</item>
/// <item>Both densities have the same bandwidth, which shrinks as 1 / n of the done trials alone and by Scott's rule: what is tuned is
/// where to look next, and l / g would call everything near good trials promising if g were smoother (Watanabe, "Tree-structured Parzen
/// estimator", arXiv:2304.11127, compares such parts).</item>
/// <item>Pruned trials rank by the final score that they could expect (<see cref="Ranking"/>); failed ones are the worst. Running ones
/// count as bad, so that trials beside each other keep apart (a "constant liar").</item>
/// <item>Favoured points are kernels of l, together as heavy as two trials.</item>
/// </list>
/// A point without real numbers that was tried is drawn again, some times. Points of a history may hold more dimensions than the space.
/// </summary>
internal sealed class TpeSearch(TpeSearchOptions options) : ISearch
{
    /// <summary>How often a point that was tried is drawn again, by promise and then anywhere.</summary>
    private const int Redraws = 10, UniformRedraws = 20;

    private const double FavouredWeight = 2;

    /// <summary>The most kernels of g: of more trials, some evenly spread over time are taken.</summary>
    private const int MostBad = 600;

    public Point? Next(SearchSpace space, Seed seed, IReadOnlyList<Observation> history)
    {
        var ranked = Ranking.Ended(history);
        if (ranked.Length < options.Startup) return SobolSearch.Draw(space, seed, history.Count);
        var random = seed.Derive(FormattableString.Invariant($"tpe/{history.Count}")).Generator();
        var groups = space.Dimensions.GroupBy(d => d.When).Select(g => new Group([.. g])).ToArray();
        var densities = new Dictionary<Group, (ParzenMixture Good, ParzenMixture Bad)>();
        var point = Promising();
        for (var i = 0; i < Redraws && WasTried(point, history); i++) point = Promising();
        for (var i = 0; i < UniformRedraws && WasTried(point, history); i++) point = RandomSearch.Draw(space, new(random.NextUInt64()));
        return point;

        Point Promising()
        {
            var values = new Dictionary<string, object>(space.Dimensions.Count);
            foreach (var group in groups.Where(g => SearchSpace.IsActive(g.Dimensions[0], values)))
            {
                if (!densities.TryGetValue(group, out var pair)) pair = densities[group] = Densities(group, space, history, ranked);
                var best = MostPromising(group, pair.Good, pair.Bad, random);
                for (var d = 0; d < best.Length; d++) values.Add(group.Dimensions[d].Name, UnitPoint.ValueOf(group.Dimensions[d], best[d]));
            }
            return new(space.Dimensions.Where(d => values.ContainsKey(d.Name)).ToDictionary(d => d.Name, d => values[d.Name]));
        }
    }

    private double[] MostPromising(Group group, ParzenMixture good, ParzenMixture bad, SplitMix64 random)
    {
        var (best, most) = (Array.Empty<double>(), double.NegativeInfinity);
        for (var i = 0; i < options.Candidates; i++)
        {
            var draw = good.Draw(random);
            for (var d = 0; d < draw.Length; d++) draw[d] = UnitPoint.Snapped(group.Dimensions[d], draw[d]);
            var promise = good.LogDensity(draw) - bad.LogDensity(draw);
            if (promise > most || best.Length == 0) (best, most) = (draw, promise);
        }
        return best;
    }

    private static (ParzenMixture Good, ParzenMixture Bad) Densities(
        Group group, SearchSpace space, IReadOnlyList<Observation> history, int[] ranked)
    {
        var trials = ranked.Where(i => group.MayCount(history[i])).ToArray();
        var goodCount = Math.Min(25, (int)Math.Ceiling(0.75 * Math.Sqrt(trials.Length)));
        var others = trials[goodCount..].ToList();
        for (var i = 0; i < history.Count; i++)
            if (history[i].State == ObservationState.Running && group.MayCount(history[i])) others.Add(i);
        others.Sort();
        var good = Rows(group, trials.Take(goodCount).Select(i => history[i].Point));
        double[][] bad = [.. Rows(group, Spread(others).Select(i => history[i].Point))];
        var weights = good.Select((_, rank) => 2.0 * (good.Count - rank) / (good.Count + 1)).ToList();
        // Pruned trials come cheap and in numbers: if they counted, the search would narrow on the first good place that it finds.
        var done = trials.Count(i => history[i].State == ObservationState.Done);
        var bandwidths = group.Dimensions
            .Select((d, i) => Bandwidth(d, group.Dimensions.Length, done, goodCount, [.. good.Select(x => x[i])]))
            .ToArray();
        var favoured = Rows(group, space.Favoured);
        good.AddRange(favoured);
        weights.AddRange(favoured.Select(_ => FavouredWeight / favoured.Count));
        return (new(group.Dimensions, [.. good], [.. weights], bandwidths, prior: 1),
            new(group.Dimensions, bad, [.. bad.Select(_ => 1.0)], bandwidths, prior: 1));
    }

    /// <summary>A standard deviation on the unit scale; of choices the probability of a kernel to draw another than its own.</summary>
    private static double Bandwidth(Dimension dimension, int dimensions, int done, int goodCount, double[] good)
    {
        var scott = Math.Pow(Math.Max(1, goodCount), -1.0 / (dimensions + 4));
        if (dimension is ChoiceDimension choice) return 0.5 * scott * (choice.Choices.Count - 1) / choice.Choices.Count;
        var width = Math.Clamp(0.12 * 20 / Math.Max(1, done) * scott, 0.003, 0.3);
        // A whole number's neighbours have to be within reach.
        var bin = good.Length == 0 ? 0 : good.Average(x => UnitScale.BinAt(dimension, x));
        return Math.Sqrt(width * width + bin * bin / 4);
    }

    private static List<double[]> Rows(Group group, IEnumerable<Point> points) =>
        [.. points.Where(p => group.Dimensions.All(d => UnitPoint.Has(d, p))).Select(p => UnitPoint.Of(group.Dimensions, p))];

    private static IEnumerable<int> Spread(List<int> indexes) =>
        indexes.Count <= MostBad
            ? indexes
            : Enumerable.Range(0, MostBad).Select(i => indexes[(int)((i + 1L) * indexes.Count / MostBad) - 1]);

    private static bool WasTried(Point point, IReadOnlyList<Observation> history) =>
        !point.Values.Values.Any(v => v is double) && history.Any(o => point.IsPartOf(o.Point));

    /// <summary>Dimensions that always count together.</summary>
    private sealed record Group(Dimension[] Dimensions)
    {
        /// <summary>A quick look, at the first dimension alone.</summary>
        public bool MayCount(Observation observation) => observation.Point.Values.ContainsKey(Dimensions[0].Name);
    }
}
