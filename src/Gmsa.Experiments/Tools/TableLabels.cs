using System.Globalization;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Moods;

namespace Gmsa.Experiments.Tools;

/// <summary>A table to label.</summary>
/// <param name="Table">A CSV file with a header; there need be no audio.</param>
/// <param name="Schemes">Names of label schemes; none: all of <paramref name="SchemesFile"/>, else mood8 and mood4.</param>
/// <param name="SchemesFile">An experiment file whose <c>schemes</c> may be named; null: built-in ones alone.</param>
/// <param name="Out">Where the table goes with its labels; null: nowhere.</param>
public sealed record LabelRequest(string Table, IReadOnlyList<string> Schemes, string? SchemesFile = null, string? Out = null);

/// <summary>How a table's tracks are labelled.</summary>
/// <param name="Out">The table that was written, if any.</param>
public sealed record LabelOutcome(string Table, int Tracks, IReadOnlyList<LabelCounts> Schemes, string? Out);

/// <summary>How many tracks have which label under a scheme.</summary>
/// <param name="Counts">A number for each of <paramref name="Labels"/>.</param>
/// <param name="NearBorder">Tracks less than <see cref="TableLabels.Near"/> away from another label; null where the label follows from
/// other columns than energy and valence.</param>
/// <param name="OnBorder">Those of them that are exactly on a border; null likewise.</param>
public sealed record LabelCounts(
    string Scheme, IReadOnlyList<string> Labels, IReadOnlyList<int> Counts, int WithoutLabel, int? NearBorder, int? OnBorder);

/// <summary>Labels the rows of a table.</summary>
public static class TableLabels
{
    /// <summary>How near a border counts as near, in the units of energy and valence.</summary>
    public const double Near = 0.05;

    internal static LabelOutcome Write(LabelRequest request)
    {
        var table = CsvTable.Read(request.Table);
        var manifest = new Manifest(table.Columns, [.. table.Rows.Select(row => TrackOf(table, row))]);
        var schemes = Schemes(request, manifest);
        TableCheck.Check(request, table, manifest, schemes);
        if (request.Out is { } path)
            CsvTable.Write(path, table.Columns.Concat(schemes.SelectMany(ColumnsOf)), table.Rows.Zip(manifest.Tracks,
                (row, track) => row.Fields.Concat(schemes.SelectMany(s => FieldsOf(s, track)))));
        return new(request.Table, manifest.Tracks.Count, [.. schemes.Select(s => Count(s, manifest))], request.Out);
    }

    private static IReadOnlyList<LabelScheme> Schemes(LabelRequest request, Manifest manifest)
    {
        string[] names = [.. request.Schemes.Distinct(StringComparer.Ordinal)];
        if (request.SchemesFile is { } file) return ExperimentFile.Schemes(file, names, manifest);
        string[] known = [.. MoodSchemes.All.Select(s => s.Name)];
        Problem[] unknown = [.. names.Where(n => !known.Contains(n)).Select(n => new Problem("--scheme",
            $"unknown label scheme '{n}'. {Suggestion.Among(n, known)} Own ones come from a file: --schemes FILE.yaml"))];
        if (unknown.Length > 0) throw new InputException(unknown);
        return names.Length == 0 ? MoodSchemes.All : [.. names.Select(n => MoodSchemes.All.First(s => s.Name == n))];
    }

    private static LabelCounts Count(LabelScheme scheme, Manifest manifest)
    {
        var labels = manifest.Tracks.Select(scheme.LabelOf).ToArray();
        var distances = manifest.Tracks.Select(scheme.BorderDistance).OfType<double>().ToArray();
        // In another plane a distance has another unit, and what is near there nobody knows.
        var hasBorders = scheme.Regions.Count > 0 && scheme.Inputs.All(MoodSchemes.Plane.Contains);
        return new(scheme.Name, scheme.Labels, [.. scheme.Labels.Select(l => labels.Count(x => x == l))], labels.Count(l => l is null),
            hasBorders ? distances.Count(d => d < Near) : null, hasBorders ? distances.Count(d => d == 0) : null);
    }

    /// <summary>The columns that a scheme adds: its labels, and distances to their borders.</summary>
    internal static string[] ColumnsOf(LabelScheme scheme) => [scheme.Name, scheme.Name + LabelScheme.BorderSuffix];

    private static string[] FieldsOf(LabelScheme scheme, Track track) =>
        [scheme.LabelOf(track) ?? "", scheme.BorderDistance(track)?.ToString("R", CultureInfo.InvariantCulture) ?? ""];

    // Rows keep their order, so that a track is named by its line.
    private static Track TrackOf(CsvTable table, TableRow row)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var c = 0; c < table.Columns.Count; c++) values[table.Columns[c]] = TrackIdentity.Value(row.Fields[c]);
        return new(FormattableString.Invariant($"of line {row.Line}"), "", values);
    }
}
