using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Manifests;

/// <summary>Adds the columns of another table to a manifest's tracks.</summary>
internal static class JoinedTable
{
    /// <summary>A left join: tracks that the table lacks get blanks.</summary>
    /// <param name="on">The column by which rows belong to tracks; in the table its values are unique. Rows with a blank one are passed
    /// over.</param>
    /// <param name="columns">Those to add; null: all.</param>
    /// <returns>The manifest, and a sentence about the tracks that the table has no row for; null where it has all.</returns>
    /// <exception cref="InputException">The key is missing on a side or not unique, both have another column of the same name with other
    /// values, a column isn't there, or no row belongs to any track.</exception>
    public static (Manifest Manifest, string? Lacking) Of(Manifest manifest, string file, string on, IReadOnlyList<string>? columns = null)
    {
        var problems = new ProblemList(file);
        var table = ManifestFile.Normalised(CsvTable.Read(file, problems).WithNamedIndex());
        if (!table.Columns.Contains(on, StringComparer.Ordinal))
            problems.Add(1, $"there is no column '{on}' to join on. Columns found: "
                + $"{string.Join(", ", table.Columns)}.{Suggestion.DidYouMean(on, table.Columns)}");
        if (on != "id" && !manifest.Columns.Contains(on, StringComparer.Ordinal))
            problems.Add(1, $"the manifest has no column '{on}' to join on. Its columns: "
                + $"{string.Join(", ", manifest.Columns)}.{Suggestion.DidYouMean(on, manifest.Columns)}");
        foreach (var column in (columns ?? []).Where(c => !table.Columns.Contains(c, StringComparer.Ordinal)))
            problems.Add(1, $"there is no column '{column}' to add. Columns found: "
                + $"{string.Join(", ", table.Columns)}.{Suggestion.DidYouMean(column, table.Columns)}");
        problems.ThrowIfAny();
        if (columns is not null) table = Picked(table, [on, .. columns]);

        var rows = RowsByKey(table, on, problems);
        problems.ThrowIfAny();
        // A path is kept as it is written, and so is an id that is one.
        string Written(Track track) => TrackIdentity.Value(on == "id" ? track.Id : track[on]);
        var plain = OneToOne([.. rows.Keys], [.. manifest.Tracks.Select(Written).Distinct(StringComparer.Ordinal)]);
        rows = rows.ToDictionary(r => plain(r.Key), r => r.Value, StringComparer.Ordinal);
        string Key(Track track) => plain(Written(track));
        if (!manifest.Tracks.Any(t => rows.ContainsKey(Key(t))))
        {
            var (here, there) = (Example(rows.Keys), Example(manifest.Tracks.Select(Key)));
            throw problems.With(1, $"no row belongs to a track: '{on}' is {here} here and {there} in the manifest.");
        }
        var joined = Joined(manifest, table, on, track => rows.GetValueOrDefault(Key(track)), problems);
        foreach (var row in rows.Values) ManifestFile.CheckNumbers(c => Field(table, row, c), row.Line, problems);
        problems.ThrowIfAny();
        return (joined, Lacking([.. manifest.Tracks.Where(t => !rows.ContainsKey(Key(t)))], manifest, joined, table.File));
    }

    private static Manifest Joined(Manifest manifest, CsvTable table, string on, Func<Track, TableRow?> rowOf, ProblemList problems)
    {
        var (shared, added) = (Columns(inManifest: true), Columns(inManifest: false));
        int[] Columns(bool inManifest) => [.. Enumerable.Range(0, table.Columns.Count).Where(
            c => table.Columns[c] != on && manifest.Columns.Contains(table.Columns[c], StringComparer.Ordinal) == inManifest)];
        var tracks = new List<Track>();
        foreach (var track in manifest.Tracks)
        {
            var row = rowOf(track);
            var values = new Dictionary<string, string>(track.Values, StringComparer.Ordinal);
            foreach (var c in added) values[table.Columns[c]] = row?.Fields[c] ?? "";
            foreach (var c in shared.Where(c => row is not null && row.Fields[c] != TrackIdentity.Value(track[table.Columns[c]])))
                problems.Add(row!.Line, $"'{table.Columns[c]}' is '{row.Fields[c]}' here and '{track[table.Columns[c]]}' in the manifest. "
                    + $"Rename the column in one of them, or say in join which columns to add: `columns: {Example(table, added)}`.");
            tracks.Add(track with { Values = values });
        }
        return new([.. manifest.Columns, .. added.Select(c => table.Columns[c])], tracks);
    }

    private static string Example(CsvTable table, int[] added) =>
        added.Length == 0 ? "[NAME]" : $"[{string.Join(", ", added.Select(c => table.Columns[c]))}]";

    private static string? Lacking(Track[] without, Manifest manifest, Manifest joined, string file)
    {
        if (without.Length == 0) return null;
        string[] blank = [.. joined.Columns.Except(manifest.Columns, StringComparer.Ordinal)];
        return FormattableString.Invariant($"{Path.GetFileName(file)} has no row for {without.Length} of {manifest.Tracks.Count} tracks")
            + $", the first: '{without[0].Id}'"
            + $"{(without[0].Line > 0 ? FormattableString.Invariant($" in line {without[0].Line} of the manifest") : "")}"
            + (blank.Length == 0 ? "." : $". What it would say of them is blank ({string.Join(", ", blank)}).");
    }

    private static CsvTable Picked(CsvTable table, string[] wanted)
    {
        int[] kept = [.. Enumerable.Range(0, table.Columns.Count).Where(c => wanted.Contains(table.Columns[c], StringComparer.Ordinal))];
        return table with
        {
            Columns = [.. kept.Select(c => table.Columns[c])],
            Rows = [.. table.Rows.Select(r => r with { Fields = [.. kept.Select(c => r.Fields[c])] })],
        };
    }

    /// <summary>Takes 1, 01 and 1.0 for one key, as programs write it that take keys for numbers; nothing where that would make one of
    /// two.</summary>
    private static Func<string, string> OneToOne(string[] here, string[] there) =>
        here.DistinctBy(WholeNumber.Plain).Count() == here.Length && there.DistinctBy(WholeNumber.Plain).Count() == there.Length
            ? WholeNumber.Plain : key => key;

    private static Dictionary<string, TableRow> RowsByKey(CsvTable table, string on, ProblemList problems)
    {
        var rows = new Dictionary<string, TableRow>(StringComparer.Ordinal);
        foreach (var row in table.Rows)
        {
            var key = Field(table, row, on);
            if (!string.IsNullOrWhiteSpace(key) && !rows.TryAdd(key, row))
                problems.Add(row.Line, $"'{on}' is '{key}' here and on line {rows[key].Line}. A track can have one row only.");
        }
        return rows;
    }

    private static string Field(CsvTable table, TableRow row, string column)
    {
        for (var c = 0; c < table.Columns.Count; c++)
            if (table.Columns[c] == column)
                return row.Fields[c];
        return "";
    }

    private static string Example(IEnumerable<string> keys) =>
        keys.FirstOrDefault(k => !string.IsNullOrWhiteSpace(k)) is { } key ? $"'{key}'" : "blank";
}
