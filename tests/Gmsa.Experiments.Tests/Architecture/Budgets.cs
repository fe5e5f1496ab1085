using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gmsa.Experiments.Tests.Architecture;

/// <summary>Small files, small functions: a file that is too long says two things, a function that is too long hides its steps.</summary>
internal static class Budgets
{
    private const int FileLines = 300, FunctionLines = 60, PipelineLines = 100;

    public static IReadOnlyList<string> Violations(SourceTree tree) => [.. tree.Files.SelectMany(OfFile)];

    private static IEnumerable<string> OfFile(SyntaxTree file)
    {
        var lines = file.GetText().ToString().TrimEnd('\n').Split('\n').Length;
        var limit = file.FilePath.EndsWith("Gmsa.Experiments/Pipeline.cs", StringComparison.Ordinal) ? PipelineLines : FileLines;
        if (lines > limit) yield return $"{file.FilePath} has {lines} lines; the limit is {limit}";
        foreach (var function in file.GetRoot().DescendantNodes().Where(n => n is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax))
        {
            var span = file.GetLineSpan(function.Span);
            var length = span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
            if (length > FunctionLines) yield return $"{file.FilePath}: {Name(function)} has {length} lines; the limit is {FunctionLines}";
        }
    }

    private static string Name(SyntaxNode function) => function switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        LocalFunctionStatementSyntax local => local.Identifier.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        _ => function.Kind().ToString(),
    };
}
