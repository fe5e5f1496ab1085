using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Moods;

/// <summary>A way to label tracks.</summary>
/// <param name="Name">What the experiment file calls it.</param>
/// <param name="Labels">Every label, in the order in which tables, matrices and probabilities list them.</param>
/// <param name="LabelOf">The label of a track, or null where the track has none (a blank energy, valence or column).</param>
/// <param name="Ring">The labels counter-clockwise round the circle of valence and energy, from positive valence; empty where there is no circle.</param>
public sealed record LabelScheme(string Name, IReadOnlyList<string> Labels, Func<Track, string?> LabelOf, IReadOnlyList<string> Ring);
