using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gmsa.Experiments.Tests.Architecture;

/// <summary>
/// A number that C# turns into a TorchSharp Scalar on the way into a call can be finalised while native code still reads it: TorchSharp 0.107.0
/// doesn't keep it alive, and a collection at the wrong moment gives a crash or, worse, another number. A Scalar has to be a variable with
/// <c>using</c>; members of TorchSharp that make such Scalars inside (its optimizers, operators with a number, <c>square</c>) are out of bounds.
/// </summary>
internal static class TorchScalars
{
    public static IReadOnlyList<string> Violations(SourceTree tree) =>
        [.. tree.Files.AsParallel().AsOrdered().SelectMany(file => OfFile(file, tree.Model(file)))];

    private static IEnumerable<string> OfFile(SyntaxTree file, SemanticModel model)
    {
        foreach (var node in file.GetRoot().DescendantNodes())
        {
            var made = node is ExpressionSyntax expression && model.GetConversion(expression) is { IsUserDefined: true, MethodSymbol: { } method }
                && method.ContainingType.ToDisplayString() == "TorchSharp.Scalar";
            var computes = node is BinaryExpressionSyntax && model.GetSymbolInfo(node).Symbol is IMethodSymbol { MethodKind: MethodKind.UserDefinedOperator } operation
                && operation.ContainingType.ToDisplayString() == "TorchSharp.torch.Tensor" && operation.Parameters.Any(p => p.Type.SpecialType != SpecialType.None);
            var calls = node is SimpleNameSyntax && model.GetSymbolInfo(node).Symbol is { } symbol && MakesScalars(symbol);
            if (made || computes || calls) yield return $"{file.FilePath}:{file.GetLineSpan(node.Span).StartLinePosition.Line + 1}: {node}";
        }
    }

    private static bool MakesScalars(ISymbol symbol) =>
        symbol.ToDisplayString().StartsWith("TorchSharp.torch.optim", StringComparison.Ordinal)
        || (symbol.Name is "square" or "square_" && symbol.ContainingType?.ToDisplayString() == "TorchSharp.torch.Tensor");
}
