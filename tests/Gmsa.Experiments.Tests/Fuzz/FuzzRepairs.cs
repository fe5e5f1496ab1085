using System.Buffers.Binary;

namespace Gmsa.Experiments.Tests.Fuzz;

/// <summary>Makes what files say of their own size true: a reader believes no other, and would look no further.</summary>
internal static class FuzzRepairs
{
    /// <summary>The samples reach from the last <c>data</c> to the end.</summary>
    public static byte[] Wav(byte[] file)
    {
        var data = file.AsSpan().LastIndexOf("data"u8);
        if (data < 0 || file.Length - data < 8) return file;
        byte[] repaired = [.. file];
        BinaryPrimitives.WriteUInt32LittleEndian(repaired.AsSpan(data + 4), (uint)(file.Length - data - 8));
        return repaired;
    }

    /// <summary>The header reaches to the first line feed behind its brace.</summary>
    public static byte[] Npy(byte[] file)
    {
        const int Start = 10;
        var brace = file.AsSpan().IndexOf((byte)'}');
        var end = brace < Start ? -1 : file.AsSpan(brace).IndexOf((byte)'\n');
        if (end < 0 || brace + end - Start > ushort.MaxValue) return file;
        byte[] repaired = [.. file];
        BinaryPrimitives.WriteUInt16LittleEndian(repaired.AsSpan(8), (ushort)(brace + end + 1 - Start));
        return repaired;
    }
}
