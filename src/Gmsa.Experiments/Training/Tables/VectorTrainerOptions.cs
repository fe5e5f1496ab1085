using Gmsa.Experiments.Features;

namespace Gmsa.Experiments.Training;

/// <summary>The options of a trainer that learns from vectors; several features may be joined into one.</summary>
public abstract record VectorTrainerOptions : TrainerOptions
{
    public sealed override string? Needs(FeatureShape shape) =>
        shape.IsVector ? null : "a vector: pool it, e.g. `{ kind: pooled, of: [mfcc] }`";

    public sealed override bool JoinsFeatures => true;
}
