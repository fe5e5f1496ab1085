using System.Runtime.CompilerServices;

namespace Gmsa.Experiments.Tests;

/// <summary>Where the checkout is that these tests were built from, and the material beside it that not every machine has.</summary>
internal static class Repository
{
    /// <summary>True where committed texts are to be written anew from what the code says.</summary>
    public static bool RenewsSnapshots => Environment.GetEnvironmentVariable("GMSA_SNAPSHOTS") == "write";

    public static string Root { get; } = Path.GetFullPath(Path.Combine(Here(), "..", ".."));

    /// <summary>
    /// A file or folder of the real corpora and oracles beside the checkout (or under GMSA_SHARED); skips the test where it is absent.
    /// </summary>
    public static string Shared(string path)
    {
        var folder = Environment.GetEnvironmentVariable("GMSA_SHARED") ?? Path.Combine(Root, "..", "shared");
        var full = Path.GetFullPath(Path.Combine(folder, path));
        Assert.SkipUnless(Path.Exists(full), $"needs {path} of the shared corpora and oracles, which this machine does not have");
        return full;
    }

    /// <summary>A new empty folder under the system's temporary one.</summary>
    public static string TemporaryFolder() => Directory.CreateTempSubdirectory("gmsa-test-").FullName;

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
