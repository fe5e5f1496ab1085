using System.Collections.Frozen;

namespace Gmsa.Experiments.Moods;

/// <summary>
/// The built-in moods: the plane of energy (arousal) and valence, 0..1 each, cut into 8 octants or 4 quadrants at the mid-lines and, for
/// octants, the diagonals, as in "Greek Music Sentiment Analysis" (2021), after Russell's circumplex (1980). Points on a border belong to
/// the first rule that holds.
/// </summary>
internal static class MoodSchemes
{
    /// <summary>Which of the four each of the eight is part of.</summary>
    public static readonly IReadOnlyDictionary<string, string> EightToFour = new Dictionary<string, string>
    {
        ["Excited"] = "Happy",
        ["Happy"] = "Happy",
        ["Content"] = "Calm",
        ["Calm"] = "Calm",
        ["Sad"] = "Sad",
        ["Depressed"] = "Sad",
        ["Afraid"] = "Angry",
        ["Angry"] = "Angry",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The columns that a mood follows from.</summary>
    internal static readonly IReadOnlyList<string> Plane = ["energy", "valence"];

    /// <summary>Eight moods; a track without energy or valence has none.</summary>
    public static readonly LabelScheme Mood8 = new(
        "mood8", ["Excited", "Happy", "Content", "Calm", "Sad", "Depressed", "Afraid", "Angry"],
        track => track is { Energy: { } energy, Valence: { } valence } ? Octant(energy, valence) : null,
        ["Happy", "Excited", "Angry", "Afraid", "Sad", "Depressed", "Calm", "Content"])
    {
        Inputs = Plane,
        Regions = [Slice("Happy", 0), Slice("Excited", 45), Slice("Angry", 90), Slice("Afraid", 135),
            Slice("Sad", 180), Slice("Depressed", 225), Slice("Calm", 270), Slice("Content", 315)],
    };

    /// <summary>Four moods, each two of the eight.</summary>
    public static readonly LabelScheme Mood4 = Mood8.MergedInto("mood4", ["Happy", "Calm", "Sad", "Angry"], EightToFour);

    public static readonly IReadOnlyList<LabelScheme> All = [Mood8, Mood4];

    /// <summary>The mood, of eight, of a point of the plane: the first rule that holds.</summary>
    public static string Octant(double energy, double valence) => (energy, valence) switch
    {
        ( >= 0.5, >= 0.5) => energy >= valence ? "Excited" : "Happy",
        ( <= 0.5, >= 0.5) => valence >= 1 - energy ? "Content" : "Calm",
        ( <= 0.5, <= 0.5) => energy >= valence ? "Sad" : "Depressed",
        ( >= 0.5, <= 0.5) => energy <= 1 - valence ? "Afraid" : "Angry",
        _ => throw new ArgumentOutOfRangeException(nameof(energy), "energy and valence have to be numbers"),
    };

    /// <summary>The mood, of four, of a point of the plane.</summary>
    public static string Quadrant(double energy, double valence) => EightToFour[Octant(energy, valence)];

    private static Sector Slice(string mood, double from) => new(mood, from, from + 45, new());
}
