using Gmsa.Experiments.Search;
using Gmsa.Experiments.Studies;
using Gmsa.Experiments.Tests.Records;

namespace Gmsa.Experiments.Tests.Studies;

/// <summary>What a pruner is asked about, and what a trial's log says of its epochs.</summary>
public sealed class TrialWatchTests : IDisposable
{
    private readonly QueuedStudies studies = new();

    public void Dispose() => studies.Dispose();

    [Theory]
    [InlineData("balancedAccuracy", 0.5, 0.25, "epoch 1: training loss 0.9000, validation loss 0.7000, validation score 0.5000")]
    [InlineData("kappa", 0.5, 0.25, "epoch 1: training loss 0.9000, validation loss 0.7000, validation score 0.5000")]
    [InlineData("logLoss", -0.7, -0.75, "epoch 1: training loss 0.9000, validation loss 0.7000, validation log loss 0.7000")]
    public void A_pruner_is_asked_about_the_metric_epoch_by_epoch(string metric, double first, double second, string line)
    {
        var open = studies.Open($"{{ trials: 2, metric: {metric}, pruner: {{ kind: patience, steps: 1 }} }}",
            "{ kind: logistic, l2: { log: [1.0e-3, 10] } }");
        // Patience gives up what another trial was better than.
        var trial = new TrialQueue(open).Take(out _)! with { Others = [new Curve(1, [1.0])] };
        using var log = new TrialLog(Path.Combine(open.Study.Folder, "log.txt"));
        var watch = new TrialWatch(open.Design, trial, log);
        watch.OnEpoch(0, new(1, 0.9, 0.7, first));
        Assert.Contains(line, log.Tail());
        Assert.Throws<TrialPrunedException>(() => watch.OnEpoch(0, new(2, 0.8, 0.75, second)));
        Assert.Equal([first, second], watch.Complete(SampleRecords.Of(1, "a", "1", 0, 0.5)).Steps);
    }
}
