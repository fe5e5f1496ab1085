using CsCheck;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Moods;

namespace Gmsa.Experiments.Tests.Moods;

/// <summary>Random schemes without gaps, and places in the plane.</summary>
internal static class OwnSchemes
{
    private static readonly string[] Words = ["a", "b", "c", "d"];

    /// <summary>Cells of a grid, some of them joined with their neighbour above, each with one of four labels, in random order.</summary>
    public static readonly Gen<RectanglesScheme> Rectangles =
        from columns in Lines
        from rows in Lines
        from joined in Gen.Bool.Array[columns.Length * rows.Length]
        from labels in Gen.Int[0, 3].Array[columns.Length * rows.Length]
        from order in Gen.Shuffle(Enumerable.Range(0, columns.Length * rows.Length).ToArray())
        let scheme = new RectanglesScheme { Rectangles = [.. Cells(columns, rows, joined, labels, order)] }
        where !scheme.Faults().Any()
        select scheme;

    /// <summary>Two to eight sectors round a centre, the whole way round, each with one of four labels, in random order.</summary>
    public static readonly Gen<SectorsScheme> Sectors =
        from ends in Gen.Int[0, 71].Select(d => d * 5.0).HashSet[2, 8].Select(e => e.Order().ToArray())
        from labels in Gen.Int[0, 3].Array[ends.Length]
        from order in Gen.Shuffle(Enumerable.Range(0, ends.Length).ToArray())
        from energy in Gen.Int[1, 19]
        from valence in Gen.Int[1, 19]
        let scheme = new SectorsScheme
        {
            Sectors = [.. order.Select(i =>
                new LabelledSector { Label = Words[labels[i]], From = ends[i], To = ends[(i + 1) % ends.Length] })],
            Centre = new() { Energy = energy / 20.0, Valence = valence / 20.0 },
        }
        where !scheme.Faults().Any()
        select scheme;

    public static readonly Gen<(double Energy, double Valence)> Place = Gen.Select(Coordinate, Coordinate);

    public static Track At(double energy, double valence) => Of(("energy", energy), ("valence", valence));

    public static Track Of(params (string Column, double Value)[] values) =>
        new("x", "x", values.ToDictionary(v => v.Column, v => FormattableString.Invariant($"{v.Value}")));

    private static Gen<double[]> Lines => Gen.Int[1, 9].HashSet[0, 2].Select(l => (double[])[0, .. l.Order().Select(i => i / 10.0), 1]);

    // Multiples of 0.05 are on borders often.
    private static Gen<double> Coordinate => Gen.OneOf(Gen.Int[0, 20].Select(i => i / 20.0), Gen.Double[0, 1]);

    private static IEnumerable<LabelledRectangle> Cells(double[] columns, double[] rows, bool[] joined, int[] labels, int[] order)
    {
        var cells = new List<LabelledRectangle>();
        var random = new Queue<(bool Joins, int Label)>(joined.Zip(labels));
        for (var column = 0; column < columns.Length - 1; column++)
            for (var row = 0; row < rows.Length - 1; row++)
            {
                var (joins, label) = random.Dequeue();
                var top = joins && row < rows.Length - 2 ? row + 2 : row + 1;
                cells.Add(
                    new() { Label = Words[label], Energy = [rows[row], rows[top]], Valence = [columns[column], columns[column + 1]] });
                row = top - 1;
            }
        return order.Where(i => i < cells.Count).Select(i => cells[i]);
    }
}
