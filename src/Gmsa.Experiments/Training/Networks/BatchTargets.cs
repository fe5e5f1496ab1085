using Gmsa.Experiments.Augmentation;
using TorchSharp;
using static TorchSharp.torch;

namespace Gmsa.Experiments.Training;

/// <summary>What is to be said of a batch: of each head what is right, [batch] or [batch, size], and how much each row counts.</summary>
/// <param name="Weights">Of each row; null where all count alike.</param>
/// <param name="Mixes">What each row was mixed of; null where each is one.</param>
internal sealed record BatchTargets(IReadOnlyList<Tensor> Targets, float[]? Weights, IReadOnlyList<Mix>? Mixes)
{
    /// <summary>How much the batch counts beside others.</summary>
    public double Weight => Terms.Sum(term => (double)term.Weight);

    /// <summary>The sum over heads of weight times loss, of their outputs in the same order; of the labels' head alone, its loss.</summary>
    /// <exception cref="InvalidOperationException">The network gives another number of outputs.</exception>
    public Tensor Loss(IReadOnlyList<Head> heads, IReadOnlyList<Tensor> outputs)
    {
        if (outputs.Count != heads.Count)
            throw new InvalidOperationException(FormattableString.Invariant(
                $"the network gives {outputs.Count} outputs, and its options say that it has {heads.Count} heads"));
        var sum = Loss(heads[0], outputs[0], Targets[0]);
        for (var i = 1; i < heads.Count; i++)
        {
            using var weight = heads[i].Weight.ToScalar();
            sum = sum.add(Loss(heads[i], outputs[i], Targets[i]), alpha: weight);
        }
        return sum;
    }

    /// <summary>
    /// The mean loss of a head: the sum of weight times loss over the sum of weights. A mixed row counts with what is right of both, each
    /// by its share and by the weight of the row that it comes from.
    /// </summary>
    private Tensor Loss(Head head, Tensor output, Tensor targets)
    {
        if (Weights is null && Mixes is null) return head.Loss(output, targets);
        var terms = Terms.ToArray();
        var device = output.device;
        var losses = head.Losses(
            output.index_select(0, tensor(Array.ConvertAll(terms, term => term.Row), device: device)),
            targets.index_select(0, tensor(Array.ConvertAll(terms, term => term.TargetOf), device: device)));
        var weights = tensor(Array.ConvertAll(terms, term => term.Weight), device: device);
        return losses.mul(weights).sum().div(weights.sum());
    }

    /// <summary>Which row's output is held against what is right of which row, and how much that counts.</summary>
    private IEnumerable<(long Row, long TargetOf, float Weight)> Terms
    {
        get
        {
            for (var row = 0; row < Targets[0].shape[0]; row++)
            {
                var mix = Mixes?[row] ?? new(row, 1);
                if (mix.Share > 0) yield return (row, row, (float)mix.Share * WeightOf(row));
                if (mix.Share < 1) yield return (row, mix.Other, (float)(1 - mix.Share) * WeightOf(mix.Other));
            }
        }
    }

    private float WeightOf(int row) => Weights?[row] ?? 1;
}
