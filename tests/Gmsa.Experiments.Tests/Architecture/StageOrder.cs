using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gmsa.Experiments.Tests.Architecture;

/// <summary>A stage may name only stages before it; Demo stands beside and knows the first ones alone. Files at the library's root (Pipeline) know all.</summary>
internal static class StageOrder
{
    private static readonly string[] Order =
    [
        "Foundation", "Manifests", "Moods", "Audio", "Demo", "Features", "Augmentation", "Datasets", "Evaluation", "Training", "Models",
        "Search", "Runs", "Launchers", "Reports", "Config", "Trials",
    ];

    private static readonly Dictionary<string, string[]> Beside = new() { ["Demo"] = ["Foundation", "Manifests", "Moods", "Audio"] };

    public static IReadOnlyList<string> Violations(SourceTree tree) =>
        [.. tree.Files.AsParallel().AsOrdered().SelectMany(file => OfFile(file, tree.Model(file)))];

    private static IEnumerable<string> OfFile(SyntaxTree file, SemanticModel model)
    {
        var stage = StageOfPath(file.FilePath);
        if (stage.Length == 0) return [];
        if (!Order.Contains(stage)) return [$"{file.FilePath}: {stage} is no stage"];
        return Names(file, model).Where(named => named != stage && !MayName(stage, named)).Distinct()
            .Select(named => $"{file.FilePath}: {stage} names {named}");
    }

    private static bool MayName(string stage, string named) => Beside.TryGetValue(stage, out var known)
        ? known.Contains(named)
        : Array.IndexOf(Order, named) is var position && position >= 0 && position < Array.IndexOf(Order, stage)
            && (named != "Demo" || stage is "Config" or "Trials");

    private static IEnumerable<string> Names(SyntaxTree file, SemanticModel model) =>
        file.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
            .Select(name => model.GetSymbolInfo(name).Symbol).OfType<ISymbol>()
            .Select(symbol => StageOfNamespace((symbol is INamespaceSymbol space ? space : symbol.ContainingNamespace)?.ToDisplayString() ?? ""))
            .Where(stage => stage.Length > 0);

    private static string StageOfPath(string path)
    {
        var parts = path.Split('/');
        return parts is ["src", "Gmsa.Experiments", var stage, _, ..] ? stage : "";
    }

    private static string StageOfNamespace(string space)
    {
        var parts = space.Split('.');
        return parts is ["Gmsa", "Experiments", var stage, ..] && Order.Contains(stage) ? stage : "";
    }
}
