using System.Runtime.InteropServices;
using Gmsa.Experiments.Augmentation;
using TorchSharp;
using static TorchSharp.torch;

namespace Gmsa.Experiments.Training;

/// <summary>The rows as they come before a network, on its device: augmented anew each time, where they are to be.</summary>
/// <param name="rows">Standardised where nothing is augmented, else the features' own numbers.</param>
/// <param name="augment">Of each input what changes it, null for nothing; empty where no input is augmented.</param>
/// <param name="standardisations">Of each input.</param>
internal sealed class NetworkBatches(
    NetworkData rows, IReadOnlyList<Augmenter?> augment, IReadOnlyList<Standardisation> standardisations, torch.Device device)
{
    private readonly Dictionary<int, List<float[]>> buffers = []; // of each input one for each place in a batch

    public int Count => rows.Count;

    /// <summary>
    /// Each input's pictures [batch, 1, rows, frames] or vectors [batch, count], and what is to be said of them. They belong to the dispose
    /// scope.
    /// </summary>
    public (IReadOnlyList<Tensor> Inputs, BatchTargets Targets) Of(long[] batch, int epoch)
    {
        using var positions = tensor(batch, device: CPU);
        Tensor[] inputs = [.. rows.Inputs.Select(input => input.index_select(0, positions))];
        IReadOnlyList<Mix>? mixes = null;
        if (augment.Count > 0)
        {
            mixes = Augment(inputs, batch, epoch);
            foreach (var (input, standardisation) in inputs.Zip(standardisations)) standardisation.Apply(input);
        }
        return ([.. inputs.Select(input => input.to(device))], new(
            [.. rows.Targets.Select(targets => targets.index_select(0, positions).to(device))],
            rows.Weights is { } all ? Array.ConvertAll(batch, row => all[row]) : null, mixes));
    }

    /// <summary>Rows are mixed alike in all inputs: those whose kinds don't mix, or that have none, follow the one whose do.</summary>
    private IReadOnlyList<Mix>? Augment(Tensor[] inputs, long[] batch, int epoch)
    {
        IReadOnlyList<Mix>? mixes = null;
        string[] clips = Array.ConvertAll(batch, row => rows.Clips[row]);
        var unmixed = new List<int>();
        for (var i = 0; i < inputs.Length; i++)
        {
            IReadOnlyList<Mix>? own = null;
            if (augment[i] is { } kinds) Changed(i, inputs[i], values => own = kinds.Apply(values, clips, epoch));
            if (own is null) unmixed.Add(i);
            mixes ??= own;
        }
        if (mixes is not null)
            foreach (var i in unmixed) Changed(i, inputs[i], values => Mixup.Apply(values, mixes));
        return mixes;
    }

    private void Changed(int input, Tensor values, Action<float[][]> change)
    {
        if (!buffers.TryGetValue(input, out var places)) buffers.Add(input, places = []);
        while (places.Count < values.shape[0]) places.Add(new float[values.numel() / values.shape[0]]);
        float[][] changed = [.. places.Take((int)values.shape[0])];
        // Row by row: a span over the whole tensor ends at 2 GB.
        for (var i = 0; i < changed.Length; i++)
        {
            using var place = values[i];
            MemoryMarshal.Cast<byte, float>(place.bytes).CopyTo(changed[i]);
        }
        change(changed);
        for (var i = 0; i < changed.Length; i++)
        {
            using var place = values[i];
            changed[i].CopyTo(MemoryMarshal.Cast<byte, float>(place.bytes));
        }
    }
}
