using System.Diagnostics;
using System.Globalization;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Benchmarks;

/// <summary>
/// Two runs on one study, both killed and started again at random; afterwards every trial has to be there once and every file whole.
/// </summary>
internal static class Chaos
{
    public const string Usage = "       chaos [SECONDS]      two runs of one study, both killed at random for so long (120 s): exit code 1 "
        + "where a trial is lost or done twice, or a file is torn";

    public static int Run(double seconds)
    {
        var folder = Directory.CreateTempSubdirectory("gmsa-chaos-").FullName;
        Environment.SetEnvironmentVariable("GMSA_CACHE", Path.Combine(folder, "cache"));
        var file = SweepTable.Write(folder, "{ kind: tpe, trials: 1500, ensemble: 5 }");
        string[] run = ["run", file, "--results", folder, "--quiet"];
        var (random, start, kills) = (new Seed(5).Generator(), Clock.Start(), 0);
        var runs = new[] { Start(run), Start(run) };
        while (Clock.Elapsed(start).TotalSeconds < seconds)
        {
            Thread.Sleep(200 + random.NextInt(2500));
            var victim = random.NextInt(2);
            if (!runs[victim].HasExited)
            {
                runs[victim].Kill();
                kills++;
            }
            runs[victim].WaitForExit();
            runs[victim].Dispose();
            runs[victim] = Start(run);
        }
        foreach (var last in runs) last.WaitForExit();
        var codes = runs.Select(r => r.ExitCode).ToArray();
        var study = new Study(Directory.GetDirectories(folder, "sweep-*").Single());
        var wrong = Wrong(study, 3000).ToArray();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kills} kills in {seconds:0} s; the last two runs ended with "
            + $"{codes[0]} and {codes[1]}; {(wrong.Length == 0 ? "every trial once, every file whole" : string.Join("; ", wrong))}"));
        Directory.Delete(folder, recursive: true);
        return wrong.Length == 0 && codes.All(c => c == 0) ? 0 : 1;
    }

    private static Process Start(string[] arguments)
    {
        var process = Process.Start(
            new ProcessStartInfo(Commands.Program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static IEnumerable<string> Wrong(Study study, int trials)
    {
        var finished = Journal.Read(study.JournalFile).OfType<TrialFinished>().Select(e => e.Trial).ToArray();
        foreach (var twice in finished.GroupBy(t => t).Where(g => g.Count() > 1))
            yield return FormattableString.Invariant($"trial {twice.Key} ended {twice.Count()} times");
        foreach (var lost in Enumerable.Range(1, trials).Except(finished))
            yield return FormattableString.Invariant($"trial {lost} is lost");
        foreach (var number in finished)
            if (Study.RecordOf(study.TrialFolder(number)) is not { State: TrialState.Done } record || record.Trial != number)
                yield return FormattableString.Invariant($"trial {number} has no whole record");
        foreach (var torn in Directory.EnumerateFiles(study.Folder, "*.tmp", SearchOption.AllDirectories))
            yield return $"{torn} is half written";
        if (!File.Exists(study.ComparisonFile)) yield return "there is no comparison";
    }
}
