using System.IO.Compression;

namespace Gmsa.Experiments.Foundation;

internal static class ZipEntries
{
    /// <summary>What an entry holds.</summary>
    public static byte[] Bytes(this ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        using var memory = new MemoryStream();
        content.CopyTo(memory);
        return memory.ToArray();
    }
}
