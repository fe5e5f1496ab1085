using System.ComponentModel;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Training;
using static TorchSharp.torch;

namespace Gmsa.Experiments.Tests.Training;

/// <summary>A network of a picture and a vector, with a head for the labels and, unless said otherwise, one for Energy.</summary>
internal sealed record ToyOptions : NetworkOptions<ToyArchitecture>
{
    [Description("Whether it has a head for the column Energy. Default true.")]
    public bool Energy { get; init; } = true;

    public override int Inputs => 2;

    public override string? Needs(FeatureShape shape) => Needs(shape, 0) is { } picture && Needs(shape, 1) is { } vector
        ? $"{picture} or {vector}" : null;

    public override string? Needs(FeatureShape shape, int input) => input == 0
        ? shape.IsPicture ? null : "a picture"
        : shape.IsVector ? null : "a vector";

    public override ToyArchitecture Architecture(IReadOnlyList<FeatureShape> inputs, int labels) => new()
    {
        Numbers = inputs[1].Count,
        Labels = labels,
        Energy = Energy,
    };

    public override IReadOnlyList<Head> Heads(int labels) =>
        Energy ? [new LabelHead(labels), new NumberHead("Energy", Weight: 0.5)] : base.Heads(labels);
}

internal sealed record ToyArchitecture : NetworkArchitecture
{
    public required int Numbers { get; init; }
    public required int Labels { get; init; }
    public required bool Energy { get; init; }

    public override Network Build(Generator generator) => new ToyNetwork(this, generator);
}

/// <summary>A hidden layer of the picture's mean and of the vector, and a layer for each head.</summary>
internal sealed class ToyNetwork : Network
{
    private readonly TorchSharp.Modules.Linear hidden, labels, energy;
    private readonly bool hasEnergy;

    public ToyNetwork(ToyArchitecture architecture, Generator generator)
    {
        hasEnergy = architecture.Energy;
        hidden = Layer(1 + architecture.Numbers, 16);
        labels = Layer(16, architecture.Labels);
        energy = Layer(16, 1);
        RegisterComponents();

        TorchSharp.Modules.Linear Layer(long from, long to)
        {
            var layer = nn.Linear(from, to);
            GlorotUniform(layer.weight, layer.bias!, generator);
            return layer;
        }
    }

    public override IReadOnlyList<Tensor> forward(IReadOnlyList<Tensor> inputs)
    {
        // [batch, 1, rows, frames] and [batch, count]
        Assert.Equal((4, 2), (inputs[0].dim(), inputs[1].dim()));
        using var mean = inputs[0].mean([2, 3]);
        using var seen = cat([mean, inputs[1]], 1);
        using var weighed = hidden.forward(seen);
        using var all = weighed.tanh();
        return hasEnergy ? [labels.forward(all), energy.forward(all)] : [labels.forward(all)];
    }
}
