using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Gmsa.Experiments.Tests.Architecture;

/// <summary>Sources as an assembly of somebody else, who sees nothing that is internal here.</summary>
internal static class Outside
{
    /// <summary>An assembly that needs nothing of the library's.</summary>
    public static PortableExecutableReference Compiled(string source)
    {
        using var image = new MemoryStream();
        var result = Compilation(source, []).Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Empty(result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    /// <summary>An assembly in a file, by its name.</summary>
    /// <param name="library">What it uses but the framework and the packages of the tests.</param>
    /// <returns>The path.</returns>
    public static string Written(string folder, string name, string source, params IEnumerable<MetadataReference> library)
    {
        var path = Path.Combine(folder, name + ".dll");
        var result = Compilation(source, library).WithAssemblyName(name)
            .Emit(path, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Empty(result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
        return path;
    }

    /// <summary>The library.</summary>
    public static MetadataReference Library => MetadataReference.CreateFromFile(typeof(Pipeline).Assembly.Location);

    /// <summary>What is wrong with sources that use the library.</summary>
    public static IReadOnlyList<Diagnostic> Errors(string source) =>
    [
        .. Compilation(source, [Library])
            .GetDiagnostics(TestContext.Current.CancellationToken).Where(d => d.Severity == DiagnosticSeverity.Error),
    ];

    private static CSharpCompilation Compilation(string source, IEnumerable<MetadataReference> library) => CSharpCompilation.Create(
        "outside", [SourceTree.Parse("", source), SourceTree.Parse("", SourceTree.GlobalUsings)], [.. SourceTree.References, .. library],
        new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
}
