namespace Gmsa.Experiments.Search;

/// <summary>The trials of a history that have shown something, the best first.</summary>
internal static class Ranking
{
    /// <summary>
    /// The indexes of the trials that ended: the done ones by score, among them the pruned ones by the score that they could expect; then
    /// the pruned ones of which that isn't known, those first that got further and then by score (as Optuna's TPE ranks all), then the
    /// failed ones. Equal ones stay in the order in which they were asked for.
    /// </summary>
    /// <remarks>
    /// A pruned trial could expect its best score and what was gained from its last step on by the middle one of the done trials. Among the
    /// first done ones are bad ones, which had nobody to lose against, and many a pruned trial would have been better.
    /// </remarks>
    public static int[] Ended(IReadOnlyList<Observation> history)
    {
        var gains = new Dictionary<int, double?>();
        var ended = new int[history.Count];
        var keys = new Key[history.Count];
        var count = 0;
        for (var i = 0; i < history.Count; i++)
        {
            if (history[i].State == ObservationState.Running) continue;
            keys[count] = KeyOf(history[i], i, Expected(history[i], history, gains));
            ended[count++] = i;
        }
        Array.Sort(keys, ended, 0, count);
        return ended[..count];
    }

    /// <summary>Of each trial of a history its place in a ranking, from 0; 0 too of those that aren't in it.</summary>
    public static int[] Places(int[] ranked, int trials)
    {
        var places = new int[trials];
        for (var i = 0; i < ranked.Length; i++) places[ranked[i]] = i;
        return places;
    }

    /// <summary>True where the trial ended with a score that is a number.</summary>
    private static bool IsScored(Observation observation) => observation.State == ObservationState.Done && IsNumber(observation);

    /// <summary>The final score that a pruned trial could expect; null where that can't be known, and for other trials.</summary>
    private static double? Expected(Observation o, IReadOnlyList<Observation> history, Dictionary<int, double?> gains)
    {
        if (o.State != ObservationState.Pruned || Best(o, o.Scores.Count) is not { } best) return null;
        var step = o.Scores.Count;
        if (!gains.TryGetValue(step, out var gain)) gain = gains[step] = MedianGain(history, step);
        return best + gain;
    }

    private static double? MedianGain(IReadOnlyList<Observation> history, int step)
    {
        double[] gains = [.. history.Where(IsScored).Select(o => o.Score - Best(o, step)).OfType<double>().Order()];
        return gains.Length == 0 ? null : gains[gains.Length / 2];
    }

    private static double? Best(Observation o, int steps)
    {
        double? best = null;
        for (var i = 0; i < Math.Min(steps, o.Scores.Count); i++)
            if (double.IsFinite(o.Scores[i]) && !(o.Scores[i] <= best)) best = o.Scores[i];
        return best;
    }

    private static Key KeyOf(Observation o, int index, double? expected) => o.State switch
    {
        ObservationState.Pruned when expected is { } score => new(0, 0, -score, index),
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
