using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Studies;

/// <summary>Studies of a table of two labels and what differs from it, to be compared with each other: each runs in a moment.</summary>
public sealed class SmallStudies : IDisposable
{
    public SmallStudies()
    {
        SmallTable.Write(Folder);
        First = Run("first", "table.csv", "[majority, { kind: logistic, l2: { log: [0.1, 10] } }]");
        // Of the artists 0 to 11, with a split of its own.
        Derive("part.csv",
            row => int.Parse(row[1]["artist ".Length..], System.Globalization.CultureInfo.InvariantCulture) < 12 ? row : null);
        Second = Run("second", "part.csv", "[{ kind: lightGbm, trees: 20, minExamplesPerLeaf: 5 }]", "seed: 7");
    }

    public string Folder { get; } = Repository.TemporaryFolder();

    /// <summary>96 tracks; a majority and a logistic arm.</summary>
    public string First { get; }

    /// <summary>72 of those tracks; a LightGBM arm.</summary>
    public string Second { get; }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>
    /// A table made of the first one's rows (id, artist, mood, one, two, huge); rows of which nothing is made are left out.
    /// </summary>
    public string Derive(string name, Func<string[], string[]?> made, string header = "id,artist,mood,one,two,huge")
    {
        var rows = File.ReadAllLines(Path.Combine(Folder, "table.csv")).Skip(1).Select(l => made(l.Split(','))).OfType<string[]>()
            .Select(r => string.Join(',', r));
        File.WriteAllText(Path.Combine(Folder, name), header + "\n" + string.Join('\n', rows) + "\n");
        return name;
    }

    /// <summary>Runs a study and gives its folder.</summary>
    public string Run(
        string name, string table, string trainers = "[majority]", string more = "", string labels = "[{ column: mood }]",
        string split = "{ kind: groupKFold, folds: 2 }", string results = "results")
    {
        var file = Path.Combine(Folder, FormattableString.Invariant($"{name}-{Directory.GetFiles(Folder, "*.yaml").Length}.yaml"));
        File.WriteAllText(file, $$"""
            name: {{name}}
            data: { table: {{table}} }
            labels: {{labels}}
            split: {{split}}
            features: [{ name: numbers, kind: columns, names: [one, two] }]
            trainers: {{trainers}}
            search: { trials: 2 }
            {{more}}
            """);
        return Pipeline.Run(new(file, [], null, Path.Combine(Folder, results)), Progress.Unheard,
            TestContext.Current.CancellationToken).Folder;
    }
}
