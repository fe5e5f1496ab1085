using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Search;

/// <summary>The options of <see cref="CostFrugalSearch"/>.</summary>
public sealed record CostFrugalSearchOptions : SearchOptions
{
    [Description("The first step, as a part of each dimension's interval. Default 0.1.")]
    [Range(0.001, 1.0)]
    public double Step { get; init; } = 0.1;

    public override ISearch Create() => new CostFrugalSearch(this);
}

/// <summary>
/// Randomised direct search that starts where trials are cheap (CFO with FLOW2: Wu, Wang and Huang, "Frugal optimization for cost-related
/// hyperparameters", AAAI 2021): from the best point so far a step in a random direction, then the opposite one, and from there on where
/// either is better. Scores alone lead to where trials cost more; how long trials took plays no part.
/// <list type="bullet">
/// <item>The first point has the lowest value where that is cheap (<see cref="Dimension.CheapWhenLow"/>), else the first favoured point's,
/// else the middle and the first choice. Favoured points that were tried before are compared with it.</item>
/// <item>After 2 d trials that were no better, d dimensions, the step becomes smaller: by the root of the run's trials until its best one
/// over all of its trials.</item>
/// <item>A run with steps below 1/200 is followed by one from elsewhere: cheap dimensions up to a quarter of the interval
/// higher for each run before.</item>
/// <item>Choices change with a chance of 1 in 5 each step; steps beyond an end lead to it.</item>
/// </list>
/// </summary>
internal sealed class CostFrugalSearch(CostFrugalSearchOptions options) : ISearch
{
    private const double Anew = 0.2;

    public Point? Next(SearchSpace space, Seed seed, IReadOnlyList<Observation> history)
    {
        var run = new DirectSearch(space, history, options.Step, seed.Derive("costFrugal/restarts"));
        if (run.NeedsStart) return run.Start;
        var random = seed.Derive(FormattableString.Invariant($"costFrugal/{history.Count}")).Generator();
        var step = run.Opposite
            ?? Direction(run.Numeric.Length, random).Select(x => x * run.Step * Math.Sqrt(run.Numeric.Length)).ToArray();
        double[] place = [.. run.Place.Select((x, d) => Moved(run.Numeric[d], x, step[d]))];
        return UnitPoint.At(space, place, Changed(space, run.Choices, random, isAlone: run.Numeric.Length == 0));
    }

    /// <summary>Uniform on the sphere.</summary>
    private static double[] Direction(int dimensions, SplitMix64 random)
    {
        var draw = random.NextGaussians(dimensions);
        var length = Math.Sqrt(draw.Sum(x => x * x));
        return [.. draw.Select(x => x / length)];
    }

    /// <summary>
    /// A place and a step further. In whole numbers a step of less than a bin leads to the next one as often as it is long.
    /// </summary>
    private static double Moved(Dimension dimension, double place, double step)
    {
        var bin = UnitScale.BinAt(dimension, place);
        var moved = place + (bin > 0 && Math.Abs(step) < bin && Math.Abs(step) > bin / 8 ? Math.CopySign(bin, step) : step);
        return Math.Clamp(moved, 0, 1);
    }

    private static Dictionary<string, object> Changed(
        SearchSpace space, IReadOnlyDictionary<string, object> choices, SplitMix64 random, bool isAlone)
    {
        var changed = new Dictionary<string, object>(choices);
        ChoiceDimension[] dimensions = [.. space.Dimensions.OfType<ChoiceDimension>().Where(d => d.Choices.Count > 1)];
        var sure = isAlone && dimensions.Length > 0 ? random.NextInt(dimensions.Length) : -1;
        for (var i = 0; i < dimensions.Length; i++)
        {
            var (name, values) = (dimensions[i].Name, dimensions[i].Choices);
            var other = (UnitScale.IndexOf(dimensions[i], changed[name]) + 1 + random.NextInt(values.Count - 1)) % values.Count;
            if (random.NextDouble() < Anew || i == sure) changed[name] = values[other];
        }
        return changed;
    }
}
