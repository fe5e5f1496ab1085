using Gmsa.Experiments.Features;

namespace Gmsa.Experiments.Training;

/// <summary>A network but for its weights, which stand beside as <c>weights/NAME.npy</c>.</summary>
/// <param name="Inputs">What the features are cut into; null in older bundles, whose one input is their one feature.</param>
/// <param name="Standardisation">That of the one input of older bundles; null in all others.</param>
public sealed record NetworkCard(
    string FeatureColumn, NetworkArchitecture Architecture, IReadOnlyList<NetworkInput>? Inputs, IReadOnlyList<string> Weights,
    Standardisation? Standardisation = null) : ModelCard
{
    /// <param name="features">The shapes of the bundle's.</param>
    /// <exception cref="InvalidDataException">The card doesn't say.</exception>
    internal IReadOnlyList<NetworkInput> InputsOf(IReadOnlyList<FeatureShape> features) => Inputs
        ?? (Standardisation is { } own && features is [var only] ? [new(only.Rows, only.Frames, own)]
            : throw new InvalidDataException("its inputs are missing"));
}
