using Gmsa.Experiments.Datasets;

namespace Gmsa.Experiments.Records;

/// <summary>What the study learnt from: <c>dataset.json</c>, with the pictures it names beside it under <c>pictures/</c>.</summary>
public sealed record DatasetCard
{
    /// <summary>The key of the dataset (see <see cref="Dataset"/>): a study goes on only with the same one.</summary>
    public required string Key { get; init; }

    /// <summary>Where the data came from, for people; says so where it is synthetic.</summary>
    public required string Source { get; init; }

    /// <summary>The tracks that could be read.</summary>
    public required int Tracks { get; init; }

    /// <summary>Their clips as they were recorded, without augmented copies; null where it wasn't recorded.</summary>
    public int? Clips { get; init; }

    /// <summary>Augmented copies of each clip that were written out.</summary>
    public int Copies { get; init; }

    /// <summary>Hz, where a feature doesn't say its own; null where no audio was heard.</summary>
    public int? SampleRate { get; init; }
    public required IReadOnlyList<FeatureCard> Features { get; init; }
    public required IReadOnlyList<LeftOut> LeftOut { get; init; }
    public required IReadOnlyList<PictureCard> Pictures { get; init; }

    /// <summary>The tracks shorter than the clip, padded with silence, in any order; empty where none is or it wasn't recorded.</summary>
    public IReadOnlyList<PaddedClip> Padded { get; init; } = [];

    /// <summary>Seconds of a clip; null where no audio was heard or it wasn't recorded.</summary>
    public double? ClipSeconds { get; init; }

    /// <summary>The share of all clips' time that is the silence which fills them up, 0 to 1; null as above.</summary>
    public double? Silence { get; init; }
}

/// <summary>A track that is shorter than the clip.</summary>
/// <param name="Seconds">How long it is, without the silence that fills it up.</param>
public sealed record PaddedClip(string TrackId, double Seconds);

/// <summary>One feature of the dataset: its name, kind and shape ("128 x 128").</summary>
/// <param name="RowAxis">What its rows are, from the lowest of a picture up: "frequency, low to high"; empty where nothing says it.</param>
/// <param name="FrameAxis">What its frames are, from the left of a picture: "time"; empty where nothing says it.</param>
/// <param name="SampleRate">Hz, where it hears another rate than the others; else null.</param>
public sealed record FeatureCard(
    string Name, string Kind, string Shape, string RowAxis = "", string FrameAxis = "", int? SampleRate = null);

/// <summary>
/// An example picture: a track of this label, as the named feature shows it. <paramref name="File"/> is relative to the study's folder.
/// </summary>
/// <param name="Silence">The share of the picture, at its right, that only fills it up, 0 to 1.</param>
public sealed record PictureCard(string Feature, string Scheme, string Label, string TrackId, string File, double Silence = 0);
