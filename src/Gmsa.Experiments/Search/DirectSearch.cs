using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Search;

/// <summary>
/// Goes through a history as a randomised direct search would have: where it stands, how long its steps are, and what it tried last.
/// </summary>
internal sealed class DirectSearch
{
    private const double SmallestStep = 0.005;

    private readonly SearchSpace space;
    private readonly double firstStep;
    private readonly SobolSequence starts;
    private readonly bool nothingRuns;
    private int run, trials, bestTrial, failures;
    private double[]? lastStep;

    public DirectSearch(SearchSpace space, IReadOnlyList<Observation> history, double step, Seed seed)
    {
        (this.space, firstStep, Step, starts) = (space, step, step, new(seed));
        Numeric = [.. space.Dimensions.Where(d => d is not ChoiceDimension)];
        nothingRuns = history.Count > 0 && history[^1].State != ObservationState.Running;
        Begin();
        NeedsStart = !history.Any(o => Start.IsPartOf(o.Point));
        var ranked = Ranking.Ended(history);
        var rank = Ranking.Places(ranked, history.Count);
        Array.Sort(ranked);
        var best = int.MaxValue;
        foreach (var trial in ranked)
        {
            var place = PlaceOf(history[trial].Point);
            lastStep = [.. place.Select((x, d) => x - Place[d])];
            trials++;
            if (rank[trial] < best)
            {
                (best, Place, Choices, bestTrial, failures) = (rank[trial], place, ChoicesOf(history[trial].Point), trials, 0);
                if (run > 0) NeedsStart = false;
            }
            else if (++failures % (2 * Math.Max(1, space.Dimensions.Count)) == 0)
            {
                Step *= Math.Sqrt(bestTrial / (double)trials);
                if (Step >= SmallestStep) continue;
                run++;
                Begin();
                (best, NeedsStart) = (int.MaxValue, true);
            }
        }
    }

    public Dimension[] Numeric { get; }

    /// <summary>True where the next trial is the start of a run.</summary>
    public bool NeedsStart { get; }

    /// <summary>The point that the run starts at.</summary>
    public Point Start { get; private set; } = new(new Dictionary<string, object>());

    /// <summary>The best point of the run: the numeric dimensions from 0 to 1; those that don't count there keep what they had.</summary>
    public double[] Place { get; private set; } = [];

    public IReadOnlyDictionary<string, object> Choices { get; private set; } = new Dictionary<string, object>();

    /// <summary>The length of a step in each dimension, as a part of the interval.</summary>
    public double Step { get; private set; }

    /// <summary>
    /// The step opposite to the last, where that was the first in its direction and no better; null too where a trial was asked for since.
    /// </summary>
    public double[]? Opposite =>
        nothingRuns && failures % 2 == 1 && lastStep is not null && lastStep.Any(s => s != 0) ? [.. lastStep.Select(s => -s)] : null;

    private void Begin()
    {
        (Step, trials, bestTrial, failures, lastStep) = (firstStep, 0, 1, 0, null);
        Place = [.. Numeric.Select((d, i) => d.CheapWhenLow ? starts[run, i] * Math.Min(1, run / 4.0) : run == 0 ? 0.5 : starts[run, i])];
        Choices = space.Dimensions.OfType<ChoiceDimension>().Select((d, i) =>
            (d.Name, Value: run == 0 ? d.Choices[0] : UnitScale.ValueAt(d, starts[run, Numeric.Length + i])))
            .ToDictionary(c => c.Name, c => c.Value);
        if (run == 0 && space.Favoured.Count > 0)
        {
            double[] favoured = PlaceOf(space.Favoured[0]);
            Place = [.. favoured.Select((x, d) => Numeric[d].CheapWhenLow ? 0 : x)];
            Choices = ChoicesOf(space.Favoured[0]);
        }
        Start = UnitPoint.At(space, Place, Choices);
    }

    private double[] PlaceOf(Point point) => UnitPoint.PlaceOf(Numeric, point, Place);

    private Dictionary<string, object> ChoicesOf(Point point) => space.Dimensions.OfType<ChoiceDimension>()
        .ToDictionary(d => d.Name, d => UnitPoint.Has(d, point) ? point.Values[d.Name] : Choices[d.Name]);
}
