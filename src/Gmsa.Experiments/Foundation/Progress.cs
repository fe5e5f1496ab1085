using System.Globalization;

namespace Gmsa.Experiments.Foundation;

/// <summary>How far a stage is: <paramref name="Done"/> of <paramref name="Total"/> of its things, with a remark.</summary>
public sealed record Progress(string Stage, int Done, int Total, string Note = "")
{
    /// <summary>The best inner score so far of each label scheme: scores of different ones can't be held against each other.</summary>
    public IReadOnlyList<BestSoFar> Best { get; init; } = [];

    /// <summary>For work whose progress nobody follows.</summary>
    public static IProgress<Progress> Unheard { get; } = new Nobody();

    private sealed class Nobody : IProgress<Progress>
    {
        public void Report(Progress value)
        {
        }
    }
}

/// <summary>The best inner score so far of one label scheme.</summary>
/// <param name="Arm">The arm that has it.</param>
/// <param name="Score">As the metric has it: a log loss of 0 or more.</param>
/// <param name="Of">What the score is: "inner score", "inner log loss".</param>
/// <param name="TimesChance">The same as a multiple of what guessing gets; null where the score has no such floor.</param>
public sealed record BestSoFar(string Scheme, double Score, string Of, string Arm, double? TimesChance)
{
    /// <summary>"mood8 0.338 (2.7 times chance)".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Scheme} {Score:0.000}")
        + (TimesChance is { } times ? string.Create(CultureInfo.InvariantCulture, $" ({times:0.0} times chance)") : "");
}
