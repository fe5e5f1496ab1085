using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using Gmsa.Experiments.Features;

namespace Gmsa.Experiments.Datasets;

/// <summary>
/// NumPy's .npy format, version 1.0, for little-endian float32 arrays in row-major order, of any number of dimensions
/// (numpy.org/neps/nep-0001-npy-format.html).
/// </summary>
public static partial class NumpyFile
{
    private static readonly byte[] Magic = [0x93, .. "NUMPY"u8, 1, 0];

    /// <summary>Writes a feature, [rows, frames].</summary>
    public static void Write(Stream stream, FeatureShape shape, ReadOnlySpan<float> values) => Write(stream, [shape.Rows, shape.Frames], values);

    /// <summary>Writes an array of any shape.</summary>
    public static void Write(Stream stream, ReadOnlySpan<long> shape, ReadOnlySpan<float> values)
    {
        var sizes = string.Join(", ", shape.ToArray().Select(size => size.ToString(CultureInfo.InvariantCulture)));
        // A shape of one dimension keeps its comma: it is a Python tuple.
        if (shape.Length == 1) sizes += ",";
        if (values.Length != Count(shape)) throw new ArgumentException($"{values.Length} values for a shape of ({sizes})", nameof(values));
        var text = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({sizes}), }}";
        // Magic, length and text end on a multiple of 64 bytes, so that the numbers can be mapped.
        var header = text.PadRight((Magic.Length + 2 + text.Length + 64) / 64 * 64 - Magic.Length - 3) + "\n";
        stream.Write(Magic);
        stream.Write([(byte)header.Length, (byte)(header.Length >> 8)]);
        stream.Write(Encoding.ASCII.GetBytes(header));
        stream.Write(LittleEndian(MemoryMarshal.AsBytes(values)));
    }

    /// <summary>Reads a feature, [rows, frames].</summary>
    /// <exception cref="InvalidDataException">The stream isn't a whole .npy file of float32 with two dimensions.</exception>
    public static (FeatureShape Shape, float[] Values) Read(Stream stream) => ReadArray(stream) is ([<= int.MaxValue and var rows, <= int.MaxValue and var frames], var values)
        ? (new((int)rows, (int)frames), values)
        : throw new InvalidDataException("not an array of two dimensions");

    /// <summary>Reads an array of any shape.</summary>
    /// <exception cref="InvalidDataException">The stream isn't a whole .npy file of float32.</exception>
    public static (long[] Shape, float[] Values) ReadArray(Stream stream)
    {
        var shape = ReadShape(stream);
        if (Count(shape) is not { } count) throw new InvalidDataException("its shape has more numbers than an array can");
        if (stream.CanSeek && stream.Length - stream.Position != count * sizeof(float))
            throw new InvalidDataException("its size is not what its header says");
        var values = new float[count];
        var raw = MemoryMarshal.AsBytes(values.AsSpan());
        if (stream.ReadAtLeast(raw, raw.Length, throwOnEndOfStream: false) < raw.Length)
            throw new InvalidDataException("its numbers are cut off");
        LittleEndian(raw).CopyTo(raw);
        return (shape, values);
    }

    private static long[] ReadShape(Stream stream)
    {
        var start = new byte[Magic.Length + 2];
        if (stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || !start.AsSpan().StartsWith(Magic))
            throw new InvalidDataException("not a version 1.0 .npy file");
        var header = new byte[start[^2] | start[^1] << 8];
        if (stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length)
            throw new InvalidDataException("its header is cut off");
        var match = Header().Match(Encoding.ASCII.GetString(header));
        if (!match.Success) throw new InvalidDataException("not a little-endian float32 array in row-major order");
        var sizes = match.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return Array.ConvertAll(sizes, size => long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            ? n
            : throw new InvalidDataException($"its shape has a size of {size}"));
    }

    /// <summary>How many numbers an array of this shape has; null where an array can't hold them.</summary>
    private static int? Count(ReadOnlySpan<long> shape)
    {
        var count = 1L;
        foreach (var size in shape)
        {
            if (count > 0 && size > Array.MaxLength / count) return null;
            count *= size;
        }
        return (int)count;
    }

    private static ReadOnlySpan<byte> LittleEndian(ReadOnlySpan<byte> floats)
    {
        if (BitConverter.IsLittleEndian) return floats;
        var swapped = floats.ToArray();
        for (var i = 0; i < swapped.Length; i += sizeof(float)) swapped.AsSpan(i, sizeof(float)).Reverse();
        return swapped;
    }

    [GeneratedRegex(@"^\{'descr': '<f4', 'fortran_order': False, 'shape': \(((?:\d+, )*(?:\d+,?)?)\),? *\} *\n?$")]
    private static partial Regex Header();
}
