using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gmsa.Experiments.Tests.Architecture;

/// <summary>
/// A number that C# turns into a TorchSharp Scalar on the way into a call can be finalised while native code still reads it: TorchSharp
/// 0.107.0 doesn't keep it alive, and a collection at the wrong moment gives a crash or, worse, another number. A Scalar has to be a
/// variable with <c>using</c>; members of TorchSharp that make such Scalars inside (its optimizers, its batch norms, <c>square</c>, sums
/// and differences whose factor isn't given, all operators but the product and the quotient of two tensors) are out of bounds.
/// </summary>
internal static class TorchScalars
{
    public static IReadOnlyList<string> Violations(SourceTree tree) =>
        [.. tree.Files.AsParallel().AsOrdered().SelectMany(file => OfFile(file, tree.Model(file)))];

    private static IEnumerable<string> OfFile(SyntaxTree file, SemanticModel model)
    {
        foreach (var node in file.GetRoot().DescendantNodes())
        {
            var made = node is ExpressionSyntax expression
                && model.GetConversion(expression) is { IsUserDefined: true, MethodSymbol: { } method }
                && method.ContainingType.ToDisplayString() == "TorchSharp.Scalar";
            var computes = node is BinaryExpressionSyntax or PrefixUnaryExpressionSyntax
                && model.GetSymbolInfo(node).Symbol is IMethodSymbol { MethodKind: MethodKind.UserDefinedOperator } operation
                && IsTensor(operation.ContainingType)
                && !(operation.Name is "op_Multiply" or "op_Division" && operation.Parameters.All(p => IsTensor(p.Type)));
            var calls = node is SimpleNameSyntax && model.GetSymbolInfo(node).Symbol is { } symbol && MakesScalars(symbol);
            if (made || computes || calls) yield return $"{file.FilePath}:{file.GetLineSpan(node.Span).StartLinePosition.Line + 1}: {node}";
        }
    }

    private static bool MakesScalars(ISymbol symbol) =>
        symbol.ToDisplayString().StartsWith("TorchSharp.torch.optim", StringComparison.Ordinal)
        || symbol.ToDisplayString().StartsWith("TorchSharp.torch.nn.BatchNorm", StringComparison.Ordinal) // counts batches with one
        || (symbol is IMethodSymbol method && IsTensor(method.ContainingType)
            && (method.Name is "square" or "square_"
                || (method.Name.TrimEnd('_') is "add" or "sub" or "subtract" or "addcdiv" or "addcmul"
                    && method.Parameters[^1].Name is not ("alpha" or "value"))));

    private static bool IsTensor(ITypeSymbol type) => type.ToDisplayString() == "TorchSharp.torch.Tensor";
}
