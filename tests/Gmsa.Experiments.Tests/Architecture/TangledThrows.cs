using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gmsa.Experiments.Tests.Architecture;

/// <summary>
/// What is thrown is a sentence. A query in a hole of it, or a sentence in a query of it, is read by nobody: a variable has a name.
/// </summary>
internal static class TangledThrows
{
    public static IReadOnlyList<string> Violations(SourceTree tree) => [.. tree.Files.AsParallel().AsOrdered().SelectMany(OfFile)];

    private static IEnumerable<string> OfFile(SyntaxTree file) =>
        from thrown in file.GetRoot().DescendantNodes().Where(n => n is ThrowStatementSyntax or ThrowExpressionSyntax)
        where Holes(thrown).Any(hole => Queries(hole).Any()) || Queries(thrown).Any(query => Holes(query).Any())
        select $"{file.FilePath}:{SourceTree.LineOf(thrown)}: a query in the text that is thrown";

    private static IEnumerable<SyntaxNode> Holes(SyntaxNode node) => node.DescendantNodes().OfType<InterpolationSyntax>();

    private static IEnumerable<SyntaxNode> Queries(SyntaxNode node) => node.DescendantNodes().Where(n =>
        n is QueryExpressionSyntax
        || n is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax } call
            && call.ArgumentList.Arguments.Any(a => a.Expression is AnonymousFunctionExpressionSyntax));
}
