using Gmsa.Experiments.Foundation;
using TorchSharp;
using static TorchSharp.torch;

namespace Gmsa.Experiments.Training;

/// <summary>
/// The one training loop of all networks: Adam (Kingma and Ba, ICLR 2015) on cross-entropy, batches in a new order each epoch.
/// The best epoch has the highest balanced accuracy on the validation rows, among equals the lowest validation loss, then the earliest;
/// its weights are kept; rows are clips here, where a trial's score is by the mean of a track's. Without validation rows all epochs are
/// run and the last weights kept.
/// </summary>
/// <param name="architecture">Of the network.</param>
internal sealed class NetworkLoop(
    NetworkArchitecture architecture, Network network, NetworkOptions options, int epochs, SplitMix64 order, Action<EpochResult> onEpoch,
    CancellationToken cancel)
{
    /// <returns>The epoch whose weights the network now has, from 1.</returns>
    /// <exception cref="DivergedException">The loss is no finite number.</exception>
    public int Run(NetworkBatches train, NetworkData? validation)
    {
        using var adam = new Adam(network.parameters(), options.LearningRate);
        using var best = new BestWeights(network);
        var rows = Enumerable.Range(0, train.Count).Select(i => (long)i).ToArray();
        for (var epoch = 1; epoch <= epochs; epoch++)
        {
            order.Shuffle(rows.AsSpan());
            var result = new EpochResult(epoch, Train(train, rows, adam, epoch), null, null);
            if (validation is not null)
            {
                var (loss, score) = Validate(validation, epoch);
                result = result with { ValidationLoss = loss, ValidationScore = score };
            }
            onEpoch(result);
            if (validation is null) continue;
            best.Offer(result);
            if (epoch - best.Epoch >= options.Patience) break;
        }
        if (validation is null) return epochs;
        best.Restore();
        return best.Epoch;
    }

    /// <summary>One pass over the rows; gives the mean loss (by rows' weights), as it was met on the way.</summary>
    private double Train(NetworkBatches data, long[] rows, Adam adam, int epoch)
    {
        network.train();
        var (sum, weights) = (0.0, 0.0);
        foreach (var batch in rows.Chunk(options.BatchSize))
        {
            cancel.ThrowIfCancellationRequested();
            var (loss, weight) = FirstRun.Of((architecture, batch.Length), () => Step(data, batch, adam, epoch));
            sum += loss * weight;
            weights += weight;
        }
        return sum / weights;
    }

    private (double Loss, double Weight) Step(NetworkBatches data, long[] batch, Adam adam, int epoch)
    {
        using var scope = NewDisposeScope();
        var (pictures, targets) = data.Of(batch, epoch);
        var loss = targets.Loss(network.forward(pictures));
        var mean = Finite(loss, epoch);
        var penalty = network.Penalty();
        adam.Forget();
        using var one = 1.ToScalar();
        (penalty is null ? loss : loss.add(penalty, one)).backward();
        adam.Step();
        return (mean, targets.Weight);
    }

    private (double Loss, double Score) Validate(NetworkData data, int epoch)
    {
        network.eval();
        using var off = no_grad();
        var sum = 0.0;
        var predicted = new List<int>(data.Count);
        for (var start = 0; start < data.Count; start += options.BatchSize)
        {
            cancel.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var length = Math.Min(options.BatchSize, data.Count - start);
            var logits = network.forward(data.Pictures.narrow(0, start, length));
            sum += Finite(nn.functional.cross_entropy(logits, data.Labels.narrow(0, start, length)), epoch) * length;
            predicted.AddRange(logits.argmax(1).data<long>().Select(label => (int)label));
        }
        return (sum / data.Count, BalancedAccuracy(data.Targets, predicted));
    }

    private static double Finite(Tensor loss, int epoch)
    {
        var value = loss.item<float>();
        return float.IsFinite(value)
            ? value
            : throw new DivergedException(FormattableString.Invariant($"the loss became NaN at epoch {epoch}: lower the learning rate"));
    }

    /// <summary>
    /// The mean over the labels that occur of the share of their rows that was recognised. Labels are summed in the order of their first
    /// rows: the stage Evaluation sums them in the scheme's order, which can differ in the last bit, and that bit can choose an epoch.
    /// </summary>
    internal static double BalancedAccuracy(IReadOnlyList<int> truth, IReadOnlyList<int> predicted) => truth
        .Select((label, i) => (label, right: predicted[i] == label ? 1.0 : 0.0))
        .GroupBy(row => row.label, row => row.right).Average(rights => rights.Average());
}

/// <summary>The weights of the best epoch so far.</summary>
internal sealed class BestWeights(Network network) : IDisposable
{
    private readonly Dictionary<string, Tensor> kept = [];
    private EpochResult? best;

    /// <summary>The best epoch so far; 0 before the first.</summary>
    public int Epoch => best?.Epoch ?? 0;

    public void Offer(EpochResult result)
    {
        if (best is not null && Merit(result).CompareTo(Merit(best)) <= 0) return;
        best = result;
        using var off = no_grad();
        foreach (var (name, value) in network.Weights())
            if (kept.TryGetValue(name, out var copy)) copy.copy_(value);
            else kept.Add(name, value.clone());
    }

    public void Restore()
    {
        using var off = no_grad();
        foreach (var (name, value) in network.Weights()) value.copy_(kept[name]);
    }

    private static (double?, double?) Merit(EpochResult result) => (result.ValidationScore, -result.ValidationLoss);

    public void Dispose()
    {
        foreach (var copy in kept.Values) copy.Dispose();
    }
}
