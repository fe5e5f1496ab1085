using System.Globalization;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Benchmarks;

/// <summary>
/// A small table with two moods and two columns that tell them apart, and an experiment on it whose trials cost next to nothing.
/// </summary>
internal static class SweepTable
{
    public static string Write(string folder, string search)
    {
        var random = new Seed(11).Generator();
        var rows = Enumerable.Range(0, 96).Select(i => string.Create(CultureInfo.InvariantCulture,
            $"{i},artist {i % 16},{(i % 2 == 0 ? "low" : "high")},{i % 2 + random.NextDouble()},{random.NextDouble()}"));
        File.WriteAllText(Path.Combine(folder, "table.csv"), "id,artist,mood,one,two\n" + string.Join('\n', rows) + "\n");
        var file = Path.Combine(folder, "sweep.yaml");
        File.WriteAllText(file, $$"""
            data: { table: table.csv }
            labels: [{ column: mood }]
            split: { kind: groupKFold, folds: 2, innerFolds: 1 }
            features: [{ name: numbers, kind: columns, names: [one, two] }]
            trainers: [{ kind: logistic, l2: { log: [1.0e-3, 1.0e+3] }, l1: { range: [0, 5] } }]
            search: {{search}}
            launcher: { kind: inProcess, workers: 2 }
            report: [csv]

            """);
        return file;
    }
}
