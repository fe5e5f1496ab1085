namespace Gmsa.Experiments.Foundation;

/// <summary>
/// A file that an option names, such as a model, and that counts for what it holds: to caches, studies and bundles two of the same bytes
/// are one, wherever they lie and whatever they are called, and other bytes in its place are another. An experiment file writes it as its
/// path, which starts at the experiment's folder.
/// </summary>
public sealed record ContentFile
{
    private ContentFile(string path, string hash) => (Path, Hash) = (path, hash);

    /// <summary>Where it lies, in full.</summary>
    public string Path { get; }

    /// <summary>SHA-256 of its content when it was named: 64 lower-case hexadecimal digits.</summary>
    public string Hash { get; }

    /// <summary>The file at a path, which is read once for its hash.</summary>
    /// <exception cref="InputException">It isn't there, may not be read, or isn't a file.</exception>
    public static ContentFile Of(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        if (Directory.Exists(full)) throw new InputException(full, "this is a folder; expected a file");
        if (!System.IO.Path.Exists(full)) throw new InputException(full, WrongFile.Missing(full));
        return new(full, Opened(full, ContentHash.OfFile));
    }

    /// <summary>All of its bytes.</summary>
    /// <exception cref="InputException">It isn't there any more, or isn't what it was when it was named.</exception>
    public byte[] Read()
    {
        var bytes = Opened(Path, InputFile.Bytes);
        return ContentHash.OfBytes(bytes) == Hash ? bytes : throw new InputException(Path,
            "the file was changed while it was in use: numbers made of it would be another file's. Run again once it stays as it is");
    }

    public bool Equals(ContentFile? other) => other?.Hash == Hash;

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Hash);

    /// <summary>Its path.</summary>
    public override string ToString() => Path;

    private static T Opened<T>(string path, Func<string, T> read)
    {
        try
        {
            return read(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException(path, $"it can't be read: {error.Message}");
        }
    }
}
