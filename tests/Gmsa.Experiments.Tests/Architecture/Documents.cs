using System.Text.RegularExpressions;

namespace Gmsa.Experiments.Tests.Architecture;

/// <summary>Documents speak of files that are there, and in lines that a person can read beside the code.</summary>
internal static partial class Documents
{
    // Where a path in a document may start.
    private static readonly string[] Roots =
        ["", "src", "tests", ".github", "src/Gmsa.Experiments", "src/Gmsa.Experiments.Cli", "tests/Gmsa.Experiments.Tests"];

    // Not what is in folders of `results`: studies write reports of their own there.
    private static readonly (string Folder, SearchOption Depth)[] Folders =
    [
        (".", SearchOption.TopDirectoryOnly), ("results", SearchOption.TopDirectoryOnly), ("data-manifests", SearchOption.AllDirectories),
        ("src", SearchOption.AllDirectories), ("tests", SearchOption.AllDirectories), (".github", SearchOption.AllDirectories),
    ];

    /// <summary>The Markdown files of a checkout by their path from its root.</summary>
    public static IReadOnlyDictionary<string, string> Read(string root) => Folders
        .Where(f => Directory.Exists(Path.Combine(root, f.Folder)))
        .SelectMany(f => Directory.EnumerateFiles(Path.Combine(root, f.Folder), "*.md", f.Depth))
        .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/')).Where(IsOurs)
        .ToDictionary(file => file, file => File.ReadAllText(Path.Combine(root, file)), StringComparer.Ordinal);

    public static IReadOnlyList<string> Violations(IReadOnlyDictionary<string, string> documents) =>
        [.. documents.SelectMany(d => Missing(d.Key, d.Value).Concat(Wide(d.Key, d.Value)))];

    private static bool IsOurs(string file) => !file.Split('/').Any(part => part is "bin" or "obj" or "node_modules");

    private static IEnumerable<string> Missing(string document, string text) =>
        [.. from Match match in SourcePath().Matches(text)
            let path = match.Groups[1].Value
            where !IsPlaceholder(path) && !Roots.Append(Path.GetDirectoryName(document)!).Any(root => IsThere(root, path))
            select $"{document} speaks of {path}, which isn't there",
        .. from Match match in Link().Matches(text)
            let path = match.Groups[1].Value
            where !IsThere(Path.GetDirectoryName(document)!, path)
            select $"{document} leads to {path}, which isn't there"];

    private static bool IsThere(string root, string path) => Path.Exists(Path.Combine(Repository.Root, root, path));

    /// <summary>True of <c>Search/XSearch.cs</c> and <c>Features/PART/X.cs</c>, which stand for any.</summary>
    private static bool IsPlaceholder(string path) => path.Split('/').Any(part => part == "PART" || part.StartsWith('X'));

    private static IEnumerable<string> Wide(string document, string text)
    {
        foreach (var (index, line) in text.Split('\n').Index())
        {
            // A row of a table can't be broken, and a word neither.
            if (line.Length <= Columns.Most || line.StartsWith('|') || line.TrimStart().LastIndexOf(' ') < 0) continue;
            yield return FormattableString.Invariant($"{document}:{index + 1} has {line.Length} columns; the limit is {Columns.Most}");
        }
    }

    [GeneratedRegex(@"`([\w.-]+(?:/[\w.-]+)+\.(?:cs|md|sh|yaml|csv|csproj|targets|json))`")]
    private static partial Regex SourcePath();

    // What isn't an address of its own and no place on the page itself.
    [GeneratedRegex(@"\]\((?!https?:|mailto:|#)([^)\s#]+)[^)]*\)")]
    private static partial Regex Link();
}
