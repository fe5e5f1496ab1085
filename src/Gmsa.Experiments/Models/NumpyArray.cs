using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Gmsa.Experiments.Models;

/// <summary>NumPy's own file format, version 1.0, for little-endian float32 in row-major order (NEP 1, "A simple file format").</summary>
internal static partial class NumpyArray
{
    private static readonly byte[] Magic = [0x93, .. "NUMPY"u8, 1, 0];

    public static byte[] Write(ReadOnlySpan<long> shape, ReadOnlySpan<float> values)
    {
        // A shape of one dimension keeps its comma: it is a Python tuple.
        var sizes = string.Join(", ", shape.ToArray().Select(size => size.ToString(CultureInfo.InvariantCulture)));
        if (shape.Length == 1) sizes += ",";
        var header = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({sizes}), }}";
        var padded = header.PadRight((header.Length + Magic.Length + 3 + 63) / 64 * 64 - Magic.Length - 3) + "\n";
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)padded.Length);
        return [.. Magic, .. length, .. Encoding.ASCII.GetBytes(padded), .. MemoryMarshal.AsBytes(values)];
    }

    /// <exception cref="InvalidDataException">Not such an array, or cut off.</exception>
    public static (long[] Shape, float[] Values) Read(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith(Magic) || bytes.Length < Magic.Length + 2) throw new InvalidDataException("not a NumPy array of version 1.0");
        var length = BinaryPrimitives.ReadUInt16LittleEndian(bytes[Magic.Length..]);
        var start = Magic.Length + 2 + length;
        if (bytes.Length < start) throw new InvalidDataException("a NumPy array is cut off");
        var header = HeaderPattern().Match(Encoding.ASCII.GetString(bytes.Slice(Magic.Length + 2, length)));
        if (!header.Success) throw new InvalidDataException("a NumPy array of another type than little-endian float32 in row-major order");
        var shape = header.Groups["shape"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(size => long.Parse(size, CultureInfo.InvariantCulture)).ToArray();
        if (bytes.Length - start != shape.Aggregate(1L, (a, b) => a * b) * sizeof(float))
            throw new InvalidDataException("a NumPy array is cut off");
        return (shape, MemoryMarshal.Cast<byte, float>(bytes[start..]).ToArray());
    }

    [GeneratedRegex(@"^\{'descr': '<f4', 'fortran_order': False, 'shape': \((?<shape>[0-9, ]*)\), \} *\n$")]
    private static partial Regex HeaderPattern();
}
