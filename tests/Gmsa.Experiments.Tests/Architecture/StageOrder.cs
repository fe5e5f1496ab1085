using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gmsa.Experiments.Tests.Architecture;

/// <summary>
/// A stage may name only stages before it, and a part of a stage that stands in the order only parts before it; Demo stands beside
/// and knows the first stages alone. Files at the library's root know all, and nobody knows them. A stage is a folder and a
/// namespace, its parts are folders.
/// </summary>
internal static class StageOrder
{
    private const string Root = "Pipeline";

    private static readonly string[] Order =
    [
        "Foundation", "Manifests", "Moods", "Audio", "Demo", "Features", "Augmentation",
        "Datasets/Arrays", "Datasets/Splits", "Datasets/Cache", "Datasets", "Datasets/Views",
        "Evaluation/Predictions", "Evaluation/Metrics", "Evaluation/Tests", "Evaluation/Leaks", "Evaluation/Ensembles", "Evaluation",
        "Training", "Training/Tables", "Training/Networks", "Models",
        "Search/Space", "Search/Pruners", "Search", "Records", "Launchers",
        "Reports", "Reports/Findings", "Reports/Prose", "Reports/Page", "Reports/Plots", "Reports/Sections", "Reports/Explore",
        "Reports/Formats", "Config/Yaml", "Config",
        "Studies/Design", "Studies/Trials", "Studies/Closing", "Studies/Reading", "Tools", Root,
    ];

    private static readonly Dictionary<string, string[]> Beside = new() { ["Demo"] = ["Foundation", "Manifests", "Moods", "Audio"] };

    public static IReadOnlyList<string> Violations(SourceTree tree) =>
        [.. tree.Files.AsParallel().AsOrdered().SelectMany(file => OfFile(file, tree.Model(file)))];

    private static IEnumerable<string> OfFile(SyntaxTree file, SemanticModel model)
    {
        var folder = FolderOf(file);
        if (folder.Length == 0) return [];
        if (PartOf(folder) is not { } part) return [$"{file.FilePath}: {folder} is no stage"];
        return Named(file, model).Where(named => named != part && !MayName(part, named)).Distinct()
            .Select(named => $"{file.FilePath}: {part} names {named}");
    }

    private static bool MayName(string part, string named) => Beside.TryGetValue(part, out var known)
        ? known.Contains(named)
        : Array.IndexOf(Order, named) is var position && position >= 0 && position < Array.IndexOf(Order, part)
            && (named != "Demo" || part.Split('/')[0] is "Config" or "Studies" or "Tools");

    private static IEnumerable<string> Named(SyntaxTree file, SemanticModel model) =>
        file.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
            .Select(name => model.GetSymbolInfo(name).Symbol).OfType<ISymbol>()
            .SelectMany(symbol => symbol is INamespaceSymbol space ? [FirstPartOf(space.ToDisplayString())] : Declared(symbol))
            .OfType<string>();

    private static IEnumerable<string?> Declared(ISymbol symbol) =>
        (symbol.OriginalDefinition.DeclaringSyntaxReferences is { Length: > 0 } own
            ? own
            : symbol.ContainingType?.DeclaringSyntaxReferences ?? [])
            .Select(d => PartOf(FolderOf(d.SyntaxTree)));

    private static string? FirstPartOf(string space) => space.Split('.') is ["Gmsa", "Experiments", var stage, ..]
        ? Order.FirstOrDefault(part => part.Split('/')[0] == stage) : null;

    /// <summary>"Studies/Design" of a file of the library; empty of others'.</summary>
    private static string FolderOf(SyntaxTree file) => file.FilePath.Split('/') is not ["src", "Gmsa.Experiments", .. var below] ? ""
        : below.Length == 1 ? Root : string.Join('/', below[..^1]);

    /// <summary>The longest beginning of a folder's path that stands in the order; null where none does.</summary>
    private static string? PartOf(string folder)
    {
        for (var part = folder; part.Length > 0; part = part[..Math.Max(0, part.LastIndexOf('/'))])
            if (Order.Contains(part)) return part;
        return null;
    }
}
