using Gmsa.Experiments.Foundation;
using MathNet.Numerics;

namespace Gmsa.Experiments.Search;

/// <summary>
/// A density on some dimensions: a mixture of kernels, one around each observation, and of the uniform density. A kernel is the
/// product over the dimensions of a normal density cut off at 0 and 1 (on <see cref="UnitScale"/>) and, for choices, of a distribution
/// that prefers the observed one.
/// </summary>
internal sealed class ParzenMixture
{
    private readonly Dimension[] dimensions;
    private readonly double[][] centres;
    private readonly double[] bandwidths;
    private readonly double[] logWeights;
    private readonly double[] cumulative;
    private readonly double[] inverse;
    private readonly double[] agree;
    private readonly double[] differ;
    private readonly double logPrior;

    /// <param name="centres">[kernels][dimensions], numbers from 0 to 1, choices as their index.</param>
    /// <param name="weights">One for each kernel.</param>
    /// <param name="bandwidths">[dimensions]: the standard deviations of the normal densities; for choices the probability of
    /// another than the observed.</param>
    /// <param name="prior">The weight of the uniform density.</param>
    public ParzenMixture(Dimension[] dimensions, double[][] centres, double[] weights, double[] bandwidths, double prior)
    {
        (this.dimensions, this.centres, this.bandwidths) = (dimensions, centres, bandwidths);
        var total = weights.Sum() + prior;
        cumulative = new double[centres.Length];
        logWeights = new double[centres.Length];
        inverse = new double[dimensions.Length];
        agree = new double[dimensions.Length];
        differ = new double[dimensions.Length];
        logPrior = Math.Log(prior / total);
        for (var d = 0; d < dimensions.Length; d++)
        {
            if (dimensions[d] is ChoiceDimension choice)
            {
                agree[d] = Math.Log((1 - bandwidths[d]) * choice.Choices.Count);
                differ[d] = Math.Log(bandwidths[d] * choice.Choices.Count / Math.Max(1, choice.Choices.Count - 1));
            }
            else
            {
                inverse[d] = 1 / bandwidths[d];
            }
        }
        var sum = 0.0;
        for (var k = 0; k < centres.Length; k++)
        {
            cumulative[k] = sum += weights[k] / total;
            logWeights[k] = Math.Log(weights[k] / total);
            for (var d = 0; d < dimensions.Length; d++)
                if (inverse[d] > 0) logWeights[k] += Math.Log(inverse[d] / Constants.Sqrt2Pi / Mass(centres[k][d], inverse[d]));
        }
    }

    /// <summary>A draw.</summary>
    public double[] Draw(SplitMix64 random)
    {
        var at = random.NextDouble();
        var k = Array.BinarySearch(cumulative, at);
        if (k < 0) k = ~k;
        var draw = new double[dimensions.Length];
        for (var d = 0; d < draw.Length; d++)
            draw[d] = (dimensions[d], k < centres.Length) switch
            {
                (ChoiceDimension c, true) when random.NextDouble() >= bandwidths[d] || c.Choices.Count == 1 => centres[k][d],
                (ChoiceDimension c, true) => Another((int)centres[k][d], c.Choices.Count, random),
                (ChoiceDimension c, false) => random.NextInt(c.Choices.Count),
                (_, true) => Cut(centres[k][d], bandwidths[d], random),
                _ => random.NextDouble(),
            };
        return draw;
    }

    /// <summary>The logarithm of the density, relative to the uniform one.</summary>
    public double LogDensity(ReadOnlySpan<double> x)
    {
        Span<double> terms = centres.Length < 2048 ? stackalloc double[centres.Length] : new double[centres.Length];
        var most = logPrior;
        for (var k = 0; k < terms.Length; k++)
        {
            var (log, centre) = (logWeights[k], centres[k]);
            for (var d = 0; d < x.Length; d++)
            {
                if (inverse[d] > 0)
                {
                    var z = (x[d] - centre[d]) * inverse[d];
                    log -= 0.5 * z * z;
                }
                else
                {
                    log += x[d] == centre[d] ? agree[d] : differ[d];
                }
            }
            terms[k] = log;
            if (log > most) most = log;
        }
        var sum = Math.Exp(logPrior - most);
        foreach (var term in terms)
            if (term > most - 40) sum += Math.Exp(term - most);
        return most + Math.Log(sum);
    }

    /// <summary>How much of a normal density lies between 0 and 1.</summary>
    private static double Mass(double centre, double inverse) =>
        0.5 * (SpecialFunctions.Erf((1 - centre) * inverse / Constants.Sqrt2) + SpecialFunctions.Erf(centre * inverse / Constants.Sqrt2));

    private static double Cut(double centre, double bandwidth, SplitMix64 random)
    {
        while (true)
        {
            var x = centre + bandwidth * random.NextGaussian();
            if (x is >= 0 and <= 1) return x;
        }
    }

    private static double Another(int choice, int count, SplitMix64 random)
    {
        var other = random.NextInt(count - 1);
        return other < choice ? other : other + 1;
    }
}
