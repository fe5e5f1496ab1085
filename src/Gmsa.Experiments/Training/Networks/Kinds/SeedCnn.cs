using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gmsa.Experiments.Training;

/// <summary>The options of the origin's network; the defaults are the origin's.</summary>
public sealed record SeedCnnOptions : NetworkOptions<SeedCnnArchitecture>
{
    [Description("The share of values dropped before the last layer while training. Default 0.5.")]
    [Range(0.0, 0.95)]
    [Searched(0.1, 0.7)]
    public double Dropout { get; init; } = 0.5;

    [Description("The share of values dropped after the fourth block while training. Default 0.3.")]
    [Range(0.0, 0.95)]
    [Searched(0, 0.5)]
    public double ConvolutionDropout { get; init; } = 0.3;

    [Description("Weight of the first convolution's squared weights in the loss. Default 0.01.")]
    [Range(0.0, 10.0)]
    [Searched(1e-4, 0.1, Log = true)]
    public double L2 { get; init; } = 0.01;

    public override string? Needs(FeatureShape shape) =>
        shape.Rows >= SeedCnn.SmallestSide && shape.Frames >= SeedCnn.SmallestSide
            ? null
            : FormattableString.Invariant($"a picture of at least {SeedCnn.SmallestSide} x {SeedCnn.SmallestSide}");

    public override IReadOnlyList<TrainerOptions> Portfolio =>
        [new SeedCnnOptions { LearningRate = 1e-3, Patience = 10 }, new SeedCnnOptions()];

    public override SeedCnnArchitecture Architecture(IReadOnlyList<FeatureShape> inputs, int labels) => new()
    {
        Rows = inputs[0].Rows,
        Frames = inputs[0].Frames,
        Labels = labels,
        Dropout = Dropout,
        ConvolutionDropout = ConvolutionDropout,
        L2 = L2,
    };
}

/// <summary>What <see cref="SeedCnn"/>'s layers follow from.</summary>
public sealed record SeedCnnArchitecture : NetworkArchitecture
{
    public required double Dropout { get; init; }
    public required double ConvolutionDropout { get; init; }
    public required double L2 { get; init; }
    public required int Rows { get; init; }
    public required int Frames { get; init; }
    public required int Labels { get; init; }

    public override Network Build(Generator generator) => new SeedCnn(this, generator);
}

/// <summary>
/// The network of "Greek Music Sentiment Analysis" (2021): five blocks of 3 x 3 valid convolution (8, 16, 32, 64, 128 filters), batch norm,
/// ReLU and 2 x 2 max pooling, dropout after the fourth block and before the dense layer; Adam with a step of 1e-4, batches of 32, at most
/// 30 epochs, patience 3.
/// </summary>
/// <remarks>
/// It departs from the origin's Keras model in these, and no others that are known:
/// <list type="bullet">
/// <item>Batch norms' running statistics move by torch's momentum of 0.1, where Keras's 0.99 moves them by 0.01 a batch, which needs
/// hundreds of batches before validation means anything.</item>
/// <item>Batch norms add torch's epsilon of 1e-5 to the variance, where Keras adds 1e-3.</item>
/// <item>Adam's epsilon is torch's 1e-8, added to the root of the bias-corrected second moment; Keras adds 1e-7 to the uncorrected
/// one's.</item>
/// <item>Pictures have one channel, the feature's own numbers standardised over the training rows, where the origin's were RGB
/// drawings of it.</item>
/// <item>Epochs are chosen, and training ended, by the search's metric on inner validation rows, not on the set that is reported.</item>
/// </list>
/// </remarks>
internal sealed class SeedCnn : Network
{
    /// <summary>The smallest picture that leaves one pixel behind the fifth block.</summary>
    internal const int SmallestSide = 94;

    private static readonly int[] Filters = [8, 16, 32, 64, 128];

    private readonly Conv2d first;
    private readonly Sequential blocks;
    private readonly Linear dense;
    private readonly double l2;

    internal SeedCnn(SeedCnnArchitecture architecture, Generator generator)
    {
        var convolutions = Filters.Select((filters, i) => nn.Conv2d(i == 0 ? 1 : Filters[i - 1], filters, kernel_size: 3)).ToArray();
        var (rows, frames) = (architecture.Rows, architecture.Frames);
        var layers = new List<(string, nn.Module<Tensor, Tensor>)>();
        foreach (var (convolution, i) in convolutions.Select((c, i) => (c, i + 1)))
        {
            GlorotUniform(convolution.weight, convolution.bias!, generator);
            convolution.weight = ChannelsLast(convolution.weight);
            layers.Add(($"convolution{i}", convolution));
            layers.Add(($"norm{i}", new BatchNorm(convolution.out_channels)));
            // Pooling before ReLU gives the same numbers as the other way round, with a quarter of the work.
            layers.Add(($"pool{i}", nn.MaxPool2d(kernel_size: 2)));
            layers.Add(($"relu{i}", nn.ReLU(inplace: true)));
            if (i == 4) layers.Add(("dropout", new SeededDropout(architecture.ConvolutionDropout, generator)));
            (rows, frames) = ((rows - 2) / 2, (frames - 2) / 2);
        }
        layers.Add(("flatten", nn.Flatten()));
        layers.Add(("dropoutDense", new SeededDropout(architecture.Dropout, generator)));
        first = convolutions[0];
        blocks = nn.Sequential(layers);
        dense = nn.Linear(Filters[^1] * rows * frames, architecture.Labels);
        GlorotUniform(dense.weight, dense.bias!, generator);
        l2 = architecture.L2;
        register_module(nameof(blocks), blocks);
        register_module(nameof(dense), dense);
    }

    public override IReadOnlyList<Tensor> forward(IReadOnlyList<Tensor> inputs) =>
        [dense.forward(blocks.forward(ChannelsLastView(inputs[0])))];

    public override Tensor? Penalty()
    {
        if (l2 == 0) return null;
        using var factor = l2.ToScalar();
        return (first.weight * first.weight).sum().mul(factor);
    }
}
