using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Moods;

namespace Gmsa.Experiments.Tools;

/// <summary>Finds everything that is wrong with a table to label, and with where it should go, before anything is written.</summary>
internal static class TableCheck
{
    /// <exception cref="InputException">A column is missing, energy or valence is no number from 0 to 1, or the result
    /// can't be written.</exception>
    public static void Check(LabelRequest request, CsvTable table, Manifest manifest, IReadOnlyList<LabelScheme> schemes)
    {
        var problems = new ProblemList(request.Table);
        if (table.Rows.Count == 0) problems.Add(1, "there is a header but no track below it.");
        foreach (var column in schemes.SelectMany(s => s.Inputs).Distinct())
        {
            if (!table.Columns.Contains(column))
                problems.Add(1, $"there is no column '{column}', needed for "
                    + $"{string.Join(" and ", schemes.Where(s => s.Inputs.Contains(column)).Select(s => s.Name))}. "
                    + "Columns found: "
                    + $"{string.Join(", ", table.Columns.Where(c => c.Length > 0))}.{Suggestion.DidYouMean(column, table.Columns)}");
            else if (MoodSchemes.Plane.Contains(column)) CheckUnit(column, table, manifest, problems);
        }
        problems.ThrowIfAny();
        if (request.Out is { } path) CheckPlace(path, request, table, schemes);
    }

    private static void CheckUnit(string column, CsvTable table, Manifest manifest, ProblemList problems)
    {
        var given = table.Rows.Zip(manifest.Tracks, (row, track) => (row.Line, Text: track[column], Number: track.Number(column)))
            .Where(r => r.Text.Length > 0).ToArray();
        var outside = given.Where(r => r.Number is not (>= 0 and <= 1)).ToArray();
        if (outside.Length * 2 > given.Length && Array.TrueForAll(given, r => r.Number is >= 0 and <= 100))
        {
            problems.Add(outside[0].Line,
                $"{column} is {outside[0].Text}; it has to be from 0 to 1. All its values are from 0 to 100: divide by 100.");
            return;
        }
        foreach (var (line, text, number) in outside)
            problems.Add(line, ManifestFile.NotUnit(column, text, isNumber: number is not null));
    }

    /// <summary>Whether a file's first line is the header of a table with labels: they come with the distance to their border.</summary>
    private static bool IsLabelled(string path) => File.ReadLines(path).FirstOrDefault() is { } header
        && header.Split(',').Any(column => column.Trim('"').EndsWith(LabelScheme.BorderSuffix, StringComparison.Ordinal));

    private static void CheckPlace(string path, LabelRequest request, CsvTable table, IReadOnlyList<LabelScheme> schemes)
    {
        OutputPlace.Named("--out", path, "a file");
        if (OutputPlace.IsSame(path, request.Table))
            throw new InputException("--out", $"{path} is the table itself, which is never changed; name another file");
        if (request.SchemesFile is { } file && OutputPlace.IsSame(path, file))
            throw new InputException("--out", $"{path} is the file of --schemes, which is never changed; name another file");
        OutputPlace.File("--out", path, IsLabelled, "a table that this command wrote");
        Problem[] taken = [.. table.Columns.Concat(schemes.SelectMany(TableLabels.ColumnsOf))
            .GroupBy(c => c, StringComparer.Ordinal).Where(g => g.Count() > 1)
            .Select(g => new Problem("--out",
                $"the column '{g.Key}' would be there twice; rename it in the table, or choose other schemes with --scheme"))];
        if (taken.Length > 0) throw new InputException(taken);
    }
}
