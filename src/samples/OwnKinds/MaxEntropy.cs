using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gmsa.Experiments.Training;
using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace OwnKinds;

/// <summary>ML.NET's own maximum entropy, on vectors.</summary>
public sealed record MaxEntropyOptions : VectorTrainerOptions
{
    [Description("The most passes over the training rows. Default 100.")]
    [Range(1, 10_000)]
    public int Passes { get; init; } = 100;

    public override ITrainer Create() => new MaxEntropy(this);
}

/// <inheritdoc cref="MaxEntropyOptions"/>
public sealed class MaxEntropy(MaxEntropyOptions options) : ITrainer
{
    public TrainedModel Fit(TrainingContext context)
    {
        context.Cancel.ThrowIfCancellationRequested();
        var trainer = context.Ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
        {
            MaximumNumberOfIterations = options.Passes,
            NumberOfThreads = 1,
        });
        return TrainedModel.Of(context, trainer.Fit(context.Train));
    }
}
