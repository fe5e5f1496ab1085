using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Search;

namespace Gmsa.Experiments.Testing;

/// <summary>Short ways to ask pruners.</summary>
public static class PrunerCurves
{
    /// <summary>Trials that weren't stopped, with these scores.</summary>
    public static Curve[] Whole(params double[][] scores) => [.. scores.Select((s, i) => new Curve(i, s))];

    /// <summary>Trials that all have the same score at each of their steps.</summary>
    public static Curve[] Flat(int steps, params double[] scores) => Whole([.. scores.Select(s => Enumerable.Repeat(s, steps).ToArray())]);

    public static bool Stops(this PrunerOptions options, int steps, Curve[] others, params double[] scores) =>
        options.Create().Stops(new(others.Length, scores, IsWhole: false), others, steps, new Seed(1));

    /// <summary>The step after which a trial is stopped; 0 where it never is.</summary>
    public static int StopsAt(this PrunerOptions options, int steps, Curve[] others, params double[] scores) =>
        Enumerable.Range(1, scores.Length).FirstOrDefault(step => options.Stops(steps, others, scores[..step]));
}
