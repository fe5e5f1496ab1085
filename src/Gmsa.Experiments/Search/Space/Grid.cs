using System.Globalization;
using System.Numerics;

namespace Gmsa.Experiments.Search;

/// <summary>
/// The points of a grid, numbered. The choices that others depend on split it into parts, in each of which the same dimensions count;
/// within a part the first dimension of the file changes slowest.
/// </summary>
internal sealed class Grid
{
    private readonly Dictionary<string, Axis> axes;
    private readonly Axis[] deciding;
    private readonly List<Part> parts = [];
    private readonly Dictionary<string, Part> partOf = [];

    public Grid(SearchSpace space, int points)
    {
        axes = space.Dimensions.ToDictionary(d => d.Name, d => new Axis(d, ValuesOf(d, points)));
        deciding = [.. axes.Values.Where(a => space.Dimensions.Any(d => d.When?.Choice == a.Dimension.Name))];
        Split(0, []);
    }

    public BigInteger Count { get; private set; }

    public Point this[BigInteger index]
    {
        get
        {
            var part = parts.Last(p => p.First <= index);
            index -= part.First;
            var values = new Dictionary<string, object>(part.Decided);
            foreach (var axis in part.Free.Reverse())
            {
                values[axis.Dimension.Name] = axis.Values[(int)(index % axis.Values.Length)];
                index /= axis.Values.Length;
            }
            return new(axes.Keys.Where(values.ContainsKey).ToDictionary(name => name, name => values[name]));
        }
    }

    /// <summary>The number of a point, or null where it isn't one of the grid's.</summary>
    public BigInteger? IndexOf(Point point)
    {
        if (!partOf.TryGetValue(KeyOf(point.Values), out var part)) return null;
        var index = BigInteger.Zero;
        foreach (var axis in part.Free)
        {
            if (!point.Values.TryGetValue(axis.Dimension.Name, out var value) || !axis.Places.TryGetValue(value, out var place))
                return null;
            index = index * axis.Values.Length + place;
        }
        return part.First + index;
    }

    private void Split(int next, Dictionary<string, object> decided)
    {
        if (next == deciding.Length)
        {
            var free = axes.Values.Where(a => !deciding.Contains(a) && SearchSpace.IsActive(a.Dimension, decided)).ToArray();
            var part = new Part(decided, free, Count);
            parts.Add(part);
            partOf.Add(KeyOf(decided), part);
            Count += free.Aggregate(BigInteger.One, (count, axis) => count * axis.Values.Length);
        }
        else if (!SearchSpace.IsActive(deciding[next].Dimension, decided))
            Split(next + 1, decided);
        else
            foreach (var value in deciding[next].Values)
                Split(next + 1, new(decided) { [deciding[next].Dimension.Name] = value });
    }

    private string KeyOf(IReadOnlyDictionary<string, object> values) => string.Join('\n', deciding.Select(d =>
        values.TryGetValue(d.Dimension.Name, out var value) ? Convert.ToString(value, CultureInfo.InvariantCulture) : null));

    private static object[] ValuesOf(Dimension dimension, int points) => dimension switch
    {
        ChoiceDimension d => [.. d.Choices.Distinct()],
        IntegerDimension d when d.High - d.Low < points =>
            [.. Enumerable.Range(0, (int)(d.High - d.Low) + 1).Select(i => (object)(d.Low + i))],
        IntegerDimension d => [.. Spaced(d.Low, d.High, d.Log, points).Select(v => (long)Math.Round(v)).Distinct().Cast<object>()],
        RealDimension d => [.. Spaced(d.Low, d.High, d.Log, points).Distinct().Cast<object>()],
        _ => throw new InvalidOperationException($"no grid on {dimension}"),
    };

    private static IEnumerable<double> Spaced(double low, double high, bool log, int points) => Enumerable.Range(0, points).Select(i =>
        i == 0 ? low
        : i == points - 1 ? high
        : log ? low * Math.Pow(high / low, i / (points - 1.0))
        : low + (high - low) * i / (points - 1.0));

    /// <summary>A dimension's values, and the place of each.</summary>
    private sealed record Axis(Dimension Dimension, object[] Values)
    {
        public Dictionary<object, int> Places { get; } = Values.Select((value, i) => (value, i)).ToDictionary(p => p.value, p => p.i);
    }

    /// <summary>The points that agree in the choices that decide which dimensions count.</summary>
    private sealed record Part(Dictionary<string, object> Decided, Axis[] Free, BigInteger First);
}
