using System.Diagnostics;
using System.Globalization;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Benchmarks;

/// <summary>
/// Programs that begin one new study at the same moment, again and again: each time one whole study has to come of it, with the
/// predictions of a run alone.
/// </summary>
internal static class Together
{
    public const string Usage = "       together [ROUNDS] [RUNS]      so many runs (10) begin one new study at once, in process and with "
        + "processes, so often (20): exit code 1 where a study isn't whole";

    public static int Run(int rounds, int runs)
    {
        var folder = Directory.CreateTempSubdirectory("gmsa-together-").FullName;
        Environment.SetEnvironmentVariable("GMSA_CACHE", Path.Combine(folder, "cache"));
        var file = SweepTable.Write(folder, "{ trials: 2 }");
        Commands.Once(["run", file, "--results", Path.Combine(folder, "alone"), "--quiet"]);
        var expected = Content(StudyOf(Path.Combine(folder, "alone")));
        var bad = 0;
        foreach (var launcher in (string[])["{ kind: inProcess, workers: 1 }", "{ kind: processes, workers: 1, memory: 3GB }"])
            for (var round = 1; round <= rounds; round++)
            {
                var start = Clock.Start();
                var results = Path.Combine(folder, "together");
                var wrong = Round(file, results, launcher, runs, expected).ToArray();
                if (wrong.Length > 0) bad++;
                var verdict = wrong.Length == 0 ? "one whole study" : string.Join("; ", wrong);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{launcher} round {round}: {runs} runs in {Clock.Elapsed(start).TotalSeconds:0.0} s; {verdict}"));
                Directory.Delete(results, recursive: true);
            }
        Directory.Delete(folder, recursive: true);
        return bad == 0 ? 0 : 1;
    }

    private static IEnumerable<string> Round(string file, string results, string launcher, int runs, string expected)
    {
        string[] run = ["run", file, "--results", results, "--quiet", "--set", "launcher=" + launcher];
        var start = new ProcessStartInfo(Commands.Program, run) { RedirectStandardOutput = true, RedirectStandardError = true };
        var programs = Enumerable.Range(0, runs).Select(_ => Process.Start(start)!).ToArray();
        var errors = programs.Select(p => p.StandardError.ReadToEndAsync()).ToArray();
        foreach (var (program, said) in programs.Zip(errors))
        {
            program.WaitForExit();
            var code = program.ExitCode;
            program.Dispose();
            if (code != 0) yield return FormattableString.Invariant($"a run ended with {code}: {said.Result.Trim()}");
        }
        var study = StudyOf(results);
        if (!study.IsBegun || !File.Exists(study.ComparisonFile)) yield return "the study isn't whole";
        else if (Content(study) != expected) yield return "the predictions aren't those of a run alone";
        var ends = Journal.Read(study.JournalFile).OfType<TrialFinished>().ToArray();
        if (ends.Length != 4) yield return FormattableString.Invariant($"{ends.Length} trials ended, of 4");
        foreach (var failed in ends.Where(e => e.State != TrialState.Done))
            yield return FormattableString.Invariant($"trial {failed.Trial} {failed.State}");
    }

    private static Study StudyOf(string results) => new(Directory.GetDirectories(results).Single());

    private static string Content(Study study) => string.Join(' ', Directory
        .GetFiles(Path.Combine(study.Folder, "arms"), "predictions.csv", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal).Select(ContentHash.OfFile));
}
