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

    /// <summary>In Hz, where a feature doesn't say its own.</summary>
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

    /// <summary>The outer fold whose test the model answered; null of one that answered none.</summary>
    public string? Fold { get; init; }

    /// <summary>The SHA-256 of the file of predictions that it answered that test with; null of a model that answered none.</summary>
    public string? Predictions { get; init; }

    /// <summary>How to rebuild a network; null of any other model. <see cref="ModelBundle.Save"/> fills it in, and what follows.</summary>
    public NetworkCard? Network { get; init; }

    /// <summary>Of an ensemble how much each member counts; the members are bundles of their own, <c>members/1.zip</c> first.</summary>
    public IReadOnlyList<double>? Weights { get; init; }

    /// <summary>
    /// The temperature by which the mean of a track's probabilities is scaled: p^(1/T), made to sum to 1. Null for none, or where a chain
    /// of ML.NET's own does it.
    /// </summary>
    public double? Temperature { get; init; }

    /// <summary>The same with what a model says of itself.</summary>
    internal BundleInfo With(ModelCard? card) => this with
    {
        Network = card as NetworkCard,
        Weights = (card as EnsembleModelCard)?.Weights,
        Temperature = (card as EnsembleModelCard)?.Temperature,
    };
}

/// <summary>One feature of a bundle's input: row-major, <paramref name="Rows"/> x <paramref name="Frames"/>; options as JSON, in which the
/// SHA-256 of a file's content stands for the file.</summary>
/// <param name="SampleRate">The rate that it hears, in Hz, where that isn't the bundle's; else null.</param>
public sealed record BundleFeature(string Name, string Kind, int Rows, int Frames, string Options, int? SampleRate = null);

/// <summary>
/// The parts of the audio that the features are of, in seconds, one behind the other; probabilities are the mean of theirs.
/// </summary>
/// <param name="PerTrack">How many there are at most.</param>
public sealed record BundleClip(double Offset, double Length, int PerTrack = 1);
