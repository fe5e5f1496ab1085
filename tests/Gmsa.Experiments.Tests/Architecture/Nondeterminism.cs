using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gmsa.Experiments.Tests.Architecture;

/// <summary>Time is read in one file; random numbers come from seeds; identity never comes from a runtime's hash codes.</summary>
internal static class Nondeterminism
{
    private const string Clock = "src/Gmsa.Experiments/Foundation/Clock.cs";

    private static readonly HashSet<string> Members =
    [
        "System.DateTime.Now", "System.DateTime.UtcNow", "System.DateTime.Today", "System.DateTimeOffset.Now",
        "System.DateTimeOffset.UtcNow", "System.Guid.NewGuid", "System.Guid.CreateVersion7", "System.Environment.TickCount",
        "System.Environment.TickCount64", "System.IO.Path.GetRandomFileName", "System.IO.Path.GetTempFileName", "string.GetHashCode",
        "object.GetHashCode",
    ];

    private static readonly HashSet<string> Types =
    [
        "System.Diagnostics.Stopwatch", "System.Random", "System.TimeProvider", "System.HashCode",
        "System.Security.Cryptography.RandomNumberGenerator",
    ];

    public static IReadOnlyList<string> Violations(SourceTree tree) =>
        [.. tree.Files.Where(f => f.FilePath != Clock).AsParallel().AsOrdered().SelectMany(file => OfFile(file, tree.Model(file)))];

    private static IEnumerable<string> OfFile(SyntaxTree file, SemanticModel model) =>
        from name in file.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
        let symbol = model.GetSymbolInfo(name).Symbol
        where symbol is not null
            && (Types.Contains(symbol.ToDisplayString()) || Types.Contains(symbol.ContainingType?.ToDisplayString() ?? "")
                || Members.Contains($"{symbol.ContainingType?.ToDisplayString()}.{symbol.Name}"))
        select $"{file.FilePath}:{file.GetLineSpan(name.Span).StartLinePosition.Line + 1}: {symbol.ToDisplayString()}";
}
