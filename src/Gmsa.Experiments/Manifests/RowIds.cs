using System.Globalization;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Manifests;

/// <summary>Ids for the rows of tables that have none, which must not depend on where a row stands.</summary>
internal static class RowIds
{
    private const int Digits = 12;

    /// <summary>
    /// The table with a column <c>id</c> where it has none: the index where its values differ, else the start of the hash of a row's texts
    /// (with "-2" for its second twin).
    /// </summary>
    public static CsvTable Given(CsvTable table)
    {
        if (table.Columns.Contains("id", StringComparer.Ordinal)) return table;
        var ids = Indexed(table) ?? Hashed(table);
        return table with
        {
            Columns = ["id", .. table.Columns],
            Rows = [.. table.Rows.Zip(ids, (row, id) => row with { Fields = [id, .. row.Fields] })],
        };
    }

    private static string[]? Indexed(CsvTable table)
    {
        var index = table.Columns.ToList().IndexOf(CsvTable.IndexColumn);
        // A table that pandas read and saved again calls its first column so, if it had no name.
        if (index < 0 && RowNumbers.IsUnnamed(table.Columns[0])) index = 0;
        if (index < 0) return null;
        string[] ids = [.. table.Rows.Select(r => r.Fields[index].Trim())];
        return ids.All(id => id.Length > 0) && ids.Distinct(StringComparer.Ordinal).Count() == ids.Length ? ids : null;
    }

    private static IEnumerable<string> Hashed(CsvTable table)
    {
        // Twins are the same in every respect: it doesn't matter which of them is the second.
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in table.Rows)
        {
            var id = ContentHash.OfText(string.Join('\u001f', row.Fields))[..Digits];
            var count = seen[id] = seen.GetValueOrDefault(id) + 1;
            yield return count == 1 ? id : $"{id}-{count.ToString(CultureInfo.InvariantCulture)}";
        }
    }
}
