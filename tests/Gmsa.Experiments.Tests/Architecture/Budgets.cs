using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gmsa.Experiments.Tests.Architecture;

/// <summary>
/// Small files, functions and folders: a file that is too long says two things, a function that is too long hides its steps, and a folder
/// of too many files says nothing.
/// </summary>
internal static class Budgets
{
    private const int FileLines = 350, FunctionLines = 60, PipelineLines = 110, FolderFiles = 25;

    public static IReadOnlyList<string> Violations(SourceTree tree) => [.. tree.Files.SelectMany(OfFile)];

    /// <summary>Folders that hold too many files, those of folders in them not counted.</summary>
    public static IReadOnlyList<string> Crowded(SourceTree tree) =>
    [
        .. from folder in tree.Files.GroupBy(SourceTree.FolderOf)
            where folder.Count() > FolderFiles
            select $"{folder.Key} holds {folder.Count()} files; the limit is {FolderFiles}",
    ];

    private static IEnumerable<string> OfFile(SyntaxTree file)
    {
        var lines = Lines(file);
        var limit = file.FilePath.EndsWith("Gmsa.Experiments/Pipeline.cs", StringComparison.Ordinal) ? PipelineLines : FileLines;
        if (lines > limit) yield return $"{file.FilePath} has {lines} lines; the limit is {limit}";
        foreach (var function in Functions(file))
            if (Lines(function) is var length and > FunctionLines)
                yield return $"{file.FilePath}: {Name(function)} has {length} lines; the limit is {FunctionLines}";
    }

    /// <summary>How many lines a file has, empty ones at its end not counted.</summary>
    public static int Lines(SyntaxTree file) => file.GetText().ToString().TrimEnd('\n').Split('\n').Length;

    /// <summary>How many lines a function has, from its first attribute to its last brace.</summary>
    public static int Lines(SyntaxNode function)
    {
        var span = function.SyntaxTree.GetLineSpan(function.Span);
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    /// <summary>Methods, constructors, operators, accessors and local functions that do something.</summary>
    public static IEnumerable<SyntaxNode> Functions(SyntaxTree file) => file.GetRoot().DescendantNodes().Where(n => n is
        BaseMethodDeclarationSyntax { Body: not null } or BaseMethodDeclarationSyntax { ExpressionBody: not null }
        or AccessorDeclarationSyntax { Body: not null } or AccessorDeclarationSyntax { ExpressionBody: not null }
        or LocalFunctionStatementSyntax);

    private static string Name(SyntaxNode function) => function switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        LocalFunctionStatementSyntax local => local.Identifier.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        _ => function.Kind().ToString(),
    };
}
