using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Reports;

/// <summary>A picture that lies in a study's folder, ready for a page.</summary>
internal static class StoredPicture
{
    /// <summary>The file in base64, or null where it isn't there, isn't inside the study, isn't a PNG, or no room is left for it.</summary>
    public static string? Take(string folder, string file, ref int left)
    {
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar;
        var path = Path.GetFullPath(file, root);
        if (!path.StartsWith(root, StringComparison.Ordinal) || !File.Exists(path) || new FileInfo(path).Length > left) return null;
        var bytes = InputFile.Bytes(path);
        if (!bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G'])) return null;
        left -= bytes.Length;
        return Convert.ToBase64String(bytes);
    }
}
