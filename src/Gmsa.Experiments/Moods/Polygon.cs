namespace Gmsa.Experiments.Moods;

/// <summary>A point of the plane, or a step in it: right is pleasant, up is lively.</summary>
internal readonly record struct PlanePoint(double X, double Y)
{
    public static PlanePoint operator -(PlanePoint a) => new(-a.X, -a.Y);

    public static PlanePoint operator -(PlanePoint a, PlanePoint b) => new(a.X - b.X, a.Y - b.Y);

    public PlanePoint Toward(PlanePoint other, double share) => new(X + share * (other.X - X), Y + share * (other.Y - Y));

    public double Dot(PlanePoint other) => X * other.X + Y * other.Y;

    /// <summary>Positive where <paramref name="other"/> points to the left of this step.</summary>
    public double Cross(PlanePoint other) => X * other.Y - Y * other.X;

    public double Length => Math.Sqrt(Dot(this));
}

/// <summary>A convex polygon, its corners counter-clockwise.</summary>
internal sealed record Polygon(IReadOnlyList<PlanePoint> Corners)
{
    public static readonly Polygon UnitSquare = new([new(0, 0), new(1, 0), new(1, 1), new(0, 1)]);

    /// <summary>What of it lies left of a line or on it (Sutherland and Hodgman, 1974).</summary>
    public Polygon LeftOf(PlanePoint from, PlanePoint direction)
    {
        var kept = new List<PlanePoint>();
        for (var i = 0; i < Corners.Count; i++)
        {
            var (corner, next) = (Corners[i], Corners[(i + 1) % Corners.Count]);
            var (here, there) = (direction.Cross(corner - from), direction.Cross(next - from));
            if (here >= 0) kept.Add(corner);
            if ((here > 0 && there < 0) || (here < 0 && there > 0)) kept.Add(corner.Toward(next, here / (here - there)));
        }
        return new(kept);
    }

    /// <summary>0 within and on the border.</summary>
    public double Distance(PlanePoint point)
    {
        var (inside, nearest) = (Corners.Count > 2, double.PositiveInfinity);
        for (var i = 0; i < Corners.Count; i++)
        {
            var (corner, side) = (Corners[i], Corners[(i + 1) % Corners.Count] - Corners[i]);
            var along = side.Dot(side) > 0 ? Math.Clamp((point - corner).Dot(side) / side.Dot(side), 0, 1) : 0;
            nearest = Math.Min(nearest, (point - corner.Toward(Corners[(i + 1) % Corners.Count], along)).Length);
            inside &= side.Cross(point - corner) >= 0;
        }
        return inside ? 0 : nearest;
    }
}
