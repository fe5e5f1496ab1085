using Gmsa.Experiments.Evaluation;

namespace Gmsa.Experiments.Reports;

/// <summary>What is to be said of two arms on the same tracks, no stronger than the numbers.</summary>
public static class PairWords
{
    /// <summary>"A is better than B", or that they can't be told apart, with the numbers.</summary>
    public static string Of(ArmPair pair)
    {
        var statement = pair.Better is not { } better ? $"{pair.A} and {pair.B} are not distinguishable, which doesn’t prove them equal"
            : $"{better} is better than {(better == pair.A ? pair.B : pair.A)}";
        return $"{statement}: {Conclusions.Name(pair.Metric)} {Conclusions.Difference(pair)}"
            + $"{(Conclusions.Interval(pair) is { } interval ? $" ({interval})" : "")}, {pair.A} less {pair.B}, {Corrected(pair)}.";
    }

    /// <summary>"Holm’s p 0.044 over 14 comparisons": the p, and what it is corrected for.</summary>
    internal static string Corrected(ArmPair pair) => $"Holm’s p {Numbers.Probability(pair.HolmP)}"
        + (pair.HolmOver > 0 ? $" over {Conclusions.Count(pair.HolmOver, "comparison")}" : "");

    /// <summary>A number of tracks to plan with: two digits that count.</summary>
    internal static string About(long tracks)
    {
        var unit = 1L;
        while (tracks / unit >= 100) unit *= 10;
        return Numbers.Whole((tracks + unit / 2) / unit * unit);
    }

    /// <summary>The same two arms the other way round.</summary>
    internal static ArmPair Turned(ArmPair pair) => pair with
    {
        A = pair.B,
        B = pair.A,
        Difference = -pair.Difference,
        Differences = pair.Differences.ToDictionary(d => d.Key, d => -d.Value),
        Ci95 = pair.Ci95.ToDictionary(c => c.Key, c => new Interval(-c.Value.High, -c.Value.Low)),
        Mcnemar = pair.Mcnemar with { OnlyFirstRight = pair.Mcnemar.OnlySecondRight, OnlySecondRight = pair.Mcnemar.OnlyFirstRight },
        Verdict = pair.Verdict switch { "a" => "b", "b" => "a", var same => same },
    };

    /// <summary>What could have been told, and what it would take; null where that isn't known.</summary>
    public static string? PowerOf(ArmPair pair)
    {
        if (pair.Power is not { } power) return null;
        var told = $"{Conclusions.Count(pair.N, "track")} tell a difference of {Conclusions.Size(pair.Metric, power.Detectable)} four "
            + "times of five";
        var seen = Conclusions.Size(pair.Metric, Math.Abs(pair.Difference));
        return pair.Better is not null ? told + "."
            : power.TracksNeeded is not { } needed
                ? told + (pair.Difference == 0
                    ? "; none was seen."
                    : $"; to tell the {seen} seen here would take more than a billion, or more seeds where there are several.")
            : needed <= pair.N ? told + $", but the {seen} seen here are not told by test and interval both."
            : $"{told}; if it is really the {seen} seen here, that takes about {Numbers.Whole(needed)} tracks.";
    }
}
