namespace Gmsa.Experiments.Moods;

/// <summary>A closed part of the space of a scheme's columns, and its label.</summary>
internal abstract record Region(string Label)
{
    /// <summary>The Euclidean distance to a place; 0 within and on the border.</summary>
    public abstract double Distance(ReadOnlySpan<double> place);
}

/// <summary>All places between two numbers in each column; the numbers may be infinite.</summary>
internal sealed record Box(string Label, IReadOnlyList<double> Low, IReadOnlyList<double> High) : Region(Label)
{
    public override double Distance(ReadOnlySpan<double> place)
    {
        var sum = 0.0;
        for (var i = 0; i < place.Length; i++)
        {
            var outside = Math.Max(0, Math.Max(Low[i] - place[i], place[i] - High[i]));
            sum += outside * outside;
        }
        return Math.Sqrt(sum);
    }
}

/// <summary>The part of the unit plane (energy, valence) that is seen from its centre between two directions.</summary>
/// <param name="From">Degrees counter-clockwise from positive valence, 0..360.</param>
/// <param name="To">Likewise; where it isn't larger, the sector goes on through 360.</param>
internal sealed record Sector(string Label, double From, double To, SectorCentre Centre) : Region(Label)
{
    // Decimals aren't exact in binary: 0.3, 0.7 is on the diagonal, though 0.3 - 0.5 and 0.7 - 0.5 differ by an ulp.
    private const double Rounding = 1e-12;

    // Of at most 90 degrees each, since a wider sector need not be convex.
    private readonly IReadOnlyList<Polygon> pieces = Pieces(From, To, Centre);

    /// <summary>How many degrees it is wide, more than 0 and at most 360.</summary>
    public double Width => To > From ? To - From : To - From + 360;

    public override double Distance(ReadOnlySpan<double> place)
    {
        var nearest = double.PositiveInfinity;
        foreach (var piece in pieces) nearest = Math.Min(nearest, piece.Distance(new(place[1], place[0])));
        return nearest < Rounding ? 0 : nearest;
    }

    private static List<Polygon> Pieces(double from, double to, SectorCentre centre)
    {
        var pieces = new List<Polygon>();
        var end = to > from ? to : to + 360;
        for (var start = from; start < end; start += 90)
            pieces.Add(Polygon.UnitSquare
                .LeftOf(new(centre.Valence, centre.Energy), Direction(start))
                .LeftOf(new(centre.Valence, centre.Energy), -Direction(Math.Min(start + 90, end))));
        return pieces;
    }

    /// <summary>Exact along axes and diagonals.</summary>
    private static PlanePoint Direction(double degrees) => (degrees % 360) switch
    {
        0 => new(1, 0),
        45 => new(1, 1),
        90 => new(0, 1),
        135 => new(-1, 1),
        180 => new(-1, 0),
        225 => new(-1, -1),
        270 => new(0, -1),
        315 => new(1, -1),
        var other => new(Math.Cos(other * Math.PI / 180), Math.Sin(other * Math.PI / 180)),
    };
}
