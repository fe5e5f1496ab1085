using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gmsa.Experiments.Tests.Architecture;

/// <summary>
/// Lines that can be read without turning the head, in code, strings and comments alike. Two things alone may reach further, since
/// they can't be broken: a raw string literal, which is what it says, and a URL that ends its line, but for brackets.
/// </summary>
internal static partial class Columns
{
    public const int Most = 140;

    public static IReadOnlyList<string> Violations(SourceTree tree) => [.. tree.Files.AsParallel().AsOrdered().SelectMany(OfFile)];

    private static IEnumerable<string> OfFile(SyntaxTree file) =>
        from line in file.GetText().Lines
        where line.Span.Length > Most && !EndsInUrl(line.ToString()) && !IsRaw(file, line.Start + Most)
        select $"{file.FilePath}:{line.LineNumber + 1} has {line.Span.Length} columns; the limit is {Most}";

    private static bool EndsInUrl(string line) => Url().Match(line) is { Success: true, Index: <= Most };

    /// <summary>Whether the first column too many belongs to a raw string, with or without holes.</summary>
    private static bool IsRaw(SyntaxTree file, int position)
    {
        var token = file.GetRoot().FindToken(position);
        return token.Kind() is SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
                or SyntaxKind.Utf8SingleLineRawStringLiteralToken or SyntaxKind.Utf8MultiLineRawStringLiteralToken
            ? token.Span.Contains(position)
            : token.Parent!.AncestorsAndSelf().OfType<InterpolatedStringExpressionSyntax>().Any(text => text.Span.Contains(position)
                && text.StringStartToken.Kind() is SyntaxKind.InterpolatedSingleLineRawStringStartToken
                    or SyntaxKind.InterpolatedMultiLineRawStringStartToken);
    }

    [GeneratedRegex(@"https?://\S+[ )\]}]*$")]
    private static partial Regex Url();
}
