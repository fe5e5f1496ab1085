using System.Globalization;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Benchmarks;

/// <summary>A study that two builds run: its file, what is set in it, and the least trials and arms that have to come of it.</summary>
internal sealed record SameStudy(string Name, string File, string[] Sets, int Trials, int Arms);

/// <summary>The studies of <see cref="SameResults"/>: sound and a network; ensembles, seeds and a search that learns; processes.</summary>
internal static class SameStudies
{
    private const string Trainers = "trainers=[majority, { kind: logistic, space: default }, { kind: lightGbm, "
        + "trees: { logInt: [20, 60] }, leaves: { logInt: [3, 15] }, minExamplesPerLeaf: { logInt: [10, 50] }, "
        + "learningRate: { log: [0.02, 0.2] } }]";

    /// <summary>
    /// The studies, what they need written to a folder. Trials: of the quickstart 3 folds of 2 x (1 + 1 + 1 + 5), of tables 2 folds
    /// (and seeds) of 2 x (1 + N + N).
    /// </summary>
    /// <param name="table">The table of experiments/greek-table-4-vs-8.yaml; without one the second study has a made one too.</param>
    public static IReadOnlyList<SameStudy> Write(string folder, string? table)
    {
        var made = Made(folder);
        string[] own = table is null ? [] : ["data.table=" + Path.GetFullPath(table)];
        return
        [
            new("quickstart", Commands.Experiment("quickstart.yaml"), [], 48, 8),
            new("ensembles", table is null ? made : Commands.Experiment("greek-table-4-vs-8.yaml"),
                [.. own, "seeds=[1, 2]", "split={ kind: groupKFold, by: artist, folds: 2, innerFolds: 3 }", Trainers,
                    "search={ kind: tpe, trials: 6, startup: 3, ensemble: 3 }"], 104, 6),
            new("processes", made,
                ["split={ kind: groupKFold, by: artist, folds: 2 }", Trainers, "search={ kind: tpe, trials: 3, startup: 1 }",
                    "launcher={ kind: processes, workers: 2, memory: 3GB }"], 28, 6),
        ];
    }

    /// <summary>600 rows whose columns tell a little of energy and valence, and an experiment on them.</summary>
    private static string Made(string folder)
    {
        var random = new Seed(17).Generator();
        var rows = Enumerable.Range(0, 600).Select(i =>
        {
            var (energy, valence) = (random.NextDouble(), random.NextDouble());
            double[] numbers = [energy, valence, energy + random.NextDouble(), valence + random.NextDouble(),
                energy * valence + random.NextDouble(), random.NextDouble()];
            return string.Create(CultureInfo.InvariantCulture, $"{i},artist {i % 40},")
                + string.Join(',', numbers.Select(n => n.ToString("R", CultureInfo.InvariantCulture)));
        });
        File.WriteAllLines(Path.Combine(folder, "made.csv"), rows.Prepend("id,artist,energy,valence,one,two,three,four"));
        var file = Path.Combine(folder, "made.yaml");
        File.WriteAllText(file, """
            data: { table: made.csv }
            labels: [mood8, mood4]
            features: [{ name: numbers, kind: columns, names: [one, two, three, four] }]
            trainers: [majority]
            report: [html, markdown, csv]

            """);
        return file;
    }
}
