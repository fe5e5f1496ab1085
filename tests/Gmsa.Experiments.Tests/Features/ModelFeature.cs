using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Features;

/// <summary>How many features of some options there are, and were.</summary>
public sealed class Instances
{
    private int made, alive;

    public int Made => made;

    public int Alive => alive;

    public void Begin()
    {
        Interlocked.Increment(ref made);
        Interlocked.Increment(ref alive);
    }

    public void End() => Interlocked.Decrement(ref alive);
}

/// <summary>
/// A feature as one of a trained model is: it works at one rate, is made of a file, and holds what has to be disposed of.
/// </summary>
public sealed record ModelFeatureOptions : AudioFeatureOptions
{
    [Description("A file whose bytes are what samples are weighted by.")]
    [Required]
    public ContentFile? Model { get; init; }

    [Description("16000, at which the model was trained.")]
    [Range(16_000, 16_000)]
    public override int? SampleRate { get; init; } = 16_000;

    /// <summary>No key of a file: shared by all copies of these options.</summary>
    public Instances Instances { get; } = new();

    /// <summary>What happens with each clip before it is looked at.</summary>
    public Action<Waveform> Hears { get; } = _ => { };

    public ModelFeatureOptions()
    {
    }

    public ModelFeatureOptions(Action<Waveform> hears) => Hears = hears;

    public override int CodeVersion => 1;

    public override FeatureShape Shape(int samples, int sampleRate) => new(1, 1);

    public override IFeature Create(int sampleRate) => new ModelFeature(this, sampleRate);

    /// <summary>Options with a file of these weights.</summary>
    public static ModelFeatureOptions Of(string path, params byte[] weights)
    {
        File.WriteAllBytes(path, weights);
        return new() { Model = ContentFile.Of(path) };
    }
}

/// <inheritdoc cref="ModelFeatureOptions"/>
internal sealed class ModelFeature : IFeature
{
    private readonly ModelFeatureOptions options;
    private readonly int rate;
    private readonly byte[] weights;
    private bool isGone;

    public ModelFeature(ModelFeatureOptions options, int rate)
    {
        (this.options, this.rate, weights) = (options, rate, options.Model!.Read());
        options.Instances.Begin();
    }

    public FeatureMap Extract(Waveform clip)
    {
        ObjectDisposedException.ThrowIf(isGone, this);
        Assert.Equal(rate, clip.Rate);
        options.Hears(clip);
        var sum = clip.Samples.Select((sample, i) => (double)sample * weights[i % weights.Length]).Sum();
        return new(new(1, 1), [Numbers.Saturate(sum)], new("answer", ""), new("clip", ""));
    }

    public void Dispose()
    {
        if (!isGone) options.Instances.End();
        isGone = true;
    }
}

public class ModelFeatureTests : EveryFeatureTests
{
    public override IReadOnlyList<Named<FeatureOptions>> Kinds =>
        [new("model", new ModelFeatureOptions { Model = ContentFile.Of(Path.Combine(Repository.Root, "LICENSE.md")) })];
}
