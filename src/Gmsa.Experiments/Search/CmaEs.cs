namespace Gmsa.Experiments.Search;

/// <summary>
/// The state of CMA-ES with its default strategy parameters (Hansen, "The CMA evolution strategy: a tutorial", arXiv:1604.00772, with
/// active covariance updates). Steps are measured through the Cholesky factor of the covariance, not its symmetric root (Krause, Arbonès
/// and Igel, "CMA-ES with optimal covariance update and storage complexity", NeurIPS 2016). Points that it didn't draw itself count as far
/// as its own would reach (Hansen, "Injecting external solutions into CMA-ES", arXiv:1110.4181).
/// </summary>
internal sealed class CmaEs
{
    private readonly int size;
    private readonly double[] weights;
    private readonly double muEff, cSigma, dSigma, cc, c1, cMu, chi;
    private readonly double[] pathSigma, path;
    private readonly double[,] covariance;
    private readonly double[,] factor;
    private int generation;

    /// <param name="mean">Where to start; one number for each dimension.</param>
    /// <param name="sigma">The first step size.</param>
    /// <param name="population">Points of a generation, at least 2.</param>
    public CmaEs(double[] mean, double sigma, int population)
    {
        (Mean, Sigma, size, Population) = ([.. mean], sigma, mean.Length, population);
        var n = (double)size;
        double[] raw = [.. Enumerable.Range(0, population).Select(i => Math.Log((population + 1) / 2.0) - Math.Log(i + 1))];
        var (best, rest) = (raw.Where(w => w > 0).ToArray(), raw.Where(w => w <= 0).ToArray());
        muEff = Square(best.Sum()) / best.Sum(Square);
        var muEffRest = rest.Sum(Square) > 0 ? Square(rest.Sum()) / rest.Sum(Square) : 0;
        c1 = 2 / (Square(n + 1.3) + muEff);
        cMu = Math.Min(1 - c1, 2 * (muEff - 2 + 1 / muEff) / (Square(n + 2) + muEff));
        var scale = cMu > 0 ? new[] { 1 + c1 / cMu, 1 + 2 * muEffRest / (muEff + 2), (1 - c1 - cMu) / (n * cMu) }.Min() : 0;
        weights = [.. raw.Select(w => w > 0 ? w / best.Sum() : scale * w / Math.Max(1e-12, -rest.Sum()))];
        cSigma = (muEff + 2) / (n + muEff + 5);
        dSigma = 1 + 2 * Math.Max(0, Math.Sqrt((muEff - 1) / (n + 1)) - 1) + cSigma;
        cc = (4 + muEff / n) / (n + 4 + 2 * muEff / n);
        chi = Math.Sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n));
        (pathSigma, path) = (new double[size], new double[size]);
        (covariance, factor) = (new double[size, size], new double[size, size]);
        for (var i = 0; i < size; i++) covariance[i, i] = factor[i, i] = 1;
    }

    public double[] Mean { get; }

    public double Sigma { get; private set; }

    public int Population { get; }

    /// <summary>The default population: 4 + 3 ln n.</summary>
    public static int DefaultPopulation(int size) => 4 + (int)(3 * Math.Log(size));

    /// <summary>The standard deviation of a dimension.</summary>
    public double Deviation(int dimension) => Sigma * Math.Sqrt(covariance[dimension, dimension]);

    /// <summary>The point at a standard normal draw.</summary>
    public double[] At(double[] normal)
    {
        var x = new double[size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j <= i; j++) x[i] += factor[i, j] * normal[j];
            x[i] = Mean[i] + Sigma * x[i];
        }
        return x;
    }

    /// <summary>The standard normal draw that leads to a point.</summary>
    public double[] NormalOf(double[] point) => Whiten(FromMean(point));

    /// <summary>Learns from a generation, the best first.</summary>
    public void Update(IReadOnlyList<double[]> points)
    {
        var steps = new double[points.Count][];
        var normals = new double[points.Count][];
        for (var k = 0; k < steps.Length; k++) (steps[k], normals[k]) = StepTo(points[k]);
        var (step, normal) = (new double[size], new double[size]);
        for (var k = 0; k < steps.Length && weights[k] > 0; k++)
            for (var i = 0; i < size; i++)
                (step[i], normal[i]) = (step[i] + weights[k] * steps[k][i], normal[i] + weights[k] * normals[k][i]);
        for (var i = 0; i < size; i++)
        {
            Mean[i] = Math.Clamp(Mean[i] + Sigma * step[i], 0, 1);
            pathSigma[i] = (1 - cSigma) * pathSigma[i] + Math.Sqrt(cSigma * (2 - cSigma) * muEff) * normal[i];
        }
        var length = Length(pathSigma);
        generation++;
        var isShort = length / Math.Sqrt(1 - Math.Pow(1 - cSigma, 2 * (generation + 1))) < (1.4 + 2 / (size + 1.0)) * chi;
        for (var i = 0; i < size; i++) path[i] = (1 - cc) * path[i] + (isShort ? Math.Sqrt(cc * (2 - cc) * muEff) * step[i] : 0);
        Adapt(steps, normals, isShort);
        Sigma = Math.Min(1, Sigma * Math.Exp(Math.Min(1, cSigma / dSigma * (length / chi - 1))));
        Factorise();
    }

    private void Adapt(double[][] steps, double[][] normals, bool isShort)
    {
        var old = 1 - c1 - cMu * weights.Sum() + (isShort ? 0 : c1 * cc * (2 - cc));
        for (var i = 0; i < size; i++)
            for (var j = 0; j <= i; j++) covariance[i, j] = old * covariance[i, j] + c1 * path[i] * path[j];
        for (var k = 0; k < steps.Length; k++)
        {
            var weight = cMu * weights[k] * (weights[k] >= 0 ? 1 : size / (Square(Length(normals[k])) + 1e-12));
            var step = steps[k];
            for (var i = 0; i < size; i++)
                for (var j = 0; j <= i; j++) covariance[i, j] += weight * step[i] * step[j];
        }
    }

    /// <summary>
    /// A point's step from the mean in units of sigma, no longer than the strategy's own steps are, and the draw that leads to it.
    /// </summary>
    private (double[] Step, double[] Normal) StepTo(double[] point)
    {
        var step = FromMean(point);
        var normal = Whiten(step);
        var excess = Length(normal) / (Math.Sqrt(size) + 2.0 * size / (size + 2));
        for (var i = 0; i < size && excess > 1; i++) (step[i], normal[i]) = (step[i] / excess, normal[i] / excess);
        return (step, normal);
    }

    private double[] FromMean(double[] point)
    {
        var step = new double[size];
        for (var i = 0; i < size; i++) step[i] = (point[i] - Mean[i]) / Sigma;
        return step;
    }

    /// <summary>The standard normal draw that leads to a step.</summary>
    private double[] Whiten(double[] step)
    {
        var normal = new double[size];
        for (var i = 0; i < size; i++)
        {
            var rest = step[i];
            for (var j = 0; j < i; j++) rest -= factor[i, j] * normal[j];
            normal[i] = rest / factor[i, i];
        }
        return normal;
    }

    /// <summary>Cholesky's decomposition, with a floor for what rounding makes no longer positive.</summary>
    private void Factorise()
    {
        for (var i = 0; i < size; i++)
            for (var j = 0; j <= i; j++)
            {
                var rest = covariance[i, j];
                for (var k = 0; k < j; k++) rest -= factor[i, k] * factor[j, k];
                factor[i, j] = i == j ? Math.Sqrt(Math.Max(rest, 1e-14)) : rest / factor[j, j];
            }
    }

    private static double Length(double[] vector)
    {
        var sum = 0.0;
        foreach (var x in vector) sum += x * x;
        return Math.Sqrt(sum);
    }

    private static double Square(double x) => x * x;
}
