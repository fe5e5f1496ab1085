using System.Text.Json;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Search;

namespace Gmsa.Experiments.Studies;

/// <summary>A setting that an arm's final model is trained with.</summary>
/// <param name="Epochs">The mean of the best epochs that its trials found; null for trainers without.</param>
/// <param name="Weight">How much its probabilities count; all sum to 1.</param>
internal sealed record FinalMember(Point Point, int? Epochs, double Weight);

/// <summary>What an arm's final model is made of: the point that was best inside, or the ensembles' members of all folds.</summary>
internal sealed record FinalChoice(Arm Arm, IReadOnlyList<FinalMember> Members, double Temperature)
{
    /// <summary>The same text for the same choice.</summary>
    public string Text { get; } = JsonSerializer.Serialize(new
    {
        members = Members.Select(m => new { point = Ordered(m.Point.Values), epochs = m.Epochs, weight = m.Weight }),
        temperature = Temperature,
    }, Json.OneLine);

    /// <param name="done">The arm's trials that have a score.</param>
    /// <param name="most">How many members there may be.</param>
    public static FinalChoice Of(ArmOutcome outcome, IReadOnlyList<RunRecord> done, int most)
    {
        var ensembles = outcome.Finalists.Select(f => f.Ensemble).OfType<FoldEnsemble>().ToArray();
        if (ensembles.Length == 0)
            return new(outcome.Arm, [Member(done.GroupBy(KeyOf).OrderBy(p => p.Min(r => r.Index)).MaxBy(new PointMerit(done).Of)!, 1)], 1);
        var byTrial = done.ToDictionary(r => r.Trial);
        var shares = ensembles.SelectMany(e => e.Members)
            .GroupBy(m => KeyOf(byTrial[m.Trial]), (key, members) => (Key: key, Weight: members.Sum(m => m.Weight)))
            .OrderByDescending(m => m.Weight).ThenBy(m => m.Key, StringComparer.Ordinal).Take(most).ToArray();
        var points = done.ToLookup(KeyOf);
        return new(outcome.Arm, [.. shares.Select(m => Member(points[m.Key], m.Weight / shares.Sum(s => s.Weight)))],
            ensembles.Average(e => e.Temperature));
    }

    private static FinalMember Member(IEnumerable<RunRecord> trials, double weight) =>
        new(new(trials.First().Point), InnerFolds.MeanEpoch(trials.Select(r => r.BestEpoch)), weight);

    private static string KeyOf(RunRecord record) => JsonSerializer.Serialize(Ordered(record.Point), Json.OneLine);

    private static SortedDictionary<string, object> Ordered(IReadOnlyDictionary<string, object> values) =>
        new(values.ToDictionary(), StringComparer.Ordinal);

    /// <summary>
    /// How good a point is over folds that are not equally hard: the mean of its scores, each less what points that were tried in
    /// all folds (of a seed) got there on average, less one standard error. So a point that a search tried in one fold only has to
    /// be better by more than luck.
    /// </summary>
    private sealed class PointMerit
    {
        private readonly Dictionary<string, double> level;
        private readonly double noise;

        public PointMerit(IReadOnlyList<RunRecord> done)
        {
            var (square, freedom) = (0.0, 0);
            level = [];
            // A search draws other points with another seed: what has an average has it over the folds of one seed.
            foreach (var seed in done.GroupBy(r => FoldName.Parse(r.Fold).Seed))
            {
                var folds = seed.Select(r => r.Fold).Distinct().Count();
                var common = seed.GroupBy(KeyOf).Where(p => p.Select(r => r.Fold).Distinct().Count() == folds).ToArray();
                foreach (var fold in (common.Length > 0 ? common.SelectMany(p => p) : seed).GroupBy(r => r.Fold))
                    level[fold.Key] = fold.Average(r => r.Score!.Value);
                // Two ways of layout: a point's effect and a fold's; what is left over is noise.
                square += common
                    .SelectMany(p => p.Select(r => r.Score!.Value - level[r.Fold] - p.Average(o => o.Score!.Value - level[o.Fold])))
                    .Sum(e => e * e);
                freedom += Math.Max(0, common.Length - 1) * (folds - 1);
            }
            noise = freedom > 0 ? Math.Sqrt(square / freedom) : 0;
        }

        public double Of(IEnumerable<RunRecord> point) =>
            point.Average(r => r.Score!.Value - level.GetValueOrDefault(r.Fold))
                - noise / Math.Sqrt(point.Select(r => r.Fold).Distinct().Count());
    }
}
