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
        var ended = new int[history.Count];
        var keys = new Key[history.Count];
        var count = 0;
        for (var i = 0; i < history.Count; i++)
        {
            if (history[i].State == ObservationState.Running) continue;
            keys[count] = KeyOf(history[i], i);
            ended[count++] = i;
        }
        Array.Sort(keys, ended, 0, count);
        return ended[..count];
    }

    /// <summary>True where the trial ended with a score that is a number.</summary>
    public static bool IsScored(Observation observation) => observation.State == ObservationState.Done && IsNumber(observation);

    private static Key KeyOf(Observation o, int index) => o.State switch
    {
        ObservationState.Done when IsNumber(o) => new(0, 0, -o.Score!.Value, index),
        ObservationState.Pruned => new(1, -o.Steps, IsNumber(o) ? -o.Score!.Value : double.PositiveInfinity, index),
        _ => new(2, 0, 0, index),
    };

    private static bool IsNumber(Observation observation) => observation.Score is { } score && double.IsFinite(score);

    private readonly record struct Key(int Class, int Steps, double Loss, int Index) : IComparable<Key>
    {
        public int CompareTo(Key other)
        {
            var order = Class.CompareTo(other.Class);
            if (order == 0) order = Steps.CompareTo(other.Steps);
            if (order == 0) order = Loss.CompareTo(other.Loss);
            return order != 0 ? order : Index.CompareTo(other.Index);
        }
    }
}
