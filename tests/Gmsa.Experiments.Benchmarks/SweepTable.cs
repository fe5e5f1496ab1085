using Gmsa.Experiments.Tests.Studies;

namespace Gmsa.Experiments.Benchmarks;

/// <summary>A small table, and an experiment on it whose trials cost next to nothing.</summary>
internal static class SweepTable
{
    public static string Write(string folder, string search)
    {
        SmallTable.Write(folder);
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
