using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Launchers;

namespace Gmsa.Experiments.Tests.Launchers;

/// <summary>
/// What the tests' own program does in place of testing where the environment names a part: a .NET process as a trial's is one.
/// </summary>
internal static class ChildProgram
{
    private const string Part = "GMSA_TEST_PART", Report = "GMSA_TEST_REPORT";

    /// <summary>A process that plays a part: "fill", "fill-uncaught", "fill-native", "child" or "parent".</summary>
    /// <param name="report">The file in which a child tells its number and its rank among those that the kernel kills.</param>
    public static ProcessStart Start(string part, string report = "") =>
        new(Path.Combine(AppContext.BaseDirectory, "Gmsa.Experiments.Tests" + (OperatingSystem.IsWindows() ? ".exe" : "")), [])
        {
            Environment = new Dictionary<string, string> { [Part] = part, [Report] = report },
        };

#pragma warning disable CA2255 // The tests' Main is made by their framework; this is the only way to come before it.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Begin()
    {
        if (Environment.GetEnvironmentVariable(Part) is { Length: > 0 } part)
            Environment.Exit(Play(part, Environment.GetEnvironmentVariable(Report) ?? ""));
    }

    private static int Play(string part, string report)
    {
        switch (part)
        {
            case "fill":
                try
                {
                    return Fill();
                }
                catch (OutOfMemoryException)
                {
                    return ProcessEnd.OutOfMemoryExit;
                }
            case "fill-uncaught":
                return Fill();
            case "fill-native":
                return FillNative();
            case "child":
                ParentWatch.Begin();
                var rank = File.Exists("/proc/self/oom_score_adj") ? File.ReadAllText("/proc/self/oom_score_adj").Trim() : "";
                AtomicFile.WriteText(report, Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + " " + rank);
                Thread.Sleep(Timeout.Infinite);
                return 0;
            case "parent":
                return new TaskProcess(new()).Run(Start("child", report), CancellationToken.None).ExitCode;
            default:
                return 1;
        }
    }

    /// <summary>Holds up to 4 GB that the collector doesn't see, not so fast that whoever watches it could miss it.</summary>
    private static int FillNative()
    {
        const int Block = 4_000_000;
        for (var i = 0; i < 1000; i++)
        {
            Marshal.Copy(new byte[Block], 0, Marshal.AllocHGlobal(Block), Block);
            Thread.Sleep(5);
        }
        return 0;
    }

    private static int Fill()
    {
        var all = new List<byte[]>();
        while (all.Count < 100_000) all.Add(new byte[10_000_000]);
        return all.Count;
    }
}
