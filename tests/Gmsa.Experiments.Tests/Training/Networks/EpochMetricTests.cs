using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Training;
using static TorchSharp.torch;

namespace Gmsa.Experiments.Tests.Training;

/// <summary>Which epoch is the best, by a network whose answers to the validation rows are written down beforehand.</summary>
public class EpochMetricTests
{
    private static readonly string[] Labels = ["Sad", "Angry"];

    /// <summary>Of three rows, the last of them alone of the second label: how sure each epoch is of the right one.</summary>
    private static readonly double[][] Sure =
    [
        [0.55, 0.45, 0.55], // balanced accuracy 3/4, accuracy 2/3
        [0.95, 0.95, 0.45], // balanced accuracy 1/2, accuracy 2/3, a smaller log loss
        [0.97, 0.97, 0.48], // the same, and the smallest log loss
        [0.30, 0.30, 0.30],
    ];

    private sealed record ScriptOptions : NetworkOptions<ScriptArchitecture>
    {
        public override string? Needs(FeatureShape shape) => null;

        public override ScriptArchitecture Architecture(IReadOnlyList<FeatureShape> inputs, int labels) => new();
    }

    private sealed record ScriptArchitecture : NetworkArchitecture
    {
        public override Network Build(Generator generator) => new Script();
    }

    /// <summary>Says of the rows of label 0, 0, 1 what the script has for the epoch, which each change to training begins.</summary>
    private sealed class Script : Network
    {
        private readonly TorchSharp.Modules.Parameter weight = new(zeros(2));
        private int epoch = -1;

        public Script() => RegisterComponents();

        public override void train(bool on = true)
        {
            if (on) epoch++;
            base.train(on);
        }

        public override IReadOnlyList<Tensor> forward(IReadOnlyList<Tensor> inputs)
        {
            var rows = (int)inputs[0].shape[0];
            if (training) return [weight.unsqueeze(0).expand(rows, 2).alias()];
            return [tensor([.. Sure[epoch].SelectMany((p, row) => Logits(row < 2 ? p : 1 - p))], [rows, 2])];
        }

        private static float[] Logits(double first) => [(float)Math.Log(first), (float)Math.Log(1 - first)];
    }

    private static (int? Best, List<EpochResult> Epochs) Fit(SearchMetric metric, int patience)
    {
        var epochs = new List<EpochResult>();
        var rows = new TrainingRows(new(2, 1), Labels, [([0, 0], 0), ([0, 1], 0), ([1, 0], 1)]);
        var context = rows.Context(rows, onEpoch: epochs.Add) with { Metric = metric };
        var fit = new ScriptOptions { Epochs = Sure.Length, Patience = patience, BatchSize = 3 }.Create().Fit(context);
        ((IDisposable)fit.Transformer).Dispose();
        return (fit.BestEpoch, epochs);
    }

    [Theory]
    [InlineData(SearchMetric.BalancedAccuracy, 1)]
    [InlineData(SearchMetric.Kappa, 1)]
    [InlineData(SearchMetric.MacroF1, 1)]
    [InlineData(SearchMetric.Accuracy, 3)] // as many right as in the first: the smaller loss tells
    [InlineData(SearchMetric.LogLoss, 3)]
    public void The_metric_chooses_the_epoch(SearchMetric metric, int best) => Assert.Equal(best, Fit(metric, 9).Best);

    [Fact]
    public void The_metric_ends_training_and_is_the_epochs_score()
    {
        Assert.Equal(2, Fit(SearchMetric.BalancedAccuracy, 1).Epochs.Count);
        var (_, epochs) = Fit(SearchMetric.LogLoss, 1);
        Assert.Equal(4, epochs.Count);
        Assert.All(epochs, epoch => Assert.Equal(-epoch.ValidationLoss!.Value, epoch.ValidationScore!.Value));
        Assert.All(epochs.Zip(Sure), e => Assert.Equal(e.Second.Average(Math.Log), e.First.ValidationScore!.Value, 1e-6));
        Assert.Equal([0.75, 0.5, 0.5, 0.0], Fit(SearchMetric.BalancedAccuracy, 9).Epochs.Select(e => e.ValidationScore!.Value));
    }
}
