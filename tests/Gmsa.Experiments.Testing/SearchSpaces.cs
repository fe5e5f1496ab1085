using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Search;

namespace Gmsa.Experiments.Testing;

/// <summary>Spaces and histories for tests of searches.</summary>
public static class SearchSpaces
{
    /// <summary>Everything at once: conditions two deep, whole numbers, logarithms, choices of text, truth values and numbers, and
    /// dimensions of one value.</summary>
    public static SearchSpace Everything { get; } = new([
        new RealDimension("dropout", 0.1, 0.6, Log: false),
        new RealDimension("rate", 1e-5, 1e-2, Log: true) { CheapWhenLow = true },
        new IntegerDimension("leaves", 2, 5, Log: false) { CheapWhenLow = true },
        new ChoiceDimension("learner", ["tree", "net"]),
        new ChoiceDimension("norm", [true, false]),
        new ChoiceDimension("size", [64L, 128L, 2.5]),
        new IntegerDimension("trees", 1, 100, Log: true) { When = new("learner", "tree"), CheapWhenLow = true },
        new ChoiceDimension("shape", ["wide", "deep"]) { When = new("learner", "net") },
        new RealDimension("width", 0, 1, Log: false) { When = new("shape", "wide") },
        new RealDimension("fixed", 3, 3, Log: false),
        new IntegerDimension("one", 7, 7, Log: false),
        new ChoiceDimension("only", ["this"]),
    ]);

    /// <summary>So many real numbers from -1 to 3: x0, x1, ...</summary>
    public static SearchSpace Reals(int count) =>
        new([.. Enumerable.Range(0, count).Select(i => new RealDimension(FormattableString.Invariant($"x{i}"), -1, 3, Log: false))]);

    /// <summary>A point of <see cref="Everything"/>.</summary>
    public static Point Favourite { get; } = new(new (string Name, object Value)[]
    {
        ("dropout", 0.2), ("rate", 1e-3), ("leaves", 3L), ("learner", "net"), ("norm", true), ("size", 2.5), ("shape", "wide"),
        ("width", 0.75), ("fixed", 3.0), ("one", 7L), ("only", "this"),
    }.ToDictionary(v => v.Name, v => v.Value));

    /// <summary>What a search asks for one after the other, with scores by a function of the point.</summary>
    /// <returns>As many as <paramref name="trials"/>, or fewer where the search ends before.</returns>
    public static IReadOnlyList<Observation> Walk(ISearch search, SearchSpace space, int trials, Func<Point, double> score, ulong seed = 1,
        IEnumerable<Observation>? first = null)
    {
        var history = new List<Observation>(first ?? []);
        while (history.Count < trials && search.Next(space, new Seed(seed), history) is { } point) history.Add(new(point, score(point)));
        return history;
    }

    /// <summary>A score of any point: small rates and few leaves are good.</summary>
    public static double Score(Point point) => point.Values.Values.Sum(v => v switch
    {
        double d => -Math.Abs(d - 0.3),
        long l => -Math.Abs(l - 3) / 10.0,
        bool b => b ? 0 : -0.5,
        string s => s.Length / 10.0,
        _ => 0,
    });

    /// <summary>A point with all digits: equal where the points are; "none" for none.</summary>
    public static string Text(Point? point) => point is null ? "none"
        : string.Join(';', point.Values.Select(v => FormattableString.Invariant($"{v.Key}={v.Value:R}")));

    /// <summary>Holds a point to its space: a value of the right type inside of each dimension that counts, in the order of the file, and
    /// none else.</summary>
    public static void AssertInside(SearchSpace space, Point point)
    {
        Assert.Equal(space.ActiveIn(point.Values).Select(d => d.Name), point.Values.Keys);
        foreach (var dimension in space.ActiveIn(point.Values))
            switch (dimension)
            {
                case RealDimension d: Assert.InRange(Assert.IsType<double>(point.Values[d.Name]), d.Low, d.High); break;
                case IntegerDimension d: Assert.InRange(Assert.IsType<long>(point.Values[d.Name]), d.Low, d.High); break;
                case ChoiceDimension d: Assert.Contains(point.Values[d.Name], d.Choices); break;
            }
    }
}
