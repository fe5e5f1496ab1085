namespace Gmsa.Experiments.Moods;

/// <summary>The circle of valence and energy, where a scheme's labels stand round it.</summary>
internal static class Circle
{
    private const double Rounding = 1e-9; // degrees

    /// <summary>
    /// The labels counter-clockwise, from positive valence, where all regions are sectors and each label is one arc without a gap in it.
    /// An even number of labels has to divide the circle evenly from positive valence, since the sides of the axes are read from such
    /// rings. Empty where there is no such order.
    /// </summary>
    public static IReadOnlyList<string> Ring(IReadOnlyList<Region> regions)
    {
        var arcs = Arcs(regions);
        if (arcs.Count < 2 || arcs.Select(a => a.Label).Distinct().Count() < arcs.Count) return [];
        // The one that has the direction just above positive valence is the first; only it can go on through 360.
        var first = arcs.FindIndex(a => a.From == 0);
        if (first < 0) first = arcs.FindIndex(a => a.From + a.Width > 360);
        if (first < 0) first = 0;
        arcs = [.. arcs[first..], .. arcs[..first]];
        var even = arcs.Index().All(a => Math.Abs(a.Item.From - 360.0 * a.Index / arcs.Count) < Rounding
            && Math.Abs(a.Item.Width - 360.0 / arcs.Count) < Rounding);
        return even || arcs.Count % 2 == 1 ? [.. arcs.Select(a => a.Label)] : [];
    }

    /// <summary>Neighbouring sectors of one label are one arc. Sorted by where they begin.</summary>
    private static List<(string Label, double From, double Width)> Arcs(IReadOnlyList<Region> regions)
    {
        var arcs = new List<(string Label, double From, double Width)>();
        if (!regions.All(r => r is Sector)) return arcs;
        foreach (var sector in regions.Cast<Sector>().OrderBy(s => s.From % 360))
            if (arcs.Count > 0 && arcs[^1] is var last && Continues(last, sector.Label, sector.From % 360))
                arcs[^1] = last with { Width = last.Width + sector.Width };
            else arcs.Add((sector.Label, sector.From % 360, sector.Width));
        if (arcs.Count > 1 && Continues(arcs[^1], arcs[0].Label, arcs[0].From + 360))
        {
            arcs[^1] = arcs[^1] with { Width = arcs[^1].Width + arcs[0].Width };
            arcs.RemoveAt(0);
        }
        return arcs;
    }

    private static bool Continues((string Label, double From, double Width) arc, string label, double from) =>
        arc.Label == label && Math.Abs(arc.From + arc.Width - from) < Rounding;
}
