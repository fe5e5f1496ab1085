namespace Gmsa.Experiments.Search;

/// <summary>The trials of a history that have shown something, the best first.</summary>
internal static class Ranking
{
    /// <summary>
    /// The indexes of the trials that ended: the done ones by score, then the pruned ones, those first that got further and then by score
    /// (as Optuna's TPE ranks them), then the failed ones. Equal ones stay in the order in which they were asked for.
    /// </summary>
    public static int[] Ended(IReadOnlyList<Observation> history)
    {
        var (done, losses) = (new List<int>(history.Count), new List<double>(history.Count));
        var (pruned, failed) = (new List<int>(), new List<int>());
        for (var i = 0; i < history.Count; i++)
            switch (history[i].State)
            {
                case ObservationState.Running: break;
                case ObservationState.Pruned: pruned.Add(i); break;
                case ObservationState.Done when Loss(history[i]) is < double.PositiveInfinity and var loss: done.Add(i); losses.Add(loss); break;
                default: failed.Add(i); break;
            }
        return
        [
            .. SortedBy(losses, done),
            .. pruned.OrderByDescending(i => history[i].Steps).ThenBy(i => Loss(history[i])),
            .. failed,
        ];
    }

    /// <summary>Sorts indexes by their keys; equal ones stay in order. Much faster than a sort that compares records, where a history is long.</summary>
    private static int[] SortedBy(List<double> keys, List<int> indexes)
    {
        var (sortedKeys, sorted) = (keys.ToArray(), indexes.ToArray());
        Array.Sort(sortedKeys, sorted);
        for (var (start, end) = (0, 1); start < sorted.Length; start = end++)
        {
            while (end < sorted.Length && sortedKeys[end] == sortedKeys[start]) end++;
            Array.Sort(sorted, start, end - start);
        }
        return sorted;
    }

    private static double Loss(Observation observation) =>
        observation.Score is { } score && double.IsFinite(score) ? -score : double.PositiveInfinity;
}
