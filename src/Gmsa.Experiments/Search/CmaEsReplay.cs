using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Search;

/// <summary>Goes through a history as CMA-ES would have: generation after generation, and run after run.</summary>
internal sealed class CmaEsReplay
{
    /// <summary>A run ends where no deviation is larger than this part of the interval.</summary>
    private const double Small = 1e-6;

    /// <summary>Trials that the model is made of, and from among how many of the latest.</summary>
    private const int Modelled = 60, Latest = 500;

    private static readonly double[] Lengths = [1, 2, 4, 8], Noises = [1e-4, 1e-2, 0.3];

    private readonly Dimension[] numeric;
    private readonly IReadOnlyList<Observation> history;
    private readonly int startup;
    private readonly double sigma;
    private readonly SobolSequence starts;
    private readonly int[] ended;
    private readonly int[] rank;
    private int restarts, bestRank, idle;

    public CmaEsReplay(
        Dimension[] numeric, IReadOnlyList<Observation> history, int[] ranked, int startup, int population, double sigma, Seed seed)
    {
        (this.numeric, this.history, this.startup, this.sigma, starts) = (numeric, history, startup, sigma, new(seed));
        ended = [.. ranked.Order()];
        rank = Ranking.Places(ranked, history.Count);
        bestRank = int.MaxValue;
        var first = ended.Take(startup).MinBy(i => rank[i]);
        Strategy = new(Place(first, [.. numeric.Select(_ => 0.5)]), sigma, population);
    }

    public CmaEs Strategy { get; private set; }

    public CmaEsReplay Run()
    {
        var generation = new List<int>();
        foreach (var trial in ended.AsSpan(Math.Min(startup, ended.Length)))
        {
            generation.Add(trial);
            if (generation.Count < Strategy.Population) continue;
            generation.Sort((a, b) => rank[a].CompareTo(rank[b]));
            Strategy.Update([.. generation.Select(i => Place(i, Strategy.Mean))]);
            idle = rank[generation[0]] < bestRank ? 0 : idle + 1;
            bestRank = Math.Min(bestRank, rank[generation[0]]);
            if (HasEnded()) Restart();
            generation.Clear();
        }
        return this;
    }

    /// <summary>
    /// What the trials around the mean say of points: less is better. It knows the order of scores alone, in the strategy's own scale.
    /// </summary>
    public GaussianProcess Model()
    {
        var near = ended.TakeLast(Latest).Select(i => (Rank: rank[i], Normal: Strategy.NormalOf(Place(i, Strategy.Mean))))
            .OrderBy(t => t.Normal.Sum(z => z * z)).Take(Modelled).OrderBy(t => t.Rank).ToArray();
        double[] values = [.. near.Select((_, i) => MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, (i + 0.5) / near.Length))];
        return GaussianProcess.Fit([.. near.Select(t => t.Normal)], values, Lengths.Select(l => l * Math.Sqrt(numeric.Length)), Noises);
    }

    private bool HasEnded() => idle >= 10 + 30 * numeric.Length / Strategy.Population
        || Enumerable.Range(0, numeric.Length).All(d => Strategy.Deviation(d) < Small);

    private void Restart()
    {
        restarts++;
        var population = Math.Min(Strategy.Population * 2, 100 * numeric.Length);
        Strategy = new([.. numeric.Select((_, d) => starts[restarts, d])], sigma, population);
        (bestRank, idle) = (int.MaxValue, 0);
    }

    /// <summary>A trial's place, with the mean where a dimension doesn't count.</summary>
    private double[] Place(int trial, double[] mean) => UnitPoint.PlaceOf(numeric, history[trial].Point, mean);
}
