using System.Numerics.Tensors;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Evaluation;

/// <summary>
/// How well a fact that should say nothing about the label (a file's sample rate, bit rate, format) gives it away: the accuracy of
/// answering each value's commonest label, on the same tracks. That is never below answering the commonest label always, and rises with
/// the number of values by itself; so it is set against the same with labels shuffled among the tracks.
/// </summary>
/// <param name="Accuracy">Share of tracks whose label is the commonest of their value.</param>
/// <param name="Majority">Share of tracks with the commonest label of all.</param>
/// <param name="Shuffled">The mean accuracy over the permutations: what so many values give by chance.</param>
/// <param name="P">(1 + permutations with at least this accuracy) / (1 + permutations).</param>
internal sealed record Giveaway(double Accuracy, double Majority, double Shuffled, double P)
{
    private const int Permutations = 1999;

    /// <summary>How much the value really tells: the part of the way from what chance gives to always right, 0..1.</summary>
    public double Gain => Shuffled < 1 ? Math.Max(0, (Accuracy - Shuffled) / (1 - Shuffled)) : 0;

    /// <param name="values">The value of each track, from 0.</param>
    /// <param name="labels">The label of each track, from 0.</param>
    /// <returns>Null where there are not two values and two labels.</returns>
    public static Giveaway? Of(IReadOnlyList<int> values, IReadOnlyList<int> labels, Seed seed, CancellationToken cancel)
    {
        if (values.Distinct().Count() < 2 || labels.Distinct().Count() < 2) return null;
        var (shuffled, kinds, n) = (labels.ToArray(), labels.Max() + 1, (double)labels.Count);
        var counts = new int[(values.Max() + 1) * kinds];
        var right = Right(values, shuffled, counts, kinds);
        var (generator, sum, reached) = (seed.Generator(), 0L, 0);
        for (var i = 0; i < Permutations; i++)
        {
            cancel.ThrowIfCancellationRequested();
            generator.Shuffle(shuffled.AsSpan());
            var by = Right(values, shuffled, counts, kinds);
            sum += by;
            if (by >= right) reached++;
        }
        return new(right / n, labels.CountBy(l => l).Max(l => l.Value) / n, sum / (n * Permutations), (1.0 + reached) / (1 + Permutations));
    }

    private static int Right(IReadOnlyList<int> values, int[] labels, int[] counts, int kinds)
    {
        Array.Clear(counts);
        for (var i = 0; i < labels.Length; i++) counts[values[i] * kinds + labels[i]]++;
        var right = 0;
        for (var value = 0; value < counts.Length; value += kinds) right += TensorPrimitives.Max<int>(counts.AsSpan(value, kinds));
        return right;
    }
}
