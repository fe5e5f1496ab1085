using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gmsa.Experiments.Tests.Architecture;

/// <summary>A clause that catches everything turns a bug into a result. One place may: where a trial that fails becomes a record.</summary>
internal static class CatchAll
{
    public static IReadOnlyList<string> Files(SourceTree tree) =>
        [.. tree.Files.Where(f => f.GetRoot().DescendantNodes().OfType<CatchClauseSyntax>().Any(Everything)).Select(f => f.FilePath)];

    // A bare catch that throws again cleans up and hides nothing.
    private static bool Everything(CatchClauseSyntax clause) => clause.Declaration is null
        ? !clause.Block.Statements.Any(s => s is ThrowStatementSyntax { Expression: null })
        : clause.Declaration.Type.ToString() is "Exception" or "System.Exception" && clause.Filter is null;
}
