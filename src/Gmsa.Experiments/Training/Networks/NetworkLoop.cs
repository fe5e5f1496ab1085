using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;
using TorchSharp;
using static TorchSharp.torch;

namespace Gmsa.Experiments.Training;

/// <summary>
/// The one training loop of all networks, with their heads, optimiser and schedule; batches come in a new order each epoch. The best epoch
/// has the highest score by the context's metric on the validation rows, among equals the lowest validation loss, then the earliest; its
/// weights are kept; rows are clips here, where a trial's score is by the mean of a track's. Without validation rows all epochs are run and
/// the last weights kept.
/// </summary>
/// <param name="architecture">Of the network.</param>
internal sealed class NetworkLoop(
    NetworkOptions options, NetworkArchitecture architecture, Network network, IReadOnlyList<Head> heads, TrainingContext context)
{
    private readonly SplitMix64 order = context.Seed.Derive("batches").Generator();
    private readonly torch.Device device = context.Device.OfTorch();
    private int step;

    /// <returns>The epoch whose weights the network now has, from 1.</returns>
    /// <exception cref="DivergedException">The loss is no finite number.</exception>
    public int Run(NetworkBatches train, NetworkData? validation)
    {
        var epochs = context.Epochs ?? options.Epochs;
        using var optimiser = options.Optimiser(network);
        using var best = new BestWeights(network);
        var rows = Enumerable.Range(0, train.Count).Select(i => (long)i).ToArray();
        var rates = options.Rates(epochs, (rows.Length + options.BatchSize - 1) / options.BatchSize);
        for (var epoch = 1; epoch <= epochs; epoch++)
        {
            order.Shuffle(rows.AsSpan());
            var result = new EpochResult(epoch, Train(train, rows, optimiser, rates, epoch), null, null);
            if (validation is not null)
            {
                var (loss, score) = Validate(validation, epoch);
                result = result with { ValidationLoss = loss, ValidationScore = score };
            }
            context.OnEpoch(result);
            if (validation is null) continue;
            best.Offer(result);
            if (epoch - best.Epoch >= options.Patience) break;
        }
        if (validation is null) return epochs;
        best.Restore();
        return best.Epoch;
    }

    /// <summary>One pass over the rows; gives the mean loss (by rows' weights), as it was met on the way.</summary>
    private double Train(NetworkBatches data, long[] rows, IOptimiser optimiser, LearningRates rates, int epoch)
    {
        network.train();
        var (sum, weights) = (0.0, 0.0);
        foreach (var batch in rows.Chunk(options.BatchSize))
        {
            context.Cancel.ThrowIfCancellationRequested();
            var rate = rates(step++);
            var (loss, weight) = FirstRun.Of((architecture, batch.Length), () => Step(data, batch, optimiser, rate, epoch));
            sum += loss * weight;
            weights += weight;
        }
        return sum / weights;
    }

    private (double Loss, double Weight) Step(NetworkBatches data, long[] batch, IOptimiser optimiser, double rate, int epoch)
    {
        using var scope = NewDisposeScope();
        var (inputs, targets) = data.Of(batch, epoch);
        var loss = targets.Loss(heads, network.forward(inputs));
        var mean = Finite(loss, epoch);
        var penalty = network.Penalty();
        optimiser.Forget();
        using var one = 1.ToScalar();
        (penalty is null ? loss : loss.add(penalty, one)).backward();
        optimiser.Step(rate);
        return (mean, targets.Weight);
    }

    private (double Loss, double Score) Validate(NetworkData data, int epoch)
    {
        network.eval();
        using var off = no_grad();
        var (sum, ofLabels) = (0.0, 0.0);
        var predicted = new List<int>(data.Count);
        for (var start = 0; start < data.Count; start += options.BatchSize)
        {
            context.Cancel.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var length = Math.Min(options.BatchSize, data.Count - start);
            var outputs = network.forward([.. data.Inputs.Select(Batch)]);
            Tensor[] targets = [.. data.Targets.Select(Batch)];
            sum += Finite(new BatchTargets(targets, null, null).Loss(heads, outputs), epoch) * length;
            ofLabels += Finite(heads[0].Loss(outputs[0], targets[0]), epoch) * length;
            predicted.AddRange(outputs[0].argmax(1).cpu().data<long>().Select(label => (int)label));

            Tensor Batch(Tensor rows) => rows.narrow(0, start, length).to(device);
        }
        var score = context.Metric.OfEpoch(data.Labels, predicted, heads[0].Size, ofLabels / data.Count);
        return (sum / data.Count, score);
    }

    private static double Finite(Tensor loss, int epoch)
    {
        var value = loss.item<float>();
        return float.IsFinite(value)
            ? value
            : throw new DivergedException(FormattableString.Invariant($"the loss became NaN at epoch {epoch}: lower the learning rate"));
    }
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
