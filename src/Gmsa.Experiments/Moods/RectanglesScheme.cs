using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Gmsa.Experiments.Moods;

/// <summary>The plane of energy and valence in rectangles.</summary>
[Description("Rectangles of the plane of energy and valence.")]
public sealed record RectanglesScheme : SchemeOptions
{
    [Description("The rectangles: [{ label: up, energy: [0.5, 1], valence: [0, 1] }, ...]. Borders belong to the first that has them.")]
    [Required]
    public IReadOnlyList<LabelledRectangle> Rectangles { get; init; } = [];

    [Description(
        "What becomes of places without a rectangle: forbid (a mistake), or leaveOut (tracks there have no label). Default forbid.")]
    public Gaps Gaps { get; init; } = Gaps.Forbid;

    internal override IEnumerable<SchemeFault> Faults()
    {
        if (Rectangles.Count is 0 or > MostRegions)
            return [new(this, "rectangles",
                FormattableString.Invariant($"rectangles has {Rectangles.Count} items; expected: 2 to {MostRegions}"))];
        SchemeFault[] wrong = [.. Rectangles.SelectMany(r => r.Faults())];
        if (wrong.Length > 0) return wrong;
        return [.. Overlaps(), .. Gaps == Gaps.Forbid ? Holes() : [], .. TwoLabels("rectangles", Rectangles.Select(r => r.Label))];
    }

    internal LabelScheme Create(string name) => LabelScheme.OfRegions(name,
        [.. Rectangles.Select(r => r.Label).Distinct(StringComparer.Ordinal)], MoodSchemes.Plane,
        [.. Rectangles.Select(r => new Box(r.Label, [r.Energy[0], r.Valence[0]], [r.Energy[1], r.Valence[1]]))]);

    private IEnumerable<SchemeFault> Overlaps() =>
        from second in Enumerable.Range(0, Rectangles.Count)
        from first in Enumerable.Range(0, second)
        let energy = Common(Rectangles[first].Energy, Rectangles[second].Energy)
        let valence = Common(Rectangles[first].Valence, Rectangles[second].Valence)
        where energy.Low < energy.High && valence.Low < valence.High
        select new SchemeFault(this, "rectangles",
            $"the rectangles '{Rectangles[first].Label}' and '{Rectangles[second].Label}' overlap where {Where(energy, valence)}", second);

    private static (double Low, double High) Common(IReadOnlyList<double> a, IReadOnlyList<double> b) =>
        (Math.Max(a[0], b[0]), Math.Min(a[1], b[1]));

    /// <summary>Every end of a rectangle is a line through the plane; the cells between the lines are whole within a rectangle or without.
    /// Empty cells are told as rectangles as wide as may be, then as high.</summary>
    private IEnumerable<SchemeFault> Holes()
    {
        var (rows, columns) = (Lines(r => r.Energy), Lines(r => r.Valence));
        var isEmpty = new bool[rows.Length - 1, columns.Length - 1];
        for (var i = 0; i < rows.Length - 1; i++)
            for (var j = 0; j < columns.Length - 1; j++)
                isEmpty[i, j] = !Rectangles.Any(r =>
                    r.Energy[0] <= rows[i] && rows[i] < r.Energy[1] && r.Valence[0] <= columns[j] && columns[j] < r.Valence[1]);
        for (var i = 0; i < rows.Length - 1; i++)
            for (var j = 0; j < columns.Length - 1; j++)
            {
                if (!isEmpty[i, j]) continue;
                var (top, right) = (i + 1, j + 1);
                while (right < columns.Length - 1 && isEmpty[i, right]) right++;
                while (top < rows.Length - 1 && Enumerable.Range(j, right - j).All(c => isEmpty[top, c])) top++;
                for (var row = i; row < top; row++)
                    for (var column = j; column < right; column++) isEmpty[row, column] = false;
                yield return new(this, "rectangles",
                    $"there is no rectangle where {Where((rows[i], rows[top]), (columns[j], columns[right]))}; "
                        + "add one, or write gaps: leaveOut, and tracks there have no label");
            }
    }

    private double[] Lines(Func<LabelledRectangle, IReadOnlyList<double>> ends) =>
        [.. Rectangles.SelectMany(ends).Concat([0, 1]).Distinct().Order()];

    private static string Where((double Low, double High) energy, (double Low, double High) valence) => FormattableString.Invariant(
        $"energy is {energy.Low} to {energy.High} and valence {valence.Low} to {valence.High}");
}

/// <summary>A rectangle of the plane.</summary>
public sealed record LabelledRectangle
{
    [Description("The label of tracks there. Several rectangles may have the same.")]
    [Required]
    public string Label { get; init; } = "";

    [Description("The lowest and the highest energy, within 0 to 1.")]
    [Required]
    public IReadOnlyList<double> Energy { get; init; } = [];

    [Description("The lowest and the highest valence, within 0 to 1.")]
    [Required]
    public IReadOnlyList<double> Valence { get; init; } = [];

    internal IEnumerable<SchemeFault> Faults() =>
        from side in ((string Key, IReadOnlyList<double> Ends)[])[("energy", Energy), ("valence", Valence)]
        where side.Ends is not [>= 0, <= 1] || side.Ends[0] >= side.Ends[1]
        select new SchemeFault(this, side.Key,
            $"{side.Key} is [{string.Join(", ", side.Ends.Select(e => FormattableString.Invariant($"{e}")))}]; "
                + "expected: two numbers from 0 to 1, the lower one first, as in [0.5, 1]");
}
