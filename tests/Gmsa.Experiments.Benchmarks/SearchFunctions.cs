using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Search;

namespace Gmsa.Experiments.Benchmarks;

/// <summary>
/// A function to minimise. Each seed has its own window on it, in which the optimum lies somewhere else, so that nobody gains by
/// starting at a certain place.
/// </summary>
/// <param name="IsSmooth">True where everything is a real number and there is no noise.</param>
/// <param name="Best">The value of the optimum.</param>
internal sealed record TestFunction(string Name, bool IsSmooth, double Best, Func<Seed, TestProblem> Make)
{
    /// <summary>The standard deviation of what is added to each value that a search sees.</summary>
    public double Noise { get; init; }

    public TestProblem Problem(int seed) => Make(new Seed((ulong)seed).Derive(Name));
}

/// <summary>A space and what its points are worth; less is better.</summary>
internal sealed record TestProblem(SearchSpace Space, Func<Point, double> Value);

/// <summary>Closed-form functions: those that searches are compared on, and others that nothing was tuned on.</summary>
internal static class SearchFunctions
{
    private static readonly double[][] A3 = [[3, 10, 30], [0.1, 10, 35], [3, 10, 30], [0.1, 10, 35]];
    private static readonly double[][] P3 =
        [[0.3689, 0.1170, 0.2673], [0.4699, 0.4387, 0.7470], [0.1091, 0.8732, 0.5547], [0.0381, 0.5743, 0.8828]];
    private static readonly double[][] A6 =
        [[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]];
    private static readonly double[][] P6 =
    [
        [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886], [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
        [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650], [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
    ];

    public static IReadOnlyList<TestFunction> Compared { get; } =
    [
        Box("branin", [(-5, 10), (0, 15)], [Math.PI, 2.275], 0.397887, x =>
            Math.Pow(x[1] - 5.1 / (4 * Math.PI * Math.PI) * x[0] * x[0] + 5 / Math.PI * x[0] - 6, 2)
                + 10 * (1 - 1 / (8 * Math.PI)) * Math.Cos(x[0]) + 10),
        Box("hartmann3", Same(3, 0, 1), [0.114614, 0.555649, 0.852547], -3.86278, x => Hartmann(x, A3, P3)),
        Box("hartmann6", Same(6, 0, 1), [0.20169, 0.150011, 0.476874, 0.275332, 0.311652, 0.6573], -3.32237, x => Hartmann(x, A6, P6)),
        Box("ackley5", Same(5, -32.768, 32.768), new double[5], 0, Ackley),
        Box("ackley10", Same(10, -32.768, 32.768), new double[10], 0, Ackley),
        Box("rosenbrock4", Same(4, -5, 10), [1, 1, 1, 1], 0, x => Sum(3, i => 100 * Square(x[i + 1] - x[i] * x[i]) + Square(1 - x[i]))),
        Box("levy6", Same(6, -10, 10), [1, 1, 1, 1, 1, 1], 0, Levy),
        Box("griewank5", Same(5, -600, 600), new double[5], 0, x =>
            1 + Sum(5, i => x[i] * x[i] / 4000)
                - Enumerable.Range(0, 5).Aggregate(1.0, (product, i) => product * Math.Cos(x[i] / Math.Sqrt(i + 1)))),
        new("mixed", false, 0, MixedFunctions.Mixed),
        new("conditional", false, 0, MixedFunctions.Conditional),
        Box("noisyBowl5", Same(5, -5, 5), new double[5], 0,
            x => Sum(5, i => Math.Pow(10, i / 2.0) * Square(x[i] + x[(i + 1) % 5] / 2))) with
            {
                IsSmooth = false,
                Noise = 10,
            },
    ];

    public static IReadOnlyList<TestFunction> HeldOut { get; } =
    [
        Box("styblinskiTang5", Same(5, -5, 5), Fill(5, -2.903534), -39.16617 * 5,
            x => Sum(5, i => (Math.Pow(x[i], 4) - 16 * x[i] * x[i] + 5 * x[i]) / 2)),
        Box("schwefel4", Same(4, -500, 500), Fill(4, 420.968746), 0, x => Sum(4, i => 418.982887 + Schwefel(x[i]))),
        Box("michalewicz5", Same(5, 0, Math.PI), [2.202906, 1.570796, 1.284992, 1.923058, 1.720470], -4.687658, x =>
            -Sum(5, i => Math.Sin(x[i]) * Math.Pow(Math.Sin((i + 1) * x[i] * x[i] / Math.PI), 20))),
        Box("dixonPrice5",
            Same(5, -10, 10), [.. Enumerable.Range(1, 5).Select(i => Math.Pow(2, -(Math.Pow(2, i) - 2) / Math.Pow(2, i)))], 0, x =>
                Square(x[0] - 1) + Sum(4, i => (i + 2) * Square(2 * x[i + 1] * x[i + 1] - x[i]))),
        Box("zakharov6", Same(6, -5, 10), new double[6], 0, x => Sum(6, i => x[i] * x[i])
            + Square(Sum(6, i => 0.5 * (i + 1) * x[i])) + Math.Pow(Sum(6, i => 0.5 * (i + 1) * x[i]), 4)),
        Box("rastrigin3", Same(3, -5.12, 5.12), new double[3], 0, x => 30 + Sum(3, i => x[i] * x[i] - 10 * Math.Cos(2 * Math.PI * x[i]))),
        new("logScaled4", true, 0, MixedFunctions.LogScaled),
        new("whole", false, 0, MixedFunctions.Whole),
        new("choices", false, 0, MixedFunctions.Choices),
        new("nested", false, 0, MixedFunctions.Nested),
    ];

    /// <summary>
    /// A function of real numbers, whose window is moved so that the optimum lies between 15 % and 85 % of each of its sides.
    /// </summary>
    private static TestFunction Box(string name, (double Low, double High)[] box, double[] optimum, double best,
        Func<double[], double> value) => new(name, true, best, seed =>
        {
            var random = seed.Generator();
            var moved = box.Select((side, i) => optimum[i] - side.Low - (0.15 + 0.7 * random.NextDouble()) * (side.High - side.Low))
                .ToArray();
            return new(
                new([.. box.Select((side, i) => new RealDimension($"x{i}", side.Low + moved[i], side.High + moved[i], Log: false))]),
                point => value([.. Enumerable.Range(0, box.Length).Select(i => (double)point.Values[$"x{i}"])]));
        });

    private static (double Low, double High)[] Same(int count, double low, double high) => [.. Enumerable.Repeat((low, high), count)];

    private static double[] Fill(int count, double value) => [.. Enumerable.Repeat(value, count)];

    private static double Sum(int count, Func<int, double> term) => Enumerable.Range(0, count).Sum(term);

    private static double Square(double x) => x * x;

    private static double Hartmann(double[] x, double[][] a, double[][] p)
    {
        double[] alpha = [1, 1.2, 3, 3.2];
        return -Sum(4, i => alpha[i] * Math.Exp(-Sum(x.Length, j => a[i][j] * Square(x[j] - p[i][j]))));
    }

    private static double Ackley(double[] x) =>
        -20 * Math.Exp(-0.2 * Math.Sqrt(x.Average(v => v * v))) - Math.Exp(x.Average(v => Math.Cos(2 * Math.PI * v))) + 20 + Math.E;

    private static double Levy(double[] x)
    {
        double W(int i) => 1 + (x[i] - 1) / 4;
        var last = x.Length - 1;
        return Square(Math.Sin(Math.PI * W(0))) + Sum(last, i => Square(W(i) - 1) * (1 + 10 * Square(Math.Sin(Math.PI * W(i) + 1))))
            + Square(W(last) - 1) * (1 + Square(Math.Sin(2 * Math.PI * W(last))));
    }

    /// <summary>Beyond its box, where it would have deeper valleys, it only rises.</summary>
    private static double Schwefel(double x) => Math.Abs(x) <= 500 ? -x * Math.Sin(Math.Sqrt(Math.Abs(x))) : Math.Abs(x) - 500;
}
