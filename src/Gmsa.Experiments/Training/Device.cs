using TorchSharp;

namespace Gmsa.Experiments.Training;

/// <summary>What networks are trained on.</summary>
public enum Device
{
    /// <summary>The best there is; now always <see cref="Cpu"/>.</summary>
    Auto,
    Cpu,
}

internal static class Devices
{
    /// <summary>The device as torch knows it.</summary>
    public static torch.Device OfTorch(this Device device) => device switch
    {
        Device.Auto or Device.Cpu => torch.CPU,
        _ => throw new ArgumentOutOfRangeException(nameof(device), device, null),
    };
}
