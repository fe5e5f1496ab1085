using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Gmsa.Experiments.Moods;

/// <summary>The plane of energy and valence in sectors round a centre.</summary>
[Description("Sectors of the plane of energy and valence, round a centre.")]
public sealed record SectorsScheme : SchemeOptions
{
    [Description(
        "The sectors: [{ label: a, from: 0, to: 90 }, ...]. Borders belong to the first that has them, the centre to the first of all.")]
    [Required]
    public IReadOnlyList<LabelledSector> Sectors { get; init; } = [];

    [Description("Where the sectors meet. Default { energy: 0.5, valence: 0.5 }.")]
    public SectorCentre Centre { get; init; } = new();

    [Description(
        "What becomes of directions without a sector: forbid (a mistake), or leaveOut (tracks there have no label). Default forbid.")]
    public Gaps Gaps { get; init; } = Gaps.Forbid;

    internal override IEnumerable<SchemeFault> Faults()
    {
        if (Sectors.Count is 0 or > MostRegions)
            return [new(this, "sectors", FormattableString.Invariant($"sectors has {Sectors.Count} items; expected: 2 to {MostRegions}"))];
        SchemeFault[] wrong = [.. Sectors.Where(s => s.From % 360 == s.To % 360 && s is not { From: 0, To: 360 }).Select(s =>
            new SchemeFault(s, "to", FormattableString.Invariant($"the sector '{s.Label}' goes from {s.From} to {s.To} degrees, ")
                + "which is nothing or all; the whole circle is from: 0, to: 360"))];
        return wrong.Length > 0 ? wrong : [.. OnTheCircle(), .. TwoLabels("sectors", Sectors.Select(s => s.Label))];
    }

    internal LabelScheme Create(string name) => LabelScheme.OfRegions(name,
        [.. Sectors.Select(s => s.Label).Distinct(StringComparer.Ordinal)], MoodSchemes.Plane,
        [.. Sectors.Select(s => new Sector(s.Label, s.From, s.To, Centre))]);

    /// <summary>The ends of the sectors, sorted, divide the circle into arcs, each of them whole within a sector or without.</summary>
    private IEnumerable<SchemeFault> OnTheCircle()
    {
        double[] ends = [.. Sectors.SelectMany(s => (double[])[s.From % 360, s.To % 360]).Distinct().Order()];
        var within = ends.Select(_ => new List<int>()).ToArray();
        foreach (var (index, sector) in Sectors.Index())
        {
            var (arc, last) = (Array.IndexOf(ends, sector.From % 360), Array.IndexOf(ends, sector.To % 360));
            do within[arc].Add(index);
            while ((arc = (arc + 1) % ends.Length) != last);
        }
        foreach (var ((first, second), from, to) in Runs(ends, [.. within.Select(Clashes)]))
            yield return first < 0
                ? new(this, "sectors", FormattableString.Invariant(
                    $"there is no sector from {from} to {to} degrees; add one, or write gaps: leaveOut, and tracks there have no label"))
                : new(this, "sectors", FormattableString.Invariant(
                    $"the sectors '{Sectors[first].Label}' and '{Sectors[second].Label}' overlap from {from} to {to} degrees"), second);
    }

    /// <summary>The pairs of sectors that both have an arc; a pair of none for an arc that no sector has.</summary>
    private HashSet<(int First, int Second)> Clashes(List<int> sectors) => sectors.Count > 0
        ? [.. from second in sectors from first in sectors where first < second select (first, second)]
        : Gaps == Gaps.Forbid ? [(-1, -1)] : [];

    /// <summary>What clashes, and where: once for neighbouring arcs.</summary>
    private static IEnumerable<((int First, int Second) What, double From, double To)> Runs(double[] ends, HashSet<(int, int)>[] clashes)
    {
        foreach (var what in clashes.SelectMany(c => c).Distinct())
            for (var start = 0; start < ends.Length; start++)
            {
                // A clash all round begins with the first arc.
                var goesOn = clashes[(start + ends.Length - 1) % ends.Length].Contains(what);
                if (!clashes[start].Contains(what) || (goesOn && (start > 0 || !Array.TrueForAll(clashes, c => c.Contains(what)))))
                    continue;
                var end = start;
                do end = (end + 1) % ends.Length;
                while (end != start && clashes[end].Contains(what));
                yield return (what, ends[start], ends[end] == 0 ? 360 : ends[end]);
            }
    }
}

/// <summary>A sector of the plane.</summary>
public sealed record LabelledSector
{
    [Description("The label of tracks there. Several sectors may have the same.")]
    [Required]
    public string Label { get; init; } = "";

    [Description(
        "Where it begins, in degrees counter-clockwise from positive valence: 0 is pleasant, 90 lively, 180 unpleasant, 270 calm.")]
    [Required]
    [Range(0.0, 360.0)]
    public double From { get; init; }

    [Description("Where it ends, likewise; less than from, it goes on through 360.")]
    [Required]
    [Range(0.0, 360.0)]
    public double To { get; init; }
}

/// <summary>A point within the plane.</summary>
public sealed record SectorCentre
{
    [Description("Default 0.5.")]
    [Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public double Energy { get; init; } = 0.5;

    [Description("Default 0.5.")]
    [Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public double Valence { get; init; } = 0.5;
}
