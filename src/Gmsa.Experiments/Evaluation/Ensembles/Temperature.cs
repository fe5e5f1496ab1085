namespace Gmsa.Experiments.Evaluation;

/// <summary>
/// Temperature scaling of probabilities (Guo and others, "On calibration of modern neural networks", ICML 2017): p^(1/T), made to sum to 1.
/// T above 1 makes predictions less certain, below 1 more; which label is most probable stays.
/// </summary>
internal static class Temperature
{
    /// <summary>The lowest and the highest temperature that is fitted.</summary>
    public const double Lowest = 0.25, Highest = 4;

    private const double Smallest = 1e-12; // a probability below it is taken for it

    /// <summary>
    /// The temperature between <see cref="Lowest"/> and <see cref="Highest"/> with the least mean log loss; 1 where none is better by more
    /// than rounding. The loss is convex in 1/T, so Newton's steps on it, halved where they overshoot, find it.
    /// </summary>
    /// <param name="probabilities">Of each row one a label, not negative, summing to 1.</param>
    /// <param name="truth">The position of each row's label.</param>
    /// <exception cref="ArgumentException">No rows, or not as many truths as rows.</exception>
    public static double Fit(IReadOnlyList<double[]> probabilities, IReadOnlyList<int> truth)
    {
        if (probabilities.Count == 0 || probabilities.Count != truth.Count)
            throw new ArgumentException("temperature is fitted on one row or more, each with its truth", nameof(probabilities));
        var logs = probabilities.Select(p => p.Select(x => Math.Log(Math.Max(x, Smallest))).ToArray()).ToArray();
        var (low, high) = (1 / Highest, 1 / Lowest);
        // The slope grows with 1/T: its zero lies between the ends, or the better end is the answer.
        if (Slope(logs, truth, low).Slope >= 0) return Better(logs, truth, low);
        if (Slope(logs, truth, high).Slope <= 0) return Better(logs, truth, high);
        var inverse = 1.0;
        for (var step = 0; step < 60 && high - low > 1e-10; step++)
        {
            var (slope, curvature) = Slope(logs, truth, inverse);
            if (slope > 0) high = inverse;
            else low = inverse;
            var newton = curvature > 0 ? inverse - slope / curvature : double.NaN;
            var next = newton > low && newton < high ? newton : (low + high) / 2;
            if (Math.Abs(next - inverse) < 1e-10) break;
            inverse = next;
        }
        return Better(logs, truth, inverse);
    }

    /// <summary>The probabilities at a temperature, as a new array.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The temperature isn't a positive number.</exception>
    public static double[] Apply(IReadOnlyList<double> probabilities, double temperature)
    {
        if (!(temperature > 0) || double.IsInfinity(temperature))
            throw new ArgumentOutOfRangeException(nameof(temperature), temperature, "a temperature is a positive number");
        // Relative to the largest, so that no power can underflow everywhere.
        var largest = probabilities.Max();
        var powers = probabilities.Select(p => Math.Pow(p / largest, 1 / temperature)).ToArray();
        var sum = powers.Sum();
        return [.. powers.Select(p => p / sum)];
    }

    /// <summary>Those of several rows; 1 leaves them as they are.</summary>
    /// <inheritdoc cref="Apply(IReadOnlyList{double}, double)"/>
    public static IReadOnlyList<double[]> Apply(IReadOnlyList<double[]> rows, double temperature) =>
        temperature == 1 ? rows : [.. rows.Select(p => Apply(p, temperature))];

    private static double Better(double[][] logs, IReadOnlyList<int> truth, double inverse) =>
        Loss(logs, truth, inverse) < Loss(logs, truth, 1) - 1e-9 ? 1 / inverse : 1;

    private static double Loss(double[][] logs, IReadOnlyList<int> truth, double inverse)
    {
        var loss = 0.0;
        for (var i = 0; i < logs.Length; i++)
        {
            var (largest, sum) = (logs[i].Max(), 0.0);
            foreach (var log in logs[i]) sum += Math.Exp(inverse * (log - largest));
            loss += Math.Log(sum) - inverse * (logs[i][truth[i]] - largest);
        }
        return loss / logs.Length;
    }

    /// <summary>
    /// The first and second derivative of the mean loss by 1/T: the mean and the variance of the logarithms under the scaled probabilities.
    /// </summary>
    private static (double Slope, double Curvature) Slope(double[][] logs, IReadOnlyList<int> truth, double inverse)
    {
        var (slope, curvature) = (0.0, 0.0);
        for (var i = 0; i < logs.Length; i++)
        {
            var largest = logs[i].Max();
            var (sum, first, second) = (0.0, 0.0, 0.0);
            foreach (var log in logs[i])
            {
                var (power, above) = (Math.Exp(inverse * (log - largest)), log - largest);
                (sum, first, second) = (sum + power, first + power * above, second + power * above * above);
            }
            var mean = first / sum;
            slope += mean - (logs[i][truth[i]] - largest);
            curvature += second / sum - mean * mean;
        }
        return (slope / logs.Length, curvature / logs.Length);
    }
}
