using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace OwnKinds;

/// <summary>Options of <see cref="StripeNet"/>, beside those that all networks have.</summary>
public sealed record StripeNetOptions : NetworkOptions<StripeNetArchitecture>
{
    [Description("How many patterns it looks for. Default 16.")]
    [Range(1, 256)]
    public int Filters { get; init; } = 16;

    public override string? Needs(FeatureShape shape) =>
        Math.Min(shape.Rows, shape.Frames) >= StripeNet.Side ? null : $"a picture of at least {StripeNet.Side} x {StripeNet.Side}";

    public override StripeNetArchitecture Architecture(IReadOnlyList<FeatureShape> inputs, int labels) =>
        new() { Labels = labels, Filters = Filters };
}

/// <summary>What <see cref="StripeNet"/>'s layers follow from: a model's bundle holds it.</summary>
public sealed record StripeNetArchitecture : NetworkArchitecture
{
    public required int Labels { get; init; }
    public required int Filters { get; init; }

    public override Network Build(Generator generator) => new StripeNet(this, generator);
}

/// <summary>One convolution of 7 x 7, and how strongly each of its patterns answers over the whole picture.</summary>
public sealed class StripeNet : Network
{
    /// <summary>Of a pattern, in pixels.</summary>
    internal const int Side = 7;

    private readonly Conv2d patterns;
    private readonly Linear dense;

    internal StripeNet(StripeNetArchitecture architecture, Generator generator)
    {
        patterns = nn.Conv2d(1, architecture.Filters, kernel_size: Side, stride: 2);
        dense = nn.Linear(architecture.Filters, architecture.Labels);
        // Torch's own initialisation draws from one generator for the whole process.
        GlorotUniform(patterns.weight, patterns.bias!, generator);
        GlorotUniform(dense.weight, dense.bias!, generator);
        RegisterComponents();
    }

    // [batch, 1, rows, frames] -> [batch, filters] -> [batch, labels]
    public override IReadOnlyList<Tensor> forward(IReadOnlyList<Tensor> inputs) =>
        [dense.forward(patterns.forward(inputs[0]).relu_().mean([2, 3]))];
}
