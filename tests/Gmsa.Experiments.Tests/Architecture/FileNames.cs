using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gmsa.Experiments.Tests.Architecture;

/// <summary>A file is named after a type in it, so that whoever reads a type's name knows where it stands; that of a
/// kind may have the kind's name and hold its options alone. Programs have no type.</summary>
internal static class FileNames
{
    public static IReadOnlyList<string> Violations(SourceTree tree) => [.. tree.Files.SelectMany(OfFile)];

    private static IEnumerable<string> OfFile(SyntaxTree file)
    {
        var name = Path.GetFileNameWithoutExtension(file.FilePath);
        var root = file.GetRoot();
        if (name == "Program" || root.DescendantNodes().Any(n => n is GlobalStatementSyntax)) yield break;
        string[] types = [.. root.DescendantNodes(n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .Select(TypeName).OfType<string>()];
        if (!types.Contains(name) && !types.Contains(name + "Options"))
            yield return $"{file.FilePath} holds {string.Join(", ", types)}; none is called {name}";
    }

    private static string? TypeName(SyntaxNode node) => node switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        DelegateDeclarationSyntax type => type.Identifier.Text,
        _ => null,
    };
}
