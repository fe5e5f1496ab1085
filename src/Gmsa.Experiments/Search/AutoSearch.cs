using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Search;

/// <summary>The options of <see cref="AutoSearch"/>: those of every search.</summary>
public sealed record AutoSearchOptions : SearchOptions
{
    public override ISearch Create() => new AutoSearch();
}

/// <summary>
/// Shares the time between learners by what each is expected to cost until it is better than the best so far (ECI: Wang et al., "FLAML: a
/// fast and lightweight AutoML library", MLSys 2021), and searches the chosen one's space by <see cref="TpeSearch"/>. A learner is a value
/// of the first choice that other dimensions depend on; a space without one is searched as a whole. The favoured points, which every search
/// tries first, are the portfolio: each learner's good settings. How long trials took plays a part, so no two runs are alike.
/// </summary>
internal sealed class AutoSearch : ISearch
{
    // Few: a learner's favoured points are known to be good, so scores are worth going by early.
    private const int Startup = 4;

    private readonly TpeSearch within = new TpeSearch(new() { Startup = Startup });

    public Point? Next(SearchSpace space, Seed seed, IReadOnlyList<Observation> history)
    {
        var conditions = space.Dimensions.Select(d => d.When?.Choice).OfType<string>().ToHashSet();
        if (space.Dimensions.OfType<ChoiceDimension>().FirstOrDefault(d => conditions.Contains(d.Name)) is not { } learners)
            return within.Next(space, seed, history);

        var shares = learners.Choices.Select(l => new LearnerCost(l, learners.Name, history)).ToArray();
        // A learner without anything to search has been tried with its favoured point.
        var open = shares.Where(s => !s.WasTried || SpaceOf(space, learners, s.Learner).Dimensions.Count > 0).ToArray();
        if (open.Length == 0) return null;
        var chosen = Drawn(open, seed.Derive(FormattableString.Invariant($"learner/{history.Count}")).Generator()).Learner;
        var own = SpaceOf(space, learners, chosen);
        var point = own.IsPoint
            ? new(new Dictionary<string, object>())
            : within.Next(own, seed.Derive((string)chosen),
                [.. history.Where(o => chosen.Equals(o.Point.Values.GetValueOrDefault(learners.Name)))]);
        if (point is null) return null;
        var values = point.Values.Append(new(learners.Name, chosen)).ToDictionary();
        return new(space.Dimensions.Where(d => values.ContainsKey(d.Name)).ToDictionary(d => d.Name, d => values[d.Name]));
    }

    /// <summary>One learner's part of a space, on its own: without what depends on a choice that this learner hasn't.</summary>
    private static SearchSpace SpaceOf(SearchSpace space, ChoiceDimension learners, object learner)
    {
        var own = new List<Dimension>();
        foreach (var dimension in space.Dimensions.Where(d => d != learners))
            if (dimension.When is not { } when || own.Any(d => d.Name == when.Choice)) own.Add(dimension);
            else if (when.Choice == learners.Name && learner.Equals(when.Value)) own.Add(dimension with { When = null });
        return new(own)
        {
            Favoured = [.. space.Favoured.Where(p => learner.Equals(p.Values.GetValueOrDefault(learners.Name)))
                .Select(p => new Point(p.Values.Where(v => v.Key != learners.Name).ToDictionary()))],
        };
    }

    /// <summary>A learner at random, the likelier the less it is expected to cost; one that wasn't tried at once.</summary>
    private static LearnerCost Drawn(LearnerCost[] learners, SplitMix64 random)
    {
        if (learners.FirstOrDefault(l => !l.WasTried) is { } untried) return untried;
        var best = learners.Max(l => l.Best);
        var odds = learners.Select(l => 1 / Math.Max(l.ExpectedCost(best, learners), 1e-3)).ToArray();
        var at = random.NextDouble() * odds.Sum();
        for (var i = 0; i < learners.Length - 1; i++)
            if ((at -= odds[i]) < 0) return learners[i];
        return learners[^1];
    }

    /// <summary>What a learner has cost so far, and when it got better.</summary>
    private sealed class LearnerCost
    {
        private readonly double spent, atBest, atSecond, gain;

        public LearnerCost(object learner, string choice, IReadOnlyList<Observation> history)
        {
            Learner = learner;
            foreach (var trial in history.Where(o => learner.Equals(o.Point.Values.GetValueOrDefault(choice))))
            {
                WasTried = true;
                spent += trial.Seconds;
                if (trial is not { State: ObservationState.Done, Score: { } score } || !(score > Best)) continue;
                gain = double.IsFinite(Best) ? score - Best : 0;
                (atSecond, atBest, Best) = (atBest, spent, score);
            }
        }

        public object Learner { get; }
        public bool WasTried { get; }
        public double Best { get; } = double.NegativeInfinity;

        /// <summary>Seconds until it is expected to be better than the best of all.</summary>
        public double ExpectedCost(double best, LearnerCost[] all)
        {
            // To become better than itself takes as long again as its last steps took, or as it has been stuck.
            var own = Math.Max(spent - atBest, atBest - atSecond);
            if (Best >= best || !double.IsFinite(best)) return own;
            if (!double.IsFinite(Best)) return 2 * all.Max(l => l.spent); // nothing but failures so far
            var speed = gain > 0 ? gain / Math.Max(spent - atSecond, 1e-3) : Range(all) / Math.Max(all.Sum(l => l.spent), 1e-3);
            return Math.Max(own, 2 * (best - Best) / Math.Max(speed, 1e-12));
        }

        private static double Range(LearnerCost[] all)
        {
            var known = all.Select(l => l.Best).Where(double.IsFinite).ToArray();
            return known.Max() - known.Min();
        }
    }
}
