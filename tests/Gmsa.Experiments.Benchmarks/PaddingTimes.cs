using System.Globalization;
using Gmsa.Experiments.Audio;

namespace Gmsa.Experiments.Benchmarks;

/// <summary>
/// A corpus of recordings of 0.3 to 3 s: how much longer `gmsa build` takes where the clip is 30 s than where it is 3 s, as whole processes
/// and turn by turn, each with an empty cache; and how long `gmsa plan` takes with and without remembered lengths.
/// </summary>
internal static class PaddingTimes
{
    private const int Rate = 22_050, Turns = 3, PlannedFiles = 10_000;
    private const double Allowed = 1.5;

    public static int Measure(int files)
    {
        var folder = Directory.CreateTempSubdirectory("gmsa-benchmark-").FullName;
        try
        {
            Write(folder, files);
            Build(folder, 3);
            var (three, thirty) = (new double[Turns], new double[Turns]);
            for (var turn = 0; turn < Turns; turn++) (three[turn], thirty[turn]) = (Build(folder, 3), Build(folder, 30));
            var ratio = three.Zip(thirty, (a, b) => b / a).Order().ElementAt(Turns / 2);
            Say($"gmsa build of {files} recordings of 0.3 to 3 s, seconds: {Times(three)} with clips of 3 s, {Times(thirty)} of 30 s");
            Say($"the median turn takes {ratio:0.00} times as long (asked for: under {Allowed})");
            Plan(folder);
            return ratio < Allowed ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Build(string folder, int seconds)
    {
        var cache = Path.Combine(folder, "cache");
        if (Directory.Exists(cache)) Directory.Delete(cache, recursive: true);
        Environment.SetEnvironmentVariable("GMSA_CACHE", cache);
        var (file, dataset) = (Path.Combine(folder, "short.yaml"), Path.Combine(folder, "dataset"));
        var took = Commands.Once(["build", file, "--set", $"data.clip.length={seconds}s", "--out", dataset, "--quiet"]);
        Directory.Delete(dataset, recursive: true);
        return took;
    }

    private static void Plan(string folder)
    {
        var file = Path.Combine(folder, "many.yaml");
        string[] plan = ["plan", file];
        Environment.SetEnvironmentVariable("GMSA_CACHE", Path.Combine(folder, "empty"));
        var (first, again) = (Commands.Once(plan), Commands.Once(plan));
        File.WriteAllText(file, File.ReadAllText(file).Replace("kind: pooled", "kind: columns, names: [number]", StringComparison.Ordinal));
        Say($"gmsa plan of {PlannedFiles} files, seconds: {first:0.00} where headers are read, {again:0.00} where lengths are remembered,");
        Say($"{Commands.Once(plan):0.00} where no audio is heard");
    }

    private static void Write(string folder, int files)
    {
        Directory.CreateDirectory(Path.Combine(folder, "audio"));
        for (var i = 0; i < Math.Max(files, PlannedFiles); i++)
        {
            var seconds = i < files ? 0.3 + 2.7 * (i % 100) / 99 : 0.3;
            var path = Path.Combine(folder, "audio", $"{i}.wav");
            var (tone, sweep) = (0.02 + i * 1e-5, 1e-4);
            float[] samples = [.. Enumerable.Range(0, (int)(Rate * seconds))
                .Select(n => (float)(0.3 * Math.Sin(n * tone) + 0.1 * Math.Sin((double)n * n * sweep)))];
            using (var file = File.Create(path)) WavWriter.Write(file, new(samples, Rate));
            File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch.AddYears(50)); // so that it is remembered at once
        }
        foreach (var (name, count) in new[] { ("short", files), ("many", PlannedFiles) })
        {
            var rows = Enumerable.Range(0, count).Select(i => $"audio/{i}.wav,a{i / 8},{(i % 2 == 0 ? "low" : "high")},{i % 7}");
            File.WriteAllLines(Path.Combine(folder, name + ".csv"), ["path,artist,kind,number", .. rows]);
            File.WriteAllText(Path.Combine(folder, name + ".yaml"), $$"""
                data: { manifest: {{name}}.csv, sampleRate: {{Rate}} }
                labels: [{ column: kind }]
                split: { kind: groupKFold, folds: 2 }
                features: [{ name: summary, kind: pooled }{{(name == "short" ? ", { name: picture, kind: mel, size: 128 }" : "")}}]
                trainers: [majority, { kind: logistic, on: [summary] }]
                """);
        }
    }

    private static string Times(double[] seconds) =>
        string.Join(", ", seconds.Select(s => s.ToString("0.0", CultureInfo.InvariantCulture)));

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
