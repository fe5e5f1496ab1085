using static TorchSharp.torch;

namespace Gmsa.Experiments.Training;

/// <summary>
/// One of the answers of a network: how wide it is, and what a wrong one costs. A network gives an output for each of its heads, in their
/// order. The first is the labels', which alone is scored; others help to learn.
/// </summary>
/// <param name="Name">The view's column that says what is right: a key, whose values become whole numbers [batch] from 0, or a number or
/// vector of numbers, [batch, size]. The labels' head reads the column of the labels.</param>
/// <param name="Size">How many numbers it is of a row, 1 or more.</param>
/// <param name="Weight">How much its loss counts in the sum over heads, more than 0.</param>
public abstract record Head(string Name, int Size, double Weight = 1)
{
    /// <summary>The loss of each row, [batch].</summary>
    /// <param name="output">What the network says, [batch, size].</param>
    /// <param name="targets">What is right.</param>
    public abstract Tensor Losses(Tensor output, Tensor targets);

    /// <summary>The mean of the losses, one number.</summary>
    public virtual Tensor Loss(Tensor output, Tensor targets) => Losses(output, targets).mean();
}

/// <summary>Which label it is: one logit a label, and cross-entropy in nats.</summary>
public sealed record LabelHead(int Labels) : Head("Label", Labels)
{
    public override Tensor Losses(Tensor output, Tensor targets) =>
        nn.functional.cross_entropy(output, targets, reduction: nn.Reduction.None);

    // Torch adds up what is to be averaged in another order than mean() does.
    public override Tensor Loss(Tensor output, Tensor targets) => nn.functional.cross_entropy(output, targets);

    /// <summary>The probabilities of the labels, [batch, labels]: the softmax of the logits.</summary>
    public static Tensor Scores(Tensor output) => output.softmax(1);
}

/// <summary>How much it is of something: the numbers of a column, and the mean of the squared errors.</summary>
/// <inheritdoc cref="Head"/>
public sealed record NumberHead(string Name, int Size = 1, double Weight = 1) : Head(Name, Size, Weight)
{
    public override Tensor Losses(Tensor output, Tensor targets) =>
        nn.functional.mse_loss(output, targets, nn.Reduction.None).mean([1]);
}
