using Gmsa.Experiments.Features;
using Gmsa.Experiments.Training;
using TorchSharp;

namespace Gmsa.Experiments.Tests.Training;

/// <summary>Trains a network that tells whether it was disposed of.</summary>
internal sealed record SpyOptions : NetworkOptions<SpyArchitecture>
{
    public SpyArchitecture? Made { get; private set; }

    public override string? Needs(FeatureShape shape) => null;

    public override SpyArchitecture Architecture(FeatureShape shape, int labels) =>
        Made = new SpyArchitecture { Rows = shape.Rows, Frames = shape.Frames, Labels = labels };
}

internal sealed record SpyArchitecture : NetworkArchitecture
{
    public SpyNetwork? Built { get; private set; }

    public override Network Build(torch.Generator generator) => Built = new SpyNetwork(Rows * Frames, Labels, generator);
}

/// <summary>One dense layer.</summary>
internal sealed class SpyNetwork : Network
{
    private readonly TorchSharp.Modules.Linear dense;

    public SpyNetwork(int pixels, int labels, torch.Generator generator)
    {
        dense = torch.nn.Linear(pixels, labels);
        GlorotUniform(dense.weight, dense.bias!, generator);
        RegisterComponents();
    }

    public bool Disposed { get; private set; }

    public override torch.Tensor forward(torch.Tensor input)
    {
        using var flat = input.flatten(1);
        return dense.forward(flat);
    }

    protected override void Dispose(bool disposing)
    {
        Disposed = true;
        base.Dispose(disposing);
    }
}
