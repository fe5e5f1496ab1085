using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Gmsa.Experiments.Tests.Architecture;

/// <summary>Source files by path from the checkout's root, parsed and bound, so that rules are checked on what names mean and not on text.</summary>
internal sealed class SourceTree
{
    private const string GlobalUsings =
        "global using System; global using System.IO; global using System.Linq; global using System.Collections.Generic; global using System.Net.Http; " +
        "global using System.Threading; global using System.Threading.Tasks;";

    private readonly CSharpCompilation compilation;

    private SourceTree(CSharpCompilation compilation, IReadOnlyList<SyntaxTree> files) => (this.compilation, Files) = (compilation, files);

    /// <summary>The files to examine.</summary>
    public IReadOnlyList<SyntaxTree> Files { get; }

    public SemanticModel Model(SyntaxTree file) => compilation.GetSemanticModel(file);

    public static SourceTree Read(string folder)
    {
        var root = Path.Combine(Repository.Root, folder);
        var files = Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(f => Path.GetRelativePath(Repository.Root, f).Replace('\\', '/'))
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal) && !f.EndsWith("/PortableTorch.cs", StringComparison.Ordinal));
        SyntaxTree[] trees = [.. files.Select(f => Parse(f, File.ReadAllText(Path.Combine(Repository.Root, f))))];
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(a => Path.GetFileName(a) is not ("Gmsa.Experiments.dll" or "gmsa.dll")).Select(a => MetadataReference.CreateFromFile(a));
        return new(CSharpCompilation.Create("source", [Parse("", GlobalUsings), .. trees], references), trees);
    }

    /// <summary>The same tree with one file more, which alone is examined.</summary>
    public SourceTree With(string path, string source)
    {
        var planted = Parse(path, source);
        return new(compilation.AddSyntaxTrees(planted), [planted]);
    }

    private static SyntaxTree Parse(string path, string source) =>
        CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Latest), path, cancellationToken: TestContext.Current.CancellationToken);
}
