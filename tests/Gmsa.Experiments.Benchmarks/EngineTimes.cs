using System.Globalization;
using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Benchmarks;

/// <summary>What a sweep of trivial trials costs beside its trials, and how long it takes to see where a large study stands.</summary>
internal static class EngineTimes
{
    public const string Usage = "       engine [TRIALS]      what the engine spends on a trial of a random search with two workers (10,000 "
        + "trials), and how long status takes";

    public static int Measure(int trials)
    {
        var folder = Directory.CreateTempSubdirectory("gmsa-engine-").FullName;
        Environment.SetEnvironmentVariable("GMSA_CACHE", Path.Combine(folder, "cache"));
        try
        {
            var file = SweepTable.Write(folder, string.Create(CultureInfo.InvariantCulture, $"{{ kind: random, trials: {trials / 2} }}"));
            var wall = Commands.Once(["run", file, "--results", folder, "--quiet"]);
            var study = new Study(Directory.GetDirectories(folder, "sweep-*").Single());
            var journal = Journal.Read(study.JournalFile);
            var ended = journal.OfType<TrialFinished>().ToArray();
            var sweep = ended[^1].Time - journal.OfType<TrialClaimed>().First().Time;
            var inTrials = ended.Sum(e => e.Seconds);
            var (trial, engine) = (inTrials / ended.Length * 1000, (2 * sweep.TotalSeconds - inTrials) / ended.Length * 1000);
            Console.WriteLine(FormattableString.Invariant($"{ended.Length} trials in {sweep.TotalSeconds:0.0} s by 2 workers: ")
                + FormattableString.Invariant($"{trial:0.0} ms of training and scoring a trial, {engine:0.0} ms in the engine; ")
                + FormattableString.Invariant($"the whole run {wall:0.0} s"));
            double[] status = [.. Enumerable.Range(0, 5).Select(_ => Commands.Once(["status", study.Folder])).Order()];
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"gmsa status: {status[2]:0.00} s (median of 5, {status[0]:0.00} to {status[^1]:0.00})"));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
