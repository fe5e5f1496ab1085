using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using Gmsa.Experiments.Records;
using Microsoft.ML;
using Microsoft.ML.Trainers.LightGbm;
using TorchSharp;

namespace Gmsa.Experiments.Studies;

/// <summary>This machine and this build, as records tell them.</summary>
internal static class Machine
{
    private static readonly Lazy<MachineRecord> Lazily = new(() => new(
        Environment.MachineName, RuntimeInformation.OSDescription, RuntimeInformation.FrameworkDescription, Environment.ProcessorCount,
        "cpu", GitCommit(), new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["Gmsa.Experiments"] = Version(typeof(Machine)),
            ["Microsoft.ML"] = Version(typeof(MLContext)),
            ["Microsoft.ML.LightGbm"] = Version(typeof(LightGbmMulticlassTrainer)),
            ["TorchSharp"] = Version(typeof(torch)),
        }));

    public static MachineRecord Record => Lazily.Value;

    /// <summary>The most memory the process has held so far, in megabytes.</summary>
    public static double PeakMemoryMb()
    {
        using var process = Process.GetCurrentProcess();
        return Math.Round(process.PeakWorkingSet64 / 1e6, 1);
    }

    private static string Version(Type type) =>
        (type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            ?? type.Assembly.GetName().Version!.ToString()).Split('+')[0];

    // The build stamps the commit behind a plus sign, where it was made from a checkout.
    private static string? GitCommit() =>
        typeof(Machine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            .Split('+') is [_, var commit] ? commit : null;
}
