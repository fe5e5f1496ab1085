using Gmsa.Experiments.Tests.Studies;

namespace Gmsa.Experiments.Benchmarks;

/// <summary>Kills a run at every entry of its journal and resumes it: what the suite does at some.</summary>
internal static class Crashes
{
    public const string Usage =
        "       crashes [EVERY]      a run of 30 trials, killed at every entry (or every so many) of its journal and "
            + "resumed: exit code 1 where one ends otherwise than undisturbed";

    public static int Run(int every)
    {
        var folder = Directory.CreateTempSubdirectory("gmsa-crashes-").FullName;
        Environment.SetEnvironmentVariable("GMSA_CACHE", Path.Combine(folder, "cache"));
        try
        {
            var (kills, faults) = new CrashPoints(folder, trialsPerFold: 15).Survive(every, (kill, entries) =>
                Console.Error.WriteLine(FormattableString.Invariant($"killed at entry {kill} of {entries} and resumed")),
                CancellationToken.None);
            foreach (var fault in faults) Console.WriteLine(fault);
            Console.WriteLine(FormattableString.Invariant($"{kills} kills, {faults.Count} faults"));
            return kills > 0 && faults.Count == 0 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
