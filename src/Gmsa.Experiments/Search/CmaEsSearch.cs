using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Search;

/// <summary>The options of <see cref="CmaEsSearch"/>.</summary>
public sealed record CmaEsSearchOptions : SearchOptions
{
    [Description("Trials that have to end before the first generation, which starts at the best of them; they are Sobol's points. "
        + "Favoured points count among them. Default 8.")]
    [Range(1, 100_000)]
    public int Startup { get; init; } = 8;

    [Description("Trials of a generation. Default 60 % of 4 + 3 ln n for n numeric dimensions, at least 4.")]
    [Range(4, 1000)]
    public int? Population { get; init; }

    [Description("The first step size, as a part of each dimension's interval. Default 0.2.")]
    [Range(0.001, 1.0)]
    public double Sigma { get; init; } = 0.2;

    [Description("Points that are drawn for each trial; the one that a Gaussian process on the trials nearby thinks best is tried. "
        + "1 is CMA-ES without a model. Default 10.")]
    [Range(1, 1000)]
    public int Candidates { get; init; } = 10;

    public override ISearch Create() => new CmaEsSearch(this);
}

/// <summary>
/// CMA-ES (<see cref="CmaEs"/>) on the unit scale of the numeric dimensions, replayed from the history: after the startup, every so many
/// ended trials are a generation, whoever asked for them. Of a few points drawn for each trial, a Gaussian process on the trials nearby
/// chooses one, which makes a small budget go further (local models: Kern et al., PPSN 2006; Bajer et al., "Gaussian process surrogate
/// models for the CMA-ES", Evol. Comput. 27, 2019).
/// <list type="bullet">
/// <item>Draws outside of the intervals are repeated, 20 times, and then reflected.</item>
/// <item>Whole numbers are rounded; where the mean's bin holds nearly all draws, one in n λ goes to a neighbour (what the margin of Hamano
/// et al., GECCO 2022, ensures).</item>
/// <item>A run that has become small or no longer gets better is followed by one with twice the population from elsewhere (IPOP: Auger
/// and Hansen, CEC 2005).</item>
/// <item>Choices are taken from one of the best trials, each with a chance of 1 in 5 to be drawn anew; a dimension that doesn't count in
/// a trial tells nothing.</item>
/// <item>Only the order of scores matters: pruned trials come after done ones, failed ones last. Running ones tell nothing yet.</item>
/// </list>
/// </summary>
internal sealed class CmaEsSearch(CmaEsSearchOptions options) : ISearch
{
    private const int Redraws = 20;

    public Point? Next(SearchSpace space, Seed seed, IReadOnlyList<Observation> history)
    {
        var ranked = Ranking.Ended(history);
        if (ranked.Length < options.Startup) return SobolSearch.Draw(space, seed, history.Count);
        var random = seed.Derive(FormattableString.Invariant($"cmaEs/{history.Count}")).Generator();
        Dimension[] numeric = [.. space.Dimensions.Where(d => d is not ChoiceDimension)];
        var choices = EliteChoices.Draw(space, history, ranked, random);
        var place = numeric.Length == 0 ? [] : DrawPlace(numeric, seed, history, ranked, random);
        return UnitPoint.At(space, place, choices);
    }

    private double[] DrawPlace(Dimension[] numeric, Seed seed, IReadOnlyList<Observation> history, int[] ranked, SplitMix64 random)
    {
        var population = options.Population ?? Math.Max(4, (int)Math.Round(0.6 * CmaEs.DefaultPopulation(numeric.Length)));
        var run = new CmaEsReplay(numeric, history, ranked, options.Startup, population, options.Sigma,
            seed.Derive("cmaEs/restarts")).Run();
        if (options.Candidates == 1) return Draw(run.Strategy, numeric, random);
        var model = run.Model();
        var candidates = Enumerable.Range(0, options.Candidates).Select(_ => Draw(run.Strategy, numeric, random)).ToArray();
        return candidates.MinBy(p => model.Mean(run.Strategy.NormalOf(p)))!;
    }

    private static double[] Draw(CmaEs strategy, Dimension[] numeric, SplitMix64 random)
    {
        var place = strategy.At(random.NextGaussians(numeric.Length));
        for (var i = 0; i < Redraws && !place.All(x => x is >= 0 and <= 1); i++) place = strategy.At(random.NextGaussians(numeric.Length));
        for (var d = 0; d < place.Length; d++) place[d] = WithMargin(numeric[d], Reflected(place[d]), strategy, d, random);
        return place;
    }

    /// <summary>Moves one in n λ draws of a whole number to the next bin where draws hardly ever leave the mean's.</summary>
    private static double WithMargin(Dimension dimension, double place, CmaEs strategy, int index, SplitMix64 random)
    {
        var bin = UnitScale.BinAt(dimension, place);
        if (bin == 0 || strategy.Deviation(index) > bin / 4 || random.NextDouble() * strategy.Mean.Length * strategy.Population >= 1)
            return place;
        return Math.Clamp(place + (random.NextInt(2) == 0 ? bin : -bin), 0, 1);
    }

    private static double Reflected(double x)
    {
        x = Math.Abs(x) % 2;
        return x > 1 ? 2 - x : x;
    }
}

/// <summary>Choices as good trials made them.</summary>
internal static class EliteChoices
{
    private const double Anew = 0.2;

    /// <summary>
    /// A value for each choice: those of one of the best fifth of the trials (2 to 10 of them), each drawn anew with a chance of 1 in 5.
    /// </summary>
    public static Dictionary<string, object> Draw(SearchSpace space, IReadOnlyList<Observation> history, int[] ranked, SplitMix64 random)
    {
        var elite = Math.Min(ranked.Length, Math.Clamp((ranked.Length + 4) / 5, 2, 10));
        // The lower of two draws: the best are taken most.
        var model = history[ranked[Math.Min(random.NextInt(elite), random.NextInt(elite))]].Point;
        return space.Dimensions.OfType<ChoiceDimension>().ToDictionary(d => d.Name, d =>
        {
            var anew = RandomSearch.Draw(d, random);
            return random.NextDouble() >= Anew && UnitPoint.Has(d, model) ? model.Values[d.Name] : anew;
        });
    }
}
