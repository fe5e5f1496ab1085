using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Gmsa.Experiments.Tests.Architecture;

/// <summary>
/// A tensor that is made without saying where lies on the CPU, and a network's lie where it computes: whoever makes one among networks
/// says on which device, and so does whoever makes a generator. Layers of torch are made on the CPU and go to the device with their
/// network; what is made like another tensor lies where that does.
/// </summary>
internal static class TorchDevices
{
    public const string Networks = "src/Gmsa.Experiments/Training/Networks/";

    /// <param name="tree">All of whose files make tensors for networks.</param>
    public static IReadOnlyList<string> Violations(SourceTree tree) =>
        [.. tree.Files.AsParallel().AsOrdered().SelectMany(file => OfFile(file, tree.Model(file)))];

    private static IEnumerable<string> OfFile(SyntaxTree file, SemanticModel model)
    {
        foreach (var node in file.GetRoot().DescendantNodes())
        {
            if (node is not (InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax)) continue;
            var (made, arguments) = model.GetOperation(node) switch
            {
                IInvocationOperation call => (call.TargetMethod, call.Arguments),
                IObjectCreationOperation { Constructor: { } constructor } creation => (constructor, creation.Arguments),
                _ => default,
            };
            if (made is null || !Makes(made)) continue;
            if (arguments.Any(a => a.ArgumentKind == ArgumentKind.DefaultValue && IsDevice(a.Parameter!.Type)))
                yield return $"{file.FilePath}:{file.GetLineSpan(node.Span).StartLinePosition.Line + 1}: {node}";
        }
    }

    private static bool Makes(IMethodSymbol method) => method.ContainingType.ToDisplayString() switch
    {
        "TorchSharp.torch" => !method.Name.EndsWith("_like", StringComparison.Ordinal),
        "TorchSharp.torch.Generator" => true,
        _ => false,
    };

    private static bool IsDevice(ITypeSymbol type) =>
        type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString() == "TorchSharp.torch.Device";
}
