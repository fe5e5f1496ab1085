using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Features;

namespace Gmsa.Experiments.Tests.Features;

/// <summary>A feature that is made of others disposes of them.</summary>
public sealed class FeatureDisposalTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void What_is_made_of_others_takes_them_with_it()
    {
        Func<IFeature, IFeature>[] wraps =
        [
            f => new PictureSize(f, 8), f => new WholeClip(f, _ => new(1, 1)), f => new Deltas(new WholeClip(f, _ => new(1, 1))),
            f => new LaplacianMel(f),
        ];
        foreach (var wrap in wraps)
        {
            var held = new Held();
            var made = wrap(held);
            Assert.Equal(0, held.Disposals);
            made.Dispose();
            Assert.Equal(1, held.Disposals);
        }
    }

    [Fact]
    public void Parts_of_a_pooled_feature_go_with_it_and_none_is_left_where_one_cannot_be_made()
    {
        var model = ModelFeatureOptions.Of(Path.Combine(folder, "model.txt"), 1);
        var pooled = new PooledOptions { Of = [model, model] }.Create(16_000);
        Assert.Equal(2, model.Instances.Alive);
        pooled.Dispose();
        Assert.Equal(0, model.Instances.Alive);
        Assert.Throws<NotSupportedException>(() => new PooledOptions { Of = [model, new Impossible()] }.Create(16_000));
        Assert.Equal((3, 0), (model.Instances.Made, model.Instances.Alive));
    }

    [Fact]
    public void What_holds_nothing_has_nothing_to_say()
    {
        using IFeature feature = new RmsOptions().Create(8000);
        feature.Dispose();
        Assert.Equal(1, feature.Extract(new([1], 8000)).Shape.Rows);
    }

    private sealed class Held : IFeature
    {
        public int Disposals { get; private set; }

        public FeatureMap Extract(Waveform clip) => throw new NotSupportedException();

        public void Dispose() => Disposals++;
    }

    private sealed record Impossible : AudioFeatureOptions
    {
        public override int CodeVersion => 1;

        public override FeatureShape Shape(int samples, int sampleRate) => new(1, 1);

        public override IFeature Create(int sampleRate) => throw new NotSupportedException();
    }
}
