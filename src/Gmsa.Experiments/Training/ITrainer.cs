using System.ComponentModel;
using Gmsa.Experiments.Augmentation;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Microsoft.ML;

namespace Gmsa.Experiments.Training;

/// <summary>
/// Learns from a data view. Views have the columns <c>Features</c> (a vector of known size: the features of the trainer's <c>on</c>,
/// each row-major, one behind the other) and <c>Label</c> (a key of <c>uint</c>, 1 for the first label, with the labels as key
/// values). Training rows may have <c>Weight</c> (float, more than 0: how much a row counts in the loss; all alike without it) and
/// <c>ClipId</c> (text: what tells a row from all others; its number without it).
/// What comes back adds <c>Score</c>, one probability a label in the order of the labels, summing to 1.
/// </summary>
public interface ITrainer
{
    /// <exception cref="OperationCanceledException">The context's cancellation was asked for.</exception>
    TrainedModel Fit(TrainingContext context);
}

/// <summary>What a trainer is given.</summary>
/// <param name="Train">The rows to learn from.</param>
/// <param name="Validation">The rows that choose epochs; null in a final refit, where <paramref name="Epochs"/> says how
/// long to train instead.</param>
/// <param name="Labels">Every label of the scheme, in order.</param>
/// <param name="Inputs">The shapes of the features that a row's <c>Features</c> are made of, in their order.</param>
/// <param name="OnEpoch">Called after each epoch by trainers that have them.</param>
public sealed record TrainingContext(
    MLContext Ml, IDataView Train, IDataView? Validation, IReadOnlyList<string> Labels, IReadOnlyList<FeatureShape> Inputs, Seed Seed,
    int? Epochs, Action<EpochResult> OnEpoch, CancellationToken Cancel)
{
    /// <summary>The shape of a row's <c>Features</c>: that of one feature, or of several the vector that they are together.</summary>
    public FeatureShape Shape => Inputs is [var only] ? only : new(Inputs.Sum(shape => shape.Count), 1);

    /// <summary>
    /// Of each of the inputs what changes its training pictures anew in every epoch, null for nothing; empty where nothing does. For
    /// trainers that say <see cref="TrainerOptions.Augments"/>.
    /// </summary>
    public IReadOnlyList<Augmenter?> Augment { get; init; } = [];

    /// <summary>What epochs are chosen by, where validation rows choose them. Default balanced accuracy.</summary>
    public SearchMetric Metric { get; init; } = SearchMetric.BalancedAccuracy;

    /// <summary>What networks are trained on. Default the CPU.</summary>
    public Device Device { get; init; } = Device.Cpu;
}

/// <summary>
/// One epoch: losses are mean cross-entropy in nats, of a network with several heads the weighted sum of theirs; the score is the search's
/// metric on the validation rows, which are clips. More is better: it is minus the log loss.
/// </summary>
public sealed record EpochResult(int Epoch, double TrainLoss, double? ValidationLoss, double? ValidationScore);

/// <summary>A trained model and the epoch its weights are from (null where there are no epochs).</summary>
public sealed record TrainedModel(TransformerModel Model, int? BestEpoch)
{
    /// <summary>The model as ML.NET sees it.</summary>
    public ITransformer Transformer => Model.Transformer;

    /// <summary>What trainers give that fit ML.NET's own transforms.</summary>
    public static TrainedModel Of(TrainingContext context, ITransformer transformer) =>
        new(new MlNetModel(context.Ml, transformer, context.Train.Schema), BestEpoch: null);
}

/// <summary>Where a search space comes from that the file doesn't spell out.</summary>
public enum DefaultSpace
{
    Default,
}

/// <summary>The options of a trainer. Any number or choice of them may be a range in the experiment file.</summary>
public abstract record TrainerOptions
{
    [Description("The second half of the arm's name. Default: the trainer's kind.")]
    public string? Name { get; init; }

    [Description("The features to learn from, by name. Default: all whose shape the trainer accepts.")]
    public IReadOnlyList<string>? On { get; init; }

    [Description("`default` searches the learner's own ranges; keys that are given override them. "
        + "Default: only the ranges that are given are searched.")]
    public DefaultSpace? Space { get; init; }

    /// <summary>Good settings, the most robust first: what a search of the default space tries first. None: the defaults.</summary>
    public virtual IReadOnlyList<TrainerOptions> Portfolio => [];

    /// <summary>
    /// Null where the trainer can learn from one feature of this shape, else why it can't, in words that go behind "needs": "a vector", "a
    /// picture of at least 94 x 94".
    /// </summary>
    public abstract string? Needs(FeatureShape shape);

    /// <summary>The same of its input with this number, from 0, where it takes more than one.</summary>
    public virtual string? Needs(FeatureShape shape, int input) => Needs(shape);

    /// <summary>
    /// How many features it takes beside each other, each in its own shape, in the order of <see cref="On"/>. Without meaning where
    /// <see cref="JoinsFeatures"/>. 1 unless said.
    /// </summary>
    public virtual int Inputs => 1;

    /// <summary>False where balance must not change what it learns from.</summary>
    public virtual bool Balances => true;

    /// <summary>True where several features may be joined into one vector.</summary>
    public abstract bool JoinsFeatures { get; }

    /// <summary>True where training pictures may be augmented: it goes over them again and again.</summary>
    public virtual bool Augments => false;

    /// <summary>The most epochs that it goes over its rows; null where it has none.</summary>
    public virtual int? MostEpochs => null;

    public abstract ITrainer Create();
}
