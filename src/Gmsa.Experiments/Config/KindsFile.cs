using System.Reflection;
using System.Runtime.Loader;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Config;

/// <summary>
/// An assembly of somebody else's that knows kinds. It is named by whoever starts the program, never by a file that is read, and nothing is
/// looked for in it but the attribute that says who knows them.
/// </summary>
internal static class KindsFile
{
    private const string Option = "--with";

    /// <summary>The catalog with the assembly's kinds.</summary>
    /// <exception cref="InputException">It can't be loaded, names no kinds, or they can't be added.</exception>
    public static Catalog Extended(Catalog catalog, string file)
    {
        OutputPlace.Named(Option, file, "an assembly (FILE.dll)");
        var path = Path.GetFullPath(file);
        if (!File.Exists(path)) throw Wrong(file, Directory.Exists(path) ? "is a folder" : "there is no such file");
        try
        {
            var assembly = new KindsContext(path).LoadFromAssemblyPath(path);
            if (Other(assembly) is { } version)
                throw Wrong(file, $"was built against version {version} of {Ours.Name}, and this is {Ours.Version!.ToString(3)}");
            var extension = assembly.GetCustomAttribute<ExtendsCatalogAttribute>()
                ?? throw Wrong(file, "names no kinds: it has no [assembly: ExtendsCatalog<...>], which says who knows them");
            return extension.Extend(catalog);
        }
        catch (BadImageFormatException)
        {
            throw Wrong(file, $"is {FileKind.Of(path)?.What ?? "another file"}");
        }
        catch (ArgumentException error)
        {
            throw Wrong(file, $"its kinds can't be added: {error.Message}");
        }
        catch (Exception error) when (
            error is MissingMemberException or TypeLoadException or TypeInitializationException or IOException or InvalidOperationException)
        {
            throw Wrong(file, $"doesn't fit this program, {Ours.Name} {Ours.Version!.ToString(3)}: {error.Message} "
                + "Build it against this version, and leave what it needs beside it");
        }
    }

    private static AssemblyName Ours => typeof(Catalog).Assembly.GetName();

    /// <summary>
    /// The version that an assembly was built against, where that promises other members than ours; null where ours will do.
    /// </summary>
    private static string? Other(Assembly assembly)
    {
        var ours = Ours.Version!;
        var built = assembly.GetReferencedAssemblies().FirstOrDefault(a => a.Name == Ours.Name)?.Version;
        return built is null || (built <= ours && built.Major == ours.Major && (ours.Major > 0 || built.Minor == ours.Minor)) ? null
            : built.ToString(3);
    }

    private static InputException Wrong(string file, string what) =>
        new(Option, $"{file}: {what}. Expected: a .NET assembly that adds kinds to this program");
}

/// <summary>
/// Where an assembly and what it needs are loaded. What the program itself has is shared with it, since its types are what kinds are made
/// of; all else comes from beside the file.
/// </summary>
internal sealed class KindsContext(string path) : AssemblyLoadContext(Path.GetFileNameWithoutExtension(path))
{
    private readonly AssemblyDependencyResolver beside = new(path);

    protected override Assembly? Load(AssemblyName name)
    {
        if (IsOurs(name)) return null; // the default context is asked next
        return beside.ResolveAssemblyToPath(name) is { } file ? LoadFromAssemblyPath(file) : null;
    }

    protected override nint LoadUnmanagedDll(string name) =>
        beside.ResolveUnmanagedDllToPath(name) is { } file ? LoadUnmanagedDllFromPath(file) : 0;

    private static bool IsOurs(AssemblyName name)
    {
        try
        {
            Default.LoadFromAssemblyName(name);
            return true;
        }
        catch (Exception missing) when (missing is FileNotFoundException or FileLoadException)
        {
            return false; // or an older version than is asked for
        }
    }
}
