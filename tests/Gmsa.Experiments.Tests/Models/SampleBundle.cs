using Gmsa.Experiments.Models;

namespace Gmsa.Experiments.Tests.Models;

/// <summary>What bundles of tests say of themselves, where only the model matters.</summary>
internal static class SampleBundle
{
    public static BundleInfo Info(string kind, TrainingRows rows) => new()
    {
        Trainer = kind,
        Options = "{}",
        Labels = rows.Labels,
        Features = [],
        SampleRate = 8000,
        Clip = new(0, 30),
        Versions = new Dictionary<string, string>(),
    };
}
