using System.Globalization;
using Gmsa.Experiments.Benchmarks;
using Gmsa.Experiments.Tests.Studies;

// Whole-command measurements: what a user waits for. Results of one machine at one moment; compare within a run.
//   dotnet run -c Release --project tests/Gmsa.Experiments.Benchmarks -- commands
// Fuzzing of the readers of files: exit code 1 where one breaks a rule.
//   dotnet run -c Release --project tests/Gmsa.Experiments.Benchmarks -- fuzz --minutes 30
return args switch
{
    ["extraction", var folder] => Extraction.Measure(folder),
    ["commands"] => Commands.Measure(runs: 15),
    ["padding"] => PaddingTimes.Measure(3_000),
    ["padding", var files] => PaddingTimes.Measure(int.Parse(files, CultureInfo.InvariantCulture)),
    ["features"] => FeatureTimes.Measure(runs: 21),
    ["augment"] => AugmentTimes.Measure(runs: 5),
    ["lcbench", var folder, ("tune" or "test") and var part] => LcBench.Measure(folder, part, seeds: 20, []),
    ["lcbench", var folder, ("tune" or "test") and var part, var seeds, .. var methods] =>
        LcBench.Measure(folder, part, int.Parse(seeds, CultureInfo.InvariantCulture), methods),
    ["ensemble", var shared] => EnsembleTimes.Measure(shared),
    ["tables", .. { Length: >= 2 } options] => TableSweep.Run(options),
    ["tables-wide", .. var kinds] => WideTables.Measure(900, kinds),
    ["searches", .. var options] => SearchComparison.Run(options),
    ["asks"] => AskTimes.Measure(runs: 21),
    ["engine"] => EngineTimes.Measure(10_000),
    ["engine", var trials] => EngineTimes.Measure(int.Parse(trials, CultureInfo.InvariantCulture)),
    ["report"] => ReportTimes.Measure(10_000, 1_000),
    ["report", var tracks, var trials] =>
        ReportTimes.Measure(int.Parse(tracks, CultureInfo.InvariantCulture), int.Parse(trials, CultureInfo.InvariantCulture)),
    ["chaos"] => Chaos.Run(120),
    ["chaos", var seconds] => Chaos.Run(double.Parse(seconds, CultureInfo.InvariantCulture)),
    ["together"] => Together.Run(20, 10),
    ["together", var rounds] => Together.Run(int.Parse(rounds, CultureInfo.InvariantCulture), 10),
    ["together", var rounds, var runs] =>
        Together.Run(int.Parse(rounds, CultureInfo.InvariantCulture), int.Parse(runs, CultureInfo.InvariantCulture)),
    ["crashes"] => Crashes.Run(every: 1),
    ["crashes", var every] => Crashes.Run(int.Parse(every, CultureInfo.InvariantCulture)),
    [DyingRun.Word, var file, var results, var record] => DyingRun.Run(file, results, int.Parse(record, CultureInfo.InvariantCulture)),
    ["same", .. { Length: >= 1 } options] => SameResults.Run(options),
    ["fuzz", .. var options] => FuzzCommand.Run(options),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        usage: commands             how long `gmsa --help`, `gmsa check` and a run of a finished study take, as whole processes
               features             how long each kind of feature takes for a clip of 30 s
               padding [FILES]      what a clip of 30 s costs recordings of 0.3 to 3 s over one of 3 s, and what plan takes to know lengths
               augment             how much longer an epoch takes with each kind of augmentation
               asks                 how long each search thinks about its next point after 1,000 and 10,000 trials
               extraction FOLDER    MP3 to log-mel: gmsa build beside torchaudio (python3-torchaudio), and beside decoding and resampling alone
        """);
    Console.Error.WriteLine(LcBench.Usage);
    Console.Error.WriteLine(TableSweep.Usage);
    Console.Error.WriteLine(WideTables.Usage);
    Console.Error.WriteLine(SearchComparison.Usage);
    Console.Error.WriteLine(EngineTimes.Usage);
    Console.Error.WriteLine(ReportTimes.Usage);
    Console.Error.WriteLine(Chaos.Usage);
    Console.Error.WriteLine(Together.Usage);
    Console.Error.WriteLine(Crashes.Usage);
    Console.Error.WriteLine(SameResults.Usage);
    Console.Error.WriteLine(FuzzCommand.Usage);
    return 2;
}
