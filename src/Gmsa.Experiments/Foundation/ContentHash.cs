using System.Security.Cryptography;
using System.Text;

namespace Gmsa.Experiments.Foundation;

/// <summary>Names things by their content: SHA-256, in lower-case hexadecimal.</summary>
internal static class ContentHash
{
    public static string OfText(string text) => OfBytes(Encoding.UTF8.GetBytes(text));

    public static string OfBytes(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public static string OfFile(string path)
    {
        using var stream = InputFile.Open(path);
        return OfStream(stream);
    }

    /// <summary>Of the rest of a stream.</summary>
    public static string OfStream(Stream stream) => Convert.ToHexStringLower(SHA256.HashData(stream));
}
