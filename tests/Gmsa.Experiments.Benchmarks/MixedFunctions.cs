using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Search;

namespace Gmsa.Experiments.Benchmarks;

/// <summary>Functions of whole numbers, choices, logarithms and conditions. The seed says where the optimum is.</summary>
internal static class MixedFunctions
{
    /// <summary>What a network's options might be like: the best rate depends on the kind.</summary>
    public static TestProblem Mixed(Seed seed)
    {
        var random = seed.Generator();
        string[] kinds = ["a", "b", "c", "d"];
        random.Shuffle(kinds.AsSpan());
        var (units, layers, rate, drop) =
            (8 + random.NextInt(48), 2 + random.NextInt(6), -4 + 2 * random.NextDouble(), 0.1 + 0.6 * random.NextDouble());
        var (turn, on) = (random.NextDouble() - 0.5, random.NextInt(2) == 1);
        return new(
            new([
                new IntegerDimension("units", 1, 64, false), new IntegerDimension("layers", 1, 8, false),
                new RealDimension("rate", 1e-5, 1e-1, true), new RealDimension("drop", 0, 0.8, false),
                new ChoiceDimension("kind", ["a", "b", "c", "d"]), new ChoiceDimension("norm", [false, true]),
            ]),
            p =>
            {
                var kind = Array.IndexOf(kinds, (string)p.Values["kind"]);
                var (r, d) = (Math.Log10(Real(p, "rate")) - rate - kind * turn, Real(p, "drop") - drop);
                return r * r + 4 * d * d + 2 * r * d + Square((Whole(p, "units") - units) / 24.0)
                    + Square((Whole(p, "layers") - layers) / 3.0)
                    + 0.25 * kind + ((bool)p.Values["norm"] == on ? 0 : 0.2 + 0.5 * d * d);
            });
    }

    /// <summary>Three learners with options of their own, of which one can do best.</summary>
    public static TestProblem Conditional(Seed seed)
    {
        var random = seed.Generator();
        string[] learners = ["linear", "forest", "net"];
        random.Shuffle(learners.AsSpan());
        double[] at = [.. Enumerable.Range(0, 7).Select(_ => 0.15 + 0.7 * random.NextDouble())];
        return new(
            new([
                new ChoiceDimension("learner", ["linear", "forest", "net"]), new RealDimension("alpha", 1e-4, 1, true),
                new RealDimension("c", 1e-3, 1e3, true) { When = new("learner", "linear") },
                new IntegerDimension("trees", 1, 500, true) { When = new("learner", "forest") },
                new IntegerDimension("depth", 1, 20, false) { When = new("learner", "forest") },
                new RealDimension("rate", 1e-5, 1, true) { When = new("learner", "net") },
                new IntegerDimension("width", 4, 256, true) { When = new("learner", "net") },
                new RealDimension("momentum", 0, 1, false) { When = new("learner", "net") },
            ]),
            p =>
            {
                var learner = (string)p.Values["learner"];
                var own = learner switch
                {
                    "linear" => Square(Place(p, "c", 1e-3, 1e3) - at[0]),
                    "forest" => Square(Place(p, "trees", 1, 500) - at[1]) + Square((Whole(p, "depth") - 1 - Math.Round(19 * at[2])) / 19),
                    _ => Square(Place(p, "rate", 1e-5, 1) - at[3]) + Square(Place(p, "width", 4, 256) - at[4])
                        + 2 * Square(Place(p, "rate", 1e-5, 1) - at[3] + Real(p, "momentum") - at[5]),
                };
                return Math.Sqrt(own + Square(Place(p, "alpha", 1e-4, 1) - at[6])) + 0.15 * Array.IndexOf(learners, learner);
            });
    }

    /// <summary>A turned bowl in the logarithms.</summary>
    public static TestProblem LogScaled(Seed seed)
    {
        var random = seed.Generator();
        double[] at = [.. Enumerable.Range(0, 4).Select(_ => 0.15 + 0.7 * random.NextDouble())];
        return new(new([.. Enumerable.Range(0, 4).Select(i => new RealDimension($"x{i}", 1e-6, 1, true))]), p =>
        {
            double[] d = [.. Enumerable.Range(0, 4).Select(i => Place(p, $"x{i}", 1e-6, 1) - at[i])];
            return 10 * Square(d[0] + d[1]) + Square(d[0] - d[1]) + 10 * Square(d[2] - 0.5 * d[3]) + Square(d[3]);
        });
    }

    /// <summary>Whole numbers alone, three of them with few values.</summary>
    public static TestProblem Whole(Seed seed)
    {
        var random = seed.Generator();
        int[] most = [3, 7, 10, 100, 1000];
        long[] at = [.. most.Select(m => (long)random.NextInt(m + 1))];
        return new(new([.. most.Select((m, i) => new IntegerDimension($"n{i}", 0, m, false))]), p =>
            Enumerable.Range(0, 5).Sum(i => Math.Abs(Whole(p, $"n{i}") - at[i]) / (double)most[i])
                + Math.Abs(Whole(p, "n3") - at[3] - Whole(p, "n4") / 10.0 + at[4] / 10.0) / 100);
    }

    /// <summary>Choices of 3 to 8 values with a worth of each value, and of pairs, with one real number among them.</summary>
    public static TestProblem Choices(Seed seed)
    {
        var random = seed.Generator();
        int[] sizes = [3, 4, 6, 8, 3];
        double[][] worth = [.. sizes.Select(s => Enumerable.Range(0, s).Select(_ => random.NextDouble()).ToArray())];
        foreach (var w in worth) w[random.NextInt(w.Length)] = 0;
        var at = 0.15 + 0.7 * random.NextDouble();
        return new(
            new([
                .. sizes.Select((s, i) => new ChoiceDimension($"c{i}", [.. Enumerable.Range(0, s).Select(v => (object)$"v{v}")])),
                new RealDimension("x", 0, 1, false),
            ]),
            p =>
            {
                double[] w = [.. sizes.Select((_, i) =>
                    worth[i][int.Parse(((string)p.Values[$"c{i}"])[1..], System.Globalization.CultureInfo.InvariantCulture)])];
                return w.Sum() + w[0] * w[1] + w[2] * w[3] + Math.Abs(Real(p, "x") - at);
            });
    }

    /// <summary>A choice within a choice.</summary>
    public static TestProblem Nested(Seed seed)
    {
        var random = seed.Generator();
        double[] at = [.. Enumerable.Range(0, 6).Select(_ => 0.15 + 0.7 * random.NextDouble())];
        var (first, second) = (random.NextInt(2), random.NextInt(2));
        return new(
            new([
                new RealDimension("x", 0, 1, false), new ChoiceDimension("outer", ["p", "q"]),
                new ChoiceDimension("inner", ["r", "s"]) { When = new("outer", "p") },
                new RealDimension("pr", 0, 1, false) { When = new("inner", "r") },
                new RealDimension("ps", 0, 1, false) { When = new("inner", "s") },
                new RealDimension("q0", 0, 1, false) { When = new("outer", "q") },
                new RealDimension("q1", 1e-3, 1, true) { When = new("outer", "q") },
            ]),
            p => Math.Abs(Real(p, "x") - at[0]) + ((string)p.Values["outer"] == "q"
                ? Math.Abs(Real(p, "q0") - at[1]) + Square(Place(p, "q1", 1e-3, 1) - at[2]) * 4 + 0.2 * first
                : 0.2 * (1 - first) + ((string)p.Values["inner"] == "r"
                    ? Math.Abs(Real(p, "pr") - at[3]) + 0.1 * second
                    : Math.Abs(Real(p, "ps") - at[4]) + 0.1 * (1 - second))));
    }

    private static double Real(Point point, string name) => (double)point.Values[name];

    private static long Whole(Point point, string name) => (long)point.Values[name];

    /// <summary>Where a value lies in its interval, from 0 to 1, in the logarithm.</summary>
    private static double Place(Point point, string name, double low, double high) =>
        Math.Log((point.Values[name] is long l ? l : Real(point, name)) / low) / Math.Log(high / low);

    private static double Square(double x) => x * x;
}
