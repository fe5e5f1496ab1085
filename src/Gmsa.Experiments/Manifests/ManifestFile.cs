using System.Globalization;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Manifests;

/// <summary>
/// Reads and writes manifests: CSV tables (see <see cref="CsvTable"/>) with a column <c>path</c>. Known columns are id, artist, album,
/// title, energy and valence (0..1 or blank), label, split, sha256 and parent (the id of the track that this one is an augmented copy
/// of); there may be any others. Every text but the path is read as its one spelling (<see cref="TrackIdentity.Value"/>), so that two of
/// one artist, label or key can't be taken for two.
/// </summary>
internal static class ManifestFile
{
    public static readonly IReadOnlyList<string> KnownColumns =
        ["id", "path", "artist", "album", "title", "energy", "valence", "label", "split", "sha256", "parent"];

    /// <exception cref="InputException">The file is not a manifest: every problem, the first 20 in full, each with its line.</exception>
    public static Manifest Read(string path) => Read(path, _ => true);

    /// <summary>
    /// A table without audio: as a manifest, but without <c>path</c>. Where it has no <c>id</c>, a row's id is its <c>index</c>
    /// (so is a first column without a name called, as pandas writes it), else the first 12 digits of the SHA-256 of what
    /// stands in it: never its place.
    /// </summary>
    /// <inheritdoc cref="Read(string)"/>
    public static Manifest ReadTable(string path) => Read(path, _ => false);

    /// <summary>A manifest, or a table without audio, that this program wrote.</summary>
    /// <inheritdoc cref="Read(string)"/>
    internal static Manifest ReadSaved(string path) => Read(path, table => !table.Columns.Contains("id"));

    private static Manifest Read(string path, Func<CsvTable, bool> mustHavePath) =>
        WrongFile.Told(path, Wanted.Table, () => ReadTracks(path, mustHavePath));

    private static Manifest ReadTracks(string path, Func<CsvTable, bool> mustHavePath)
    {
        var problems = new ProblemList(path);
        var table = CsvTable.Read(path, problems).WithNamedIndex();
        var needsPath = mustHavePath(table);
        if (!needsPath) table = RowIds.Given(Normalised(table));
        else if (!table.Columns.Contains("path", StringComparer.Ordinal))
            throw problems.With(1, $"there is no column 'path', which says where the audio is. Columns found: "
                + $"{string.Join(", ", table.Columns)}."
                + (Suggestion.Closest("path", table.Columns) is { } near ? $" Is '{near}' meant? Call it 'path'." : ""));
        if (table.Rows.Count == 0 && problems.Empty) problems.Add(1, "there is a header but no track below it.");
        var tracks = new List<Track>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in table.Rows)
        {
            var track = TrackOf(table.Columns, row);
            tracks.Add(track);
            if (needsPath && string.IsNullOrWhiteSpace(track.Path))
                problems.Add(row.Line, "the path is blank. Every row needs the path of its audio.");
            else if (string.IsNullOrWhiteSpace(track.Id))
                problems.Add(row.Line, "the id is blank. Every row needs one of its own, or the table no column 'id' at all.");
            CheckNumbers(c => track[c], row.Line, problems);
            if (!string.IsNullOrWhiteSpace(track.Id) && !lines.TryAdd(track.Id, row.Line))
                problems.Add(row.Line, $"the id '{track.Id}' is already that of line {lines[track.Id]}. Ids must be unique; without "
                    + "a column 'id' the path is the id.");
        }
        problems.ThrowIfAny();
        return Sorted(table.Columns, tracks);
    }

    /// <summary>
    /// Writes a manifest so that <see cref="Read(string)"/> gives it back, its texts normalised as there: UTF-8,
    /// line feeds, quotes where needed.
    /// </summary>
    public static void Write(string path, Manifest manifest) =>
        CsvTable.Write(path, manifest.Columns, manifest.Tracks.Select(track => manifest.Columns.Select(c => track[c])));

    private static Track TrackOf(IReadOnlyList<string> columns, TableRow row)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var c = 0; c < columns.Count; c++)
            values[columns[c]] = columns[c] == "path" ? row.Fields[c] : TrackIdentity.Value(row.Fields[c]);
        var path = values.GetValueOrDefault("path", "");
        if (!values.TryGetValue("id", out var id)) return new(path, path, values) { Line = row.Line };
        if (id.Length == 0) values["id"] = id = TrackIdentity.Value(path);
        return new(id, path, values) { Line = row.Line };
    }

    internal static CsvTable Normalised(CsvTable table) =>
        table with { Rows = [.. table.Rows.Select(row => row with { Fields = [.. row.Fields.Select(TrackIdentity.Value)] })] };

    internal static void CheckNumbers(Func<string, string> text, int line, ProblemList problems)
    {
        foreach (var column in (string[])["energy", "valence"])
        {
            var found = text(column);
            if (string.IsNullOrWhiteSpace(found)) continue;
            double? number = double.TryParse(found, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;
            if (number is not (>= 0 and <= 1)) problems.Add(line, NotUnit(column, found, isNumber: number is not null));
        }
    }

    /// <summary>What is said of a value that isn't from 0 to 1.</summary>
    internal static string NotUnit(string column, string found, bool isNumber) => isNumber
        ? $"{column} is {found}; it has to be from 0 to 1, or blank."
        : $"{column} is '{found}', which is not a number from 0 to "
            + $"1{(found.Contains(',') ? " (decimals need a point, not a comma)" : "")}.";

    private static Manifest Sorted(IReadOnlyList<string> columns, IEnumerable<Track> tracks) =>
        new(columns, [.. tracks.OrderBy(t => t.Id, StringComparer.Ordinal)]);
}
