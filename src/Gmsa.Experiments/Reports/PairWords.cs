using Gmsa.Experiments.Evaluation;

namespace Gmsa.Experiments.Reports;

/// <summary>What is to be said of two arms on the same tracks, no stronger than the numbers.</summary>
public static class PairWords
{
    /// <summary>"A is better than B", or that they can't be told apart, with the numbers.</summary>
    public static string Of(ArmPair pair)
    {
        var (better, worse) = pair.Verdict == "b" ? (pair.B, pair.A) : (pair.A, pair.B);
        var statement = pair.Verdict == ArmPair.NotDistinguishable ? $"{pair.A} and {pair.B} are not distinguishable, which doesn’t prove them equal"
            : $"{better} is better than {worse}";
        return $"{statement}: {Conclusions.Name(pair.Metric)} {Conclusions.Difference(pair)}"
            + $"{(Conclusions.Interval(pair) is { } interval ? $" ({interval})" : "")}, {pair.A} less {pair.B}, Holm’s p {Numbers.Probability(pair.HolmP)}.";
    }

    /// <summary>What could have been told, and what it would take; null where that isn't known.</summary>
    public static string? PowerOf(ArmPair pair)
    {
        if (pair.Power is not { } power) return null;
        var told = $"{Conclusions.Count(pair.N, "track")} tell a difference of {Conclusions.Size(pair.Metric, power.Detectable)} four times of five";
        var seen = Conclusions.Size(pair.Metric, Math.Abs(pair.Difference));
        return pair.Verdict != ArmPair.NotDistinguishable ? told + "."
            : power.TracksNeeded is not { } needed ? told + (pair.Difference == 0 ? "; none was seen." : $"; the {seen} seen here would take more than a billion.")
            : needed <= pair.N ? told + $", but the {seen} seen here are not told by test and interval both."
            : $"{told}; if it is really the {seen} seen here, that takes about {Numbers.Grouped(needed)} tracks.";
    }
}
