using System.Runtime.InteropServices;
using Gmsa.Experiments.Augmentation;
using static TorchSharp.torch;

namespace Gmsa.Experiments.Training;

/// <summary>The training rows, as they come before a network: augmented anew each time, where they are to be.</summary>
/// <param name="rows">Standardised where <paramref name="augment"/> is null, else the feature's own numbers.</param>
internal sealed class NetworkBatches(NetworkData rows, Augmenter? augment, Standardisation standardisation)
{
    private readonly List<float[]> buffers = []; // one for each place in a batch

    public int Count => rows.Count;

    /// <summary>Pictures [batch, 1, rows, frames], and what is to be said of them. They belong to the dispose scope.</summary>
    public (Tensor Pictures, BatchTargets Targets) Of(long[] batch, int epoch)
    {
        var positions = tensor(batch);
        var pictures = rows.Pictures.index_select(0, positions);
        IReadOnlyList<Mix>? mixes = null;
        if (augment is not null)
        {
            mixes = Augment(augment, pictures, batch, epoch);
            standardisation.Apply(pictures);
        }
        return (pictures,
            new(rows.Labels.index_select(0, positions), rows.Weights is { } all ? Array.ConvertAll(batch, row => all[row]) : null, mixes));
    }

    private IReadOnlyList<Mix>? Augment(Augmenter kinds, Tensor pictures, long[] batch, int epoch)
    {
        while (buffers.Count < batch.Length) buffers.Add(new float[rows.Pictures.shape[2] * rows.Pictures.shape[3]]);
        float[][] changed = [.. buffers.Take(batch.Length)];
        // Row by row: a span over the whole tensor ends at 2 GB.
        for (var i = 0; i < changed.Length; i++)
        {
            using var place = pictures[i];
            MemoryMarshal.Cast<byte, float>(place.bytes).CopyTo(changed[i]);
        }
        var mixes = kinds.Apply(changed, Array.ConvertAll(batch, row => rows.Clips[row]), epoch);
        for (var i = 0; i < changed.Length; i++)
        {
            using var place = pictures[i];
            changed[i].CopyTo(MemoryMarshal.Cast<byte, float>(place.bytes));
        }
        return mixes;
    }
}

/// <summary>What is to be said of a batch: labels [batch] from 0, and how much each counts.</summary>
/// <param name="Weights">Of each row; null where all count alike.</param>
/// <param name="Mixes">What each picture was mixed of; null where each has one label.</param>
internal sealed record BatchTargets(Tensor Labels, float[]? Weights, IReadOnlyList<Mix>? Mixes)
{
    /// <summary>How much the batch counts beside others.</summary>
    public double Weight => Terms.Sum(term => (double)term.Weight);

    /// <summary>
    /// The mean cross-entropy, in nats: the sum of weight times loss over the sum of weights. A mixed picture counts with both labels, each
    /// by its share and by the weight of the row that it comes from.
    /// </summary>
    public Tensor Loss(Tensor logits)
    {
        if (Weights is null && Mixes is null) return nn.functional.cross_entropy(logits, Labels);
        var terms = Terms.ToArray();
        var losses = nn.functional.cross_entropy(
            logits.index_select(0, tensor(Array.ConvertAll(terms, term => term.Row))),
            Labels.index_select(0, tensor(Array.ConvertAll(terms, term => term.LabelOf))), reduction: nn.Reduction.None);
        var weights = tensor(Array.ConvertAll(terms, term => term.Weight));
        return losses.mul(weights).sum().div(weights.sum());
    }

    /// <summary>Which row's logits are held against which row's label, and how much that counts.</summary>
    private IEnumerable<(long Row, long LabelOf, float Weight)> Terms
    {
        get
        {
            for (var row = 0; row < Labels.shape[0]; row++)
            {
                var mix = Mixes?[row] ?? new(row, 1);
                if (mix.Share > 0) yield return (row, row, (float)mix.Share * WeightOf(row));
                if (mix.Share < 1) yield return (row, mix.Other, (float)(1 - mix.Share) * WeightOf(mix.Other));
            }
        }
    }

    private float WeightOf(int row) => Weights?[row] ?? 1;
}
