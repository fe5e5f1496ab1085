using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gmsa.Experiments.Tests.Architecture;

/// <summary>
/// What is thrown is a sentence. A query in a hole of it, or a sentence in a query of it, is read by nobody: a variable has a name.
/// </summary>
internal static class TangledThrows
{
    // Select, Where, OrderBy and the like: what takes a function whichever way it is called.
    private static readonly HashSet<string> Asking = typeof(Enumerable).GetMethods().GroupBy(m => m.Name)
        .Where(named => named.All(m => m.GetParameters().Any(p => p.ParameterType.Name.StartsWith("Func`", StringComparison.Ordinal))))
        .Select(named => named.Key).ToHashSet(StringComparer.Ordinal);

    public static IReadOnlyList<string> Violations(SourceTree tree) => [.. tree.Files.AsParallel().AsOrdered().SelectMany(OfFile)];

    private static IEnumerable<string> OfFile(SyntaxTree file) =>
        from thrown in file.GetRoot().DescendantNodes().Where(n => n is ThrowStatementSyntax or ThrowExpressionSyntax)
        where Holes(thrown).Any(hole => Queries(hole).Any()) || Queries(thrown).Any(query => Holes(query).Any())
        select $"{file.FilePath}:{SourceTree.LineOf(thrown)}: a query in the text that is thrown";

    private static IEnumerable<SyntaxNode> Holes(SyntaxNode node) => node.DescendantNodes().OfType<InterpolationSyntax>();

    private static IEnumerable<SyntaxNode> Queries(SyntaxNode node) => node.DescendantNodes().Where(n =>
        n is QueryExpressionSyntax
        || n is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax called } call
            && (called.Expression is not PredefinedTypeSyntax && Asking.Contains(called.Name.Identifier.Text) // string.Join is none
                || call.ArgumentList.Arguments.Any(a => a.Expression is AnonymousFunctionExpressionSyntax)));
}
