using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Gmsa.Experiments.Tests.Architecture;

/// <summary>
/// Source files by path from the checkout's root, parsed and, where a rule asks for what names mean, bound. Files of tests are only ever
/// parsed.
/// </summary>
internal sealed class SourceTree
{
    /// <summary>What every file of this project begins with.</summary>
    public const string GlobalUsings =
        "global using System; global using System.IO; global using System.Linq; global using System.Collections.Generic; "
        + "global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";

    private static readonly Lazy<MetadataReference[]> Referenced = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(a => Path.GetFileName(a) is not ("Gmsa.Experiments.dll" or "gmsa.dll"))
            .Select(a => MetadataReference.CreateFromFile(a)),
    ]);

    private readonly Lazy<CSharpCompilation> compilation;
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> models;

    private SourceTree(
        IReadOnlyList<SyntaxTree> files, Lazy<CSharpCompilation> compilation, ConcurrentDictionary<SyntaxTree, SemanticModel> models) =>
        (Files, this.compilation, this.models) = (files, compilation, models);

    private SourceTree(IReadOnlyList<SyntaxTree> files, Func<CSharpCompilation> compile) : this(files, new(compile), new()) { }

    /// <summary>The files to examine.</summary>
    public IReadOnlyList<SyntaxTree> Files { get; }

    /// <summary>The same for every rule, so that a file is bound once.</summary>
    public SemanticModel Model(SyntaxTree file) => models.GetOrAdd(file, f => compilation.Value.GetSemanticModel(f));

    /// <summary>The files of one or several folders of the checkout.</summary>
    public static SourceTree Read(params string[] folders) => Of(folders.SelectMany(Paths).Select(f => (f, Text(f))));

    /// <summary>Files that need not be there, by path from the checkout's root.</summary>
    public static SourceTree Of(IEnumerable<(string Path, string Source)> files)
    {
        SyntaxTree[] trees = [.. files.Select(f => Parse(f.Path, f.Source))];
        return new(trees, () => CSharpCompilation.Create("source", [Parse("", GlobalUsings), .. trees], References));
    }

    /// <summary>The same tree, of which only the files of a folder are examined.</summary>
    /// <param name="folder">With a slash behind it.</param>
    public SourceTree Within(string folder) =>
        new([.. Files.Where(f => f.FilePath.StartsWith(folder, StringComparison.Ordinal))], compilation, models);

    /// <summary>The same tree with one file more, which alone is examined.</summary>
    public SourceTree With(string path, string source)
    {
        var planted = Parse(path, source);
        return new([planted], () => compilation.Value.AddSyntaxTrees(planted));
    }

    /// <summary>The folder that a file is in, from the checkout's root.</summary>
    public static string FolderOf(SyntaxTree file) => file.FilePath[..file.FilePath.LastIndexOf('/')];

    /// <summary>What the tests are compiled against, but for what they test.</summary>
    public static IReadOnlyList<MetadataReference> References => Referenced.Value;

    /// <summary>On which line of its file it stands, from 1.</summary>
    public static int LineOf(SyntaxNode node) => node.SyntaxTree.GetLineSpan(node.Span).StartLinePosition.Line + 1;

    private static IEnumerable<string> Paths(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(f => Path.GetRelativePath(Repository.Root, f).Replace('\\', '/'))
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal));

    private static string Text(string path) => File.ReadAllText(Path.Combine(Repository.Root, path));

    public static SyntaxTree Parse(string path, string source) => CSharpSyntaxTree.ParseText(
        source, new CSharpParseOptions(LanguageVersion.Latest), path, cancellationToken: TestContext.Current.CancellationToken);
}
