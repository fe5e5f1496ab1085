using Gmsa.Experiments.Features;
using Gmsa.Experiments.Training;
using TorchSharp;

namespace Gmsa.Experiments.Tests.Training;

/// <summary>Trains a network that tells whether it was disposed of.</summary>
internal sealed record SpyOptions : NetworkOptions<SpyArchitecture>
{
    public SpyArchitecture? Made { get; private set; }

    public override string? Needs(FeatureShape shape) => null;

    public override SpyArchitecture Architecture(IReadOnlyList<FeatureShape> inputs, int labels) =>
        Made = new SpyArchitecture { Numbers = inputs[0].Count, Labels = labels };
}

internal sealed record SpyArchitecture : NetworkArchitecture
{
    public required int Numbers { get; init; }
    public required int Labels { get; init; }
    public SpyNetwork? Built { get; private set; }

    public override Network Build(torch.Generator generator) => Built = new SpyNetwork(Numbers, Labels, generator);
}

/// <summary>One dense layer.</summary>
internal sealed class SpyNetwork : Network
{
    private readonly TorchSharp.Modules.Linear dense;

    public SpyNetwork(int numbers, int labels, torch.Generator generator)
    {
        dense = torch.nn.Linear(numbers, labels);
        GlorotUniform(dense.weight, dense.bias!, generator);
        RegisterComponents();
    }

    public bool Disposed { get; private set; }

    public override IReadOnlyList<torch.Tensor> forward(IReadOnlyList<torch.Tensor> inputs)
    {
        using var flat = inputs[0].flatten(1);
        return [dense.forward(flat)];
    }

    protected override void Dispose(bool disposing)
    {
        Disposed = true;
        base.Dispose(disposing);
    }
}
