using System.Diagnostics;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Studies;

/// <summary>A run in a process that kills itself, as <c>kill -9</c> would, as soon as its n-th entry of the journal is on disk.</summary>
internal static class DyingRun
{
    public const string Word = "--run-and-die";

    /// <summary>Starts it, and waits until it has died or come to its end.</summary>
    /// <param name="record">From 1.</param>
    /// <returns>True where it came to its end, the entries being fewer.</returns>
    public static bool Start(string file, string results, int record)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [Word, file, results, FormattableString.Invariant($"{record}")])
        {
            RedirectStandardError = true,
        };
        start.Environment["GMSA_CACHE"] = Path.Combine(Path.GetDirectoryName(file)!, "cache");
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode is not (0 or 137)) throw new InvalidOperationException(errors);
        return process.ExitCode == 0;
    }

    public static int Run(string file, string results, int record)
    {
        var written = 0;
        Pipeline.Run(new(file, ["launcher.workers=1"], null, results) { OnRecord = _ => DieAt(++written, record) }, Progress.Unheard,
            CancellationToken.None);
        return 0;
    }

    private static void DieAt(int written, int record)
    {
        if (written != record) return;
        using var me = Process.GetCurrentProcess();
        me.Kill();
        Thread.Sleep(Timeout.Infinite);
    }
}
