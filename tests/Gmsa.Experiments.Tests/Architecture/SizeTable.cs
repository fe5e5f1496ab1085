using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Gmsa.Experiments.Tests.Architecture;

/// <summary>
/// How large the folders of the source are, as a table between two marks of a text. It may be off by a fifth, or by one, so that not every
/// change has to renew it; its rows are exactly the folders.
/// </summary>
internal static class SizeTable
{
    private const string Begin = "<!-- sizes -->\n", End = "<!-- /sizes -->";
    private const string Head =
        "| folder | files | lines of a file, median | lines of a function, median | longest function |\n|---|---|---|---|---|\n";
    private const string Renewal = "GMSA_SNAPSHOTS=write in the environment of this test renews the table";

    public static IReadOnlyList<string> Violations(SourceTree tree, string text)
    {
        if (Parts(text) is not var (_, table, _)) return [$"there is no table between {Begin.Trim()} and {End}"];
        var told = table.Split('\n').Skip(2).Select(Cells).Where(c => c.Length == 5)
            .ToDictionary(c => c[0], c => c[1..].Select(Number).ToArray());
        var found = Rows(tree).ToDictionary(r => r.Folder, r => r.Figures);
        return
        [
            .. found.Keys.Except(told.Keys).Select(folder => $"the table lacks {folder}; {Renewal}"),
            .. told.Keys.Except(found.Keys).Select(folder => $"the table has {folder}, which is no folder of sources; {Renewal}"),
            .. found.Keys.Intersect(told.Keys).Where(folder => !found[folder].Zip(told[folder]).All(f => Near(f.First, f.Second)))
                .Select(folder => $"{folder} is {Words(found[folder])}, and the table says {Words(told[folder])}; {Renewal}"),
        ];
    }

    /// <summary>The text with a table that is right.</summary>
    public static string Renewed(SourceTree tree, string text) => Parts(text) is var (before, _, after)
        ? before + Head
            + string.Concat(Rows(tree).Select(r => $"| `{r.Folder}` | {string.Join(" | ", r.Figures.Select(Text))} |\n")) + after
        : text;

    private static IEnumerable<(string Folder, int[] Figures)> Rows(SourceTree tree) =>
        from folder in tree.Files.GroupBy(SourceTree.FolderOf)
        let functions = folder.SelectMany(Budgets.Functions).Select(Budgets.Lines).ToArray()
        orderby folder.Key
        select (Name(folder.Key),
            (int[])[folder.Count(), Median(folder.Select(Budgets.Lines)), Median(functions), functions.DefaultIfEmpty().Max()]);

    /// <summary>A stage's folder is called as the stages' table calls it, without the library's.</summary>
    private static string Name(string folder) => folder["src/".Length..] is var path
        && path.StartsWith("Gmsa.Experiments/", StringComparison.Ordinal) ? path["Gmsa.Experiments/".Length..] + "/" : path + "/";

    private static int Median(IEnumerable<int> values) =>
        values.Order().ToArray() is { Length: > 0 } sorted ? sorted[sorted.Length / 2] : 0;

    private static bool Near(int found, int told) => 5 * Math.Abs(found - told) <= Math.Max(5, found);

    private static string[] Cells(string row) => [.. row.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(c => c.Trim().Trim('`'))];

    private static int Number(string cell) =>
        int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Words(int[] figures) => string.Join(", ", figures.Select(Text));

    /// <summary>
    /// What stands before, between and behind the marks, which belong to the first and the last; null where they aren't there.
    /// </summary>
    private static (string Before, string Table, string After)? Parts(string text)
    {
        var (begin, end) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        return begin < Begin.Length || end < begin ? null : (text[..begin], text[begin..end], text[end..]);
    }
}
