namespace Gmsa.Experiments.Search;

/// <summary>
/// Regression by a Gaussian process with a squared-exponential kernel and mean 0 (Rasmussen and Williams, "Gaussian processes for machine
/// learning", 2006, algorithm 2.1): the mean prediction alone.
/// </summary>
internal sealed class GaussianProcess
{
    private readonly double[][] points;
    private readonly double[] alpha;
    private readonly double scale;

    private GaussianProcess(double[][] points, double[][] distances, double[] values, double length, double noise)
    {
        (this.points, scale) = (points, -0.5 / (length * length));
        var n = points.Length;
        var factor = new double[n][];
        var logDeterminant = 0.0;
        for (var i = 0; i < n; i++)
        {
            var row = factor[i] = new double[i + 1];
            for (var j = 0; j < i; j++)
                row[j] = (Math.Exp(scale * distances[i][j]) - Product(row, factor[j], j)) / factor[j][j];
            row[i] = Math.Sqrt(Math.Max(1 + noise - Product(row, row, i), 1e-12));
            logDeterminant += Math.Log(row[i]);
        }
        alpha = Solve(factor, values);
        LogLikelihood = -0.5 * Product(values, alpha, n) - logDeterminant;
    }

    /// <summary>The logarithm of the values' density, but for a constant.</summary>
    public double LogLikelihood { get; }

    /// <summary>The likeliest of the processes with these length scales and variances of noise.</summary>
    /// <param name="points">[points][dimensions]; at least one.</param>
    /// <param name="values">One for each point, with mean 0 and variance 1.</param>
    public static GaussianProcess Fit(double[][] points, double[] values, IEnumerable<double> lengths, IReadOnlyList<double> noises)
    {
        double[][] distances = [.. points.Select((p, i) => points.Take(i).Select(q => SquaredDistance(p, q)).ToArray())];
        return (from length in lengths
                from noise in noises
                select new GaussianProcess(points, distances, values, length, noise)).MaxBy(g => g.LogLikelihood)!;
    }

    /// <summary>The mean at a point.</summary>
    public double Mean(double[] point)
    {
        var mean = 0.0;
        for (var i = 0; i < points.Length; i++) mean += alpha[i] * Math.Exp(scale * SquaredDistance(points[i], point));
        return mean;
    }

    private static double SquaredDistance(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var d = 0; d < a.Length; d++) sum += (a[d] - b[d]) * (a[d] - b[d]);
        return sum;
    }

    private static double Product(double[] a, double[] b, int count)
    {
        var sum = 0.0;
        for (var i = 0; i < count; i++) sum += a[i] * b[i];
        return sum;
    }

    private static double[] Solve(double[][] factor, double[] values)
    {
        double[] x = [.. values];
        for (var i = 0; i < x.Length; i++)
        {
            for (var j = 0; j < i; j++) x[i] -= factor[i][j] * x[j];
            x[i] /= factor[i][i];
        }
        for (var i = x.Length - 1; i >= 0; i--)
        {
            for (var j = i + 1; j < x.Length; j++) x[i] -= factor[j][i] * x[j];
            x[i] /= factor[i][i];
        }
        return x;
    }
}
