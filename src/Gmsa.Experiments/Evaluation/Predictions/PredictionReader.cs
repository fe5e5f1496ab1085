using System.Globalization;
using CsvHelper;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Evaluation;

/// <summary>Reads the rows of one predictions file and collects what is wrong with them.</summary>
internal sealed class PredictionReader(string path, List<Problem> problems)
{
    private static readonly string[] Needed = ["track_id", "truth", "predicted"];
    private static readonly string[] Known = [.. Needed, "group", "fold"];

    private readonly Dictionary<string, int> columns = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Track, FoldName Round), long> lines = []; // of each track and round, where it first stood
    private readonly HashSet<long> malformed = []; // the lines on which records with unbalanced quotes start
    private int width;
    private string[] labels = [];
    private int[] probabilityColumns = [];

    public PredictionTable Read(string text)
    {
        using var csv = CsvReader.FromText(text, new CsvReaderOptions
        {
            HasHeader = false,
            Separator = ',',
            TrackLineNumbers = true,
            OnMalformedRecord = record => malformed.Add(record.LineNumber),
        });
        if (!csv.Read())
        {
            problems.Add(new(path, "is empty; expected a header line track_id,group,fold,truth,predicted,p_<label>..."));
            return new([], []);
        }
        ReadHeader(csv.Current.ToArray(), At(csv.LineNumber));
        if (problems.Count > 0) return new([], []);
        var rows = new List<Prediction>();
        while (csv.Read())
            if (ReadRow(csv.Current.ToArray(), csv.LineNumber) is { } row) rows.Add(row);
        if (rows.Count == 0 && problems.Count == 0) problems.Add(new(path, "has a header but no rows; at least one prediction is needed"));
        return new(labels, rows);
    }

    private void ReadHeader(string[] header, string at)
    {
        width = header.Length;
        for (var i = 0; i < header.Length; i++)
            if (!columns.TryAdd(header[i], i) && (Known.Contains(header[i]) || IsProbability(header[i])))
                problems.Add(new(at, $"column '{header[i]}' is there twice"));
        foreach (var column in Needed.Where(c => !columns.ContainsKey(c)))
            problems.Add(new(at, $"no column '{column}'. Found: {string.Join(", ", header)}"));
        probabilityColumns = [.. Enumerable.Range(0, header.Length).Where(i => IsProbability(header[i]))];
        labels = [.. probabilityColumns.Select(i => header[i][PredictionFile.ProbabilityPrefix.Length..])];
        if (labels.Length == 0) problems.Add(new(at, "no probability columns; expected one p_<label> for every label"));
        if (labels.Contains("")) problems.Add(new(at, "a probability column without a label; expected p_<label>"));
    }

    private Prediction? ReadRow(string[] fields, long line)
    {
        var (at, before) = (At(line), problems.Count);
        if (malformed.Contains(line))
            problems.Add(new(
                at, "a quotation mark without its partner; a field that has one in it is put in quotes and doubles it: \"7\"\" single\""));
        else if (fields.Length != width)
            problems.Add(new(at, $"{fields.Length} fields, but the header has {width}"));
        if (problems.Count > before) return null;
        var id = fields[columns["track_id"]];
        var fold = Optional(fields, "fold");
        var place = (id, FoldName.Parse(fold));
        if (id.Length == 0) problems.Add(new(at, "no track_id; every row needs one"));
        else if (!lines.TryAdd(place, line)) problems.Add(new(at, $"track '{id}' is there twice, first in line {lines[place]}"));
        var row = new Prediction(
            id, Optional(fields, "group"), fold,
            Label(fields, "truth", at), Label(fields, "predicted", at), Probabilities(fields, at));
        return problems.Count == before ? row : null;
    }

    private string Optional(string[] fields, string column) => columns.TryGetValue(column, out var i) ? fields[i] : "";

    private string Label(string[] fields, string column, string at)
    {
        var label = fields[columns[column]];
        if (!labels.Contains(label)) problems.Add(new(at, $"{column}: unknown label '{label}'. Known: {string.Join(", ", labels)}"));
        return label;
    }

    private double[] Probabilities(string[] fields, string at)
    {
        const double tolerance = 1e-3;
        var (probabilities, before) = (new double[labels.Length], problems.Count);
        for (var i = 0; i < labels.Length; i++)
        {
            var text = fields[probabilityColumns[i]];
            if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var p) || !(p >= 0 && p <= 1 + tolerance))
                problems.Add(new(at, $"p_{labels[i]}: '{text}' is not a probability; expected a number from 0 to 1"));
            probabilities[i] = p;
        }
        var sum = probabilities.Sum();
        if (problems.Count == before && !(Math.Abs(sum - 1) <= tolerance))
            problems.Add(new(
                at,
                string.Create(CultureInfo.InvariantCulture, $"the probabilities sum to {sum:0.######}; expected 1 within {tolerance}")));
        return probabilities;
    }

    private string At(long line) => $"{path}:{line}";

    private static bool IsProbability(string column) => column.StartsWith(PredictionFile.ProbabilityPrefix, StringComparison.Ordinal);
}
