using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Search;

namespace Gmsa.Experiments.Records;

/// <summary>What ends a search in an arm and fold; null for what doesn't.</summary>
public sealed record Budget(int? Trials, double? Seconds, int? Patience)
{
    public static Budget Of(SearchOptions search) =>
        new(search.MostTrials == int.MaxValue ? null : search.MostTrials, search.Time?.TotalSeconds, search.Patience);

    /// <summary>True where everything that was tried within the other is tried within this one too.</summary>
    public bool Covers(Budget other) =>
        Reaches(Trials, other.Trials) && Reaches(Seconds, other.Seconds) && Reaches(Patience, other.Patience);

    /// <summary>"20 trials", "60s or 20 trials without a better one".</summary>
    public override string ToString() => string.Join(" or ", new[]
    {
        Trials is { } trials ? $"{Digits.Grouped(trials)} trial{(trials == 1 ? "" : "s")}" : null,
        Seconds is { } seconds ? Durations.Text(TimeSpan.FromSeconds(seconds)) : null,
        Patience is { } patience ? $"{Digits.Grouped(patience)} trial{(patience == 1 ? "" : "s")} without a better one" : null,
    }.OfType<string>());

    private static bool Reaches<T>(T? mine, T? other) where T : struct, IComparable<T> =>
        mine is not { } most || (other is { } least && most.CompareTo(least) >= 0);
}
