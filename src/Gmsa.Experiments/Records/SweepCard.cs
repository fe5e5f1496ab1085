using Gmsa.Experiments.Search;

namespace Gmsa.Experiments.Records;

/// <summary>
/// What a study's sweeps searched, and what the trials say about it: <c>sweep.json</c>. All of it is of inner validation;
/// no test fold was read for it.
/// </summary>
public sealed record SweepCard(IReadOnlyList<SweptArm> Arms);

/// <summary>The sweep of one arm.</summary>
/// <param name="Dimensions">What was varied, in the order of the file.</param>
/// <param name="Best">Each time that a trial became the best of its fold, fold by fold.</param>
/// <param name="Effects">What the dimensions did; parts of which nothing can be said are absent.</param>
public sealed record SweptArm(
    string Name, IReadOnlyList<SweptDimension> Dimensions, IReadOnlyList<SweptBest> Best, IReadOnlyList<SweptEffects> Effects);

/// <summary>
/// A dimension: numbers from <paramref name="Low"/> to <paramref name="High"/>, or the values of <paramref name="Choices"/> as text.
/// </summary>
/// <param name="When">The choice that makes it count; null where it always does.</param>
public sealed record SweptDimension(
    string Name, double? Low, double? High, bool Log, bool Whole, IReadOnlyList<string>? Choices, Condition? When);

/// <summary>A trial that was better than all before it in its fold.</summary>
/// <param name="Index">Which trial of its arm and fold it is, from 0.</param>
/// <param name="Seconds">What it and the trials before it took in sum.</param>
public sealed record SweptBest(string Fold, int Trial, int Index, double Seconds, double Score);

/// <summary>What the dimensions of a part of a space did to the score.</summary>
/// <param name="Within">The choice whose trials these are, with its own dimensions; null for the dimensions that always count.</param>
public sealed record SweptEffects(Condition? Within, SpaceEffects Effects);
