using System.Globalization;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Moods;
using Gmsa.Experiments.Training;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Gmsa.Experiments.Benchmarks;

/// <summary>A table of numbers with a label and a group each, and outer folds of rows to test on.</summary>
/// <param name="Folds">Of each row the outer fold that it is tested in; empty where there are none, and all rows are for learning.</param>
internal sealed record SweptTable(
    string Name, IReadOnlyList<string> Labels, float[][] Features, int[] Truth, IReadOnlyList<Track> Tracks, IReadOnlyList<string> Folds)
{
    private static readonly string[] Columns =
        [
        "length", "popularity", "danceability", "acousticness", "instrumentalness", "liveness", "loudness", "speechiness", "tempo",
        "time_signature",
    ];

    internal sealed class Row
    {
        public float[] Features { get; init; } = [];
        public uint Label { get; init; } // from 0: ML.NET adds the 1 of a key itself
    }

    /// <summary>The Greek tracks with energy and valence withheld.</summary>
    public static SweptTable Greek(string shared, LabelScheme scheme)
    {
        var rows = Read(Path.Combine(shared, "corpora", "greek", "Spotify_Tracks.csv"));
        var folds = Read(Path.Combine(shared, "bench", "greek_folds.csv")).ToDictionary(row => row["index"], row => row["fold"]);
        Track[] tracks = [.. rows.Select(row => new Track(row[""], "", row))];
        return new(scheme.Name, scheme.Labels, [.. rows.Select(row => Columns.Select(c => Number(row[c])).ToArray())],
            [.. tracks.Select(t => Position(scheme.Labels, scheme.LabelOf(t)!))], tracks, [.. tracks.Select(t => folds[t.Id])]);
    }

    /// <summary>Any other table: the columns <c>label</c> and, where there are groups, <c>artist</c>; the others are numbers.</summary>
    public static SweptTable Other(string path)
    {
        var rows = Read(path);
        string[] labels = [.. rows.Select(row => row["label"]).Distinct().Order(StringComparer.Ordinal)];
        string[] columns = [.. rows[0].Keys.Where(c => c is not ("label" or "artist"))];
        return new(Path.GetFileNameWithoutExtension(path), labels, [.. rows.Select(row => columns.Select(c => Number(row[c])).ToArray())],
            [.. rows.Select(row => Position(labels, row["label"]))],
            [.. rows.Select((row, i) => new Track(i.ToString("D6", CultureInfo.InvariantCulture), "", row))], []);
    }

    /// <summary>Test parts of inner folds by artist, as positions in the whole table.</summary>
    public IReadOnlyList<IReadOnlyList<int>> InnerFolds(IReadOnlyList<int> training, int folds, Seed seed) =>
        [.. new GroupKFoldOptions { Folds = folds }.Create()
            .Split([.. training.Select(i => Tracks[i])], [.. training.Select(i => Labels[Truth[i]])], seed)
            .Select(fold => fold.Test.Select(i => training[i]).ToArray())];

    public IDataView View(MLContext ml, IEnumerable<int> rows)
    {
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, Features[0].Length);
        schema[nameof(Row.Label)].ColumnType = new KeyDataViewType(typeof(uint), Labels.Count);
        schema[nameof(Row.Label)].AddAnnotation("KeyValues",
            new VBuffer<ReadOnlyMemory<char>>(Labels.Count, [.. Labels.Select(l => l.AsMemory())]),
            new VectorDataViewType(TextDataViewType.Instance, Labels.Count));
        return ml.Data.LoadFromEnumerable(rows.Select(i => new Row { Features = Features[i], Label = (uint)Truth[i] }).ToArray(), schema);
    }

    public TrainingContext Context(IEnumerable<int> rows, Seed seed)
    {
        var ml = new MLContext(seed: 1);
        return new(ml, View(ml, rows), null, Labels, [new(Features[0].Length, 1)], seed, null, _ => { }, CancellationToken.None);
    }

    private static int Position(IReadOnlyList<string> labels, string label) => labels.ToList().IndexOf(label);

    private static float Number(string text) => float.Parse(text, CultureInfo.InvariantCulture);

    private static List<Dictionary<string, string>> Read(string path)
    {
        using var csv = CsvHelper.CsvReader.FromText(File.ReadAllText(path),
            new CsvHelper.CsvReaderOptions { HasHeader = false, Separator = ',' });
        csv.Read();
        var header = csv.Current.ToArray();
        var rows = new List<Dictionary<string, string>>();
        while (csv.Read())
        {
            var fields = csv.Current.ToArray();
            rows.Add(header.Zip(fields).ToDictionary(p => p.First, p => p.Second));
        }
        return rows;
    }
}
