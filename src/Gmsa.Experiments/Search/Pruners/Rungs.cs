namespace Gmsa.Experiments.Search;

/// <summary>The steps at which halving pruners compare trials, and what trials have shown there.</summary>
internal static class Rungs
{
    /// <summary>
    /// The whole <paramref name="steps"/> divided by <paramref name="eta"/> again and again, rounded, down to
    /// <paramref name="least"/>; ascending, without the last step. Counted from the end, as BOHB does, so that the last comparison always
    /// leaves 1 - 1/eta of a trial to be saved: counted from the start, 30 steps would have a rung at 27.
    /// </summary>
    public static IReadOnlyList<int> Of(int steps, int eta, int least)
    {
        var rungs = new List<int>();
        for (var rest = (double)steps / eta; Math.Round(rest) >= Math.Max(1, least); rest /= eta)
            if ((int)Math.Round(rest) is var rung && rung < (rungs.Count > 0 ? rungs[^1] : steps)) rungs.Add(rung);
        rungs.Reverse();
        return rungs;
    }

    /// <summary>The best scores up to a rung of those that have something to show there, ascending.</summary>
    public static double[] Seen(IEnumerable<Curve> others, int rung) =>
        [.. others.Where(o => o.Reaches(rung)).Select(o => o.Best(rung)).Order()];

    /// <summary>
    /// True where the running trial's best score is among the best 1/eta of those seen, its own among them; of fewer than eta, where it is
    /// the best. Equal scores go on alike; without a number for a score none does.
    /// </summary>
    public static bool IsAmongTop(Curve running, IEnumerable<Curve> others, int eta)
    {
        var best = running.Best(running.Scores.Count);
        double[] seen = [.. Seen(others, running.Scores.Count), best];
        Array.Sort(seen);
        return best > double.NegativeInfinity && best >= seen[^Math.Max(1, seen.Length / eta)];
    }

    /// <summary>
    /// The quantile of ascending numbers, between two of them by straight line (Hyndman and Fan's seventh);
    /// minus infinity may be among them.
    /// </summary>
    public static double Quantile(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var (below, above) = (sorted[(int)Math.Floor(place)], sorted[(int)Math.Ceiling(place)]);
        return double.IsNegativeInfinity(below) ? below : below + (place - Math.Floor(place)) * (above - below);
    }
}
