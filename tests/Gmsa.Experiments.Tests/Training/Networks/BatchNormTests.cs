using Gmsa.Experiments.Training;
using static TorchSharp.torch;

namespace Gmsa.Experiments.Tests.Training;

public class BatchNormTests
{
    [Fact]
    public void It_is_torchs_in_training_and_after_it()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1);
        var (ours, torchs) = (new BatchNorm(3), nn.BatchNorm2d(3));
        foreach (var _ in Enumerable.Range(0, 3))
        {
            var batch = empty(4, 3, 5, 6).normal_(generator: generator);
            Assert.Equal(torchs.forward(batch).data<float>().ToArray(), ours.forward(batch).data<float>().ToArray());
        }
        ours.eval();
        torchs.eval();
        var later = empty(2, 3, 5, 6).normal_(generator: generator);
        Assert.Equal(torchs.forward(later).data<float>().ToArray(), ours.forward(later).data<float>().ToArray());
        Assert.Equal(["weight", "bias"], ours.named_parameters().Select(p => p.name));
        Assert.Equal(["running_mean", "running_var"], ours.named_buffers().Select(b => b.name));
    }

    [Fact]
    public void Garbage_collection_takes_nothing_from_it()
    {
        using var scope = NewDisposeScope();
        var norm = new BatchNorm(2);
        var batch = ones(2, 2, 1, 1);
        using var collecting = new Collector();
        for (var i = 0; i < 3000; i++) norm.forward(batch).Dispose();
    }
}
