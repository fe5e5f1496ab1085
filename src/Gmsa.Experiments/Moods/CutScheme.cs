using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Moods;

/// <summary>Columns cut into steps: <c>{ cut: { energy: [0.5], valence: [0.3, 0.6] }, labels: [...] }</c>.</summary>
[Description("Numeric columns cut into steps; every combination of steps is a cell with a label.")]
public sealed record CutScheme : SchemeOptions
{
    private const int MostCells = 1024;

    [Description("Numeric manifest columns, each with the ascending numbers where it is cut. A value on a cut belongs to the upper side.")]
    [Required]
    public IReadOnlyDictionary<string, IReadOnlyList<double>> Cut { get; init; } = new OrderedDictionary<string, IReadOnlyList<double>>();

    [Description("The label of every cell, low to high, the first column slowest. Cells may have the same label.")]
    [Required]
    [Repeats]
    public IReadOnlyList<string> Labels { get; init; } = [];

    internal override IEnumerable<SchemeFault> Faults()
    {
        if (Cut.Count == 0) return [new(this, "cut", "cut is empty; expected: at least one column, as in { energy: [0.5] }")];
        SchemeFault[] wrong = [.. Cut.SelectMany(c => OfColumn(c.Key, c.Value))];
        return wrong.Length > 0 ? wrong : [.. OfLabels()];
    }

    internal LabelScheme Create(string name)
    {
        var steps = Cut.Values.Select(points => (double[])[double.NegativeInfinity, .. points, double.PositiveInfinity]).ToArray();
        // From the highest cell down, since the first region that has a place counts, and what is on a cut belongs above it.
        var regions = Enumerable.Range(0, Labels.Count).Reverse().Select(cell =>
        {
            var (low, high) = (new double[steps.Length], new double[steps.Length]);
            for (var (column, rest) = (steps.Length - 1, cell); column >= 0; column--)
            {
                var count = steps[column].Length - 1;
                (low[column], high[column]) = (steps[column][rest % count], steps[column][rest % count + 1]);
                rest /= count;
            }
            return new Box(Labels[cell], low, high);
        });
        return LabelScheme.OfRegions(name, [.. Labels.Distinct(StringComparer.Ordinal)], [.. Cut.Keys], [.. regions]);
    }

    private IEnumerable<SchemeFault> OfColumn(string column, IReadOnlyList<double> points)
    {
        if (points.Count == 0) yield return new(Cut, column, $"{column} has no cuts; expected: at least one number");
        var place = points.Zip(points.Skip(1)).Index().FirstOrDefault(p => p.Item.First >= p.Item.Second, (-1, default)).Index;
        if (place >= 0)
            yield return new(Cut, column, FormattableString.Invariant(
                $"the cuts of {column} have to ascend; {points[place + 1]} comes after {points[place]}"), place + 1);
        foreach (var (index, point) in points.Index().Where(p => MoodSchemes.Plane.Contains(column) && p.Item is <= 0 or > 1))
            yield return new(Cut, column, FormattableString.Invariant(
                $"{column} goes from 0 to 1; a cut at {point} leaves nothing {(point > 1 ? "above" : "below")} it"), index);
    }

    private IEnumerable<SchemeFault> OfLabels()
    {
        var cells = Cut.Values.Aggregate(1.0, (product, points) => product * (points.Count + 1));
        if (cells > MostCells)
            return [new(this, "cut", FormattableString.Invariant($"cut makes {cells} cells; at most {MostCells} are allowed"))];
        var sizes = string.Join(" x ", Cut.Select(c => FormattableString.Invariant($"{c.Value.Count + 1} of {c.Key}")));
        return Labels.Count == (int)cells ? TwoLabels("labels", Labels) : [new(this, "labels",
            FormattableString.Invariant($"labels has {Labels.Count} items, and cut makes {cells} cells ({sizes}); ")
            + "expected: a label for each, low to high, the first column slowest")];
    }
}
