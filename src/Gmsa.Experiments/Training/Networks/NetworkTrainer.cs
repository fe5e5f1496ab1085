using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Training;

/// <summary>What every network's options have: how its weights are found. The defaults are the origin's.</summary>
public abstract record NetworkOptions : TrainerOptions
{
    [Description("The step size of the optimiser. Default 1e-4.")]
    [Range(1e-8, 1.0)]
    [Searched(1e-4, 1e-2, Log = true)]
    public double LearningRate { get; init; } = 1e-4;

    [Description("Pictures in one step. Default 32.")]
    [Range(1, 1024)]
    [Searched(8, 64, Log = true)]
    public int BatchSize { get; init; } = 32;

    [Description("The most passes over the training rows; the best one's weights are kept, by the search's metric. Default 30.")]
    [Range(1, 10000)]
    public int Epochs { get; init; } = 30;

    [Description("Training ends after so many epochs in a row without a better validation score, which is the search's metric. Default 3.")]
    [Range(1, 10000)]
    public int Patience { get; init; } = 3;

    public override bool JoinsFeatures => false;

    public override bool Augments => true;

    public override int? MostEpochs => Epochs;

    public override ITrainer Create() => new NetworkTrainer(this);

    /// <summary>The network for inputs of these shapes.</summary>
    public abstract NetworkArchitecture Architecture(IReadOnlyList<FeatureShape> inputs, int labels);

    /// <summary>What the network answers, and what a wrong answer costs: the labels, unless said, and first.</summary>
    public virtual IReadOnlyList<Head> Heads(int labels) => [new LabelHead(labels)];

    /// <summary>What changes the network's weights: Adam, unless said.</summary>
    public virtual IOptimiser Optimiser(Network network) => new Adam(network.parameters());

    /// <summary>How the learning rate goes: it stays, unless said.</summary>
    /// <param name="epochs">The most that there may be.</param>
    /// <param name="steps">How many steps an epoch has.</param>
    public virtual LearningRates Rates(int epochs, int steps) => _ => LearningRate;

    /// <summary>What <see cref="Architecture"/> gives, so that a bundle's can be read.</summary>
    internal abstract Type ArchitectureType { get; }
}

/// <summary>The options of a network whose layers follow from an architecture of this type.</summary>
public abstract record NetworkOptions<TArchitecture> : NetworkOptions
    where TArchitecture : NetworkArchitecture
{
    /// <inheritdoc/>
    public abstract override TArchitecture Architecture(IReadOnlyList<FeatureShape> inputs, int labels);

    internal sealed override Type ArchitectureType => typeof(TArchitecture);
}

/// <summary>Trains any network: the estimator of <see cref="NetworkEstimator"/>, with validation rows, progress and cancellation.</summary>
internal sealed class NetworkTrainer(NetworkOptions options) : ITrainer
{
    /// <exception cref="TrainingException">The loss became NaN, or a row has no label.</exception>
    public TrainedModel Fit(TrainingContext context) =>
        new NetworkEstimator(context.Ml, options, context.Inputs, context.Seed).Fit(context);
}
