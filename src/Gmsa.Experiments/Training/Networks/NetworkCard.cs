namespace Gmsa.Experiments.Training;

/// <summary>A network but for its weights, which stand beside as <c>weights/NAME.npy</c>.</summary>
public sealed record NetworkCard(
    string FeatureColumn, NetworkArchitecture Architecture, Standardisation Standardisation, IReadOnlyList<string> Weights)
    : ModelCard;
