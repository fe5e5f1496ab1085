using Gmsa.Experiments.Training;

namespace Gmsa.Experiments.Models;

/// <summary>What a model bundle says of itself: <c>gmsa.json</c>, enough to turn new audio into what the model was trained on.</summary>
public sealed record BundleInfo
{
    /// <summary>The version of the bundle's layout.</summary>
    public int Format { get; init; } = ModelBundle.Format;

    /// <summary>The trainer's kind, as the experiment file says it.</summary>
    public required string Trainer { get; init; }

    /// <summary>The trainer's options as canonical JSON.</summary>
    public required string Options { get; init; }

    /// <summary>The labels, in the order of the probabilities.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>The features whose values, one after the other, are the model's input.</summary>
    public required IReadOnlyList<BundleFeature> Features { get; init; }

    /// <summary>In Hz.</summary>
    public required int SampleRate { get; init; }

    /// <summary>Which part of the audio the features are of.</summary>
    public required BundleClip Clip { get; init; }

    /// <summary>Versions of the packages that trained it, by name.</summary>
    public required IReadOnlyDictionary<string, string> Versions { get; init; }

    /// <summary>The number of the trial whose model it is, by which folds are told apart; null of an arm's final model.</summary>
    public int? Trial { get; init; }

    /// <summary>True where both are of the same learner, labels and features: everything but what trained them.</summary>
    internal bool IsOf(BundleInfo other) => (Trainer, Options) == (other.Trainer, other.Options)
        && Labels.SequenceEqual(other.Labels) && Features.SequenceEqual(other.Features);

    /// <summary>How to rebuild the network; filled in by <see cref="ModelBundle.Save"/>, null for an ML.NET model.</summary>
    public NetworkCard? Network { get; init; }
}

/// <summary>One feature of a bundle's input: row-major, <paramref name="Rows"/> x <paramref name="Frames"/>; options as JSON.</summary>
public sealed record BundleFeature(string Name, string Kind, int Rows, int Frames, string Options);

/// <summary>
/// The parts of the audio that the features are of, in seconds, one behind the other; probabilities are the mean of theirs.
/// </summary>
/// <param name="PerTrack">How many there are at most.</param>
public sealed record BundleClip(double Offset, double Length, int PerTrack = 1);

/// <summary>A network but for its weights, which stand beside as <c>weights/NAME.npy</c>.</summary>
/// <param name="Inputs">What the features are cut into; null in older bundles, whose one input is their one feature.</param>
/// <param name="Standardisation">That of the one input of older bundles; null in all others.</param>
public sealed record NetworkCard(
    string FeatureColumn, NetworkArchitecture Architecture, IReadOnlyList<NetworkInput>? Inputs, IReadOnlyList<string> Weights,
    Standardisation? Standardisation = null)
{
    /// <param name="features">Of the bundle.</param>
    /// <exception cref="InvalidDataException">The card doesn't say.</exception>
    internal IReadOnlyList<NetworkInput> InputsOf(IReadOnlyList<BundleFeature> features) => Inputs
        ?? (Standardisation is { } own && features is [var only] ? [new(only.Rows, only.Frames, own)]
            : throw new InvalidDataException("its inputs are missing"));
}
