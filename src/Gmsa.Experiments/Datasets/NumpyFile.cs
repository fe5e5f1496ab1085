using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using Gmsa.Experiments.Features;

namespace Gmsa.Experiments.Datasets;

/// <summary>
/// NumPy's .npy format, version 1.0, for float32 arrays [rows, frames] in row-major order (numpy.org/neps/nep-0001-npy-format.html).
/// </summary>
public static partial class NumpyFile
{
    private static readonly byte[] Magic = [0x93, .. "NUMPY"u8, 1, 0];

    public static void Write(Stream stream, FeatureShape shape, ReadOnlySpan<float> values)
    {
        if (values.Length != shape.Count) throw new ArgumentException($"{values.Length} values for a shape of {shape}", nameof(values));
        var text = FormattableString.Invariant($"{{'descr': '<f4', 'fortran_order': False, 'shape': ({shape.Rows}, {shape.Frames}), }}");
        // Magic, length and text end on a multiple of 64 bytes, so that the numbers can be mapped.
        var header = text.PadRight((Magic.Length + 2 + text.Length + 64) / 64 * 64 - Magic.Length - 3) + "\n";
        stream.Write(Magic);
        stream.Write([(byte)header.Length, (byte)(header.Length >> 8)]);
        stream.Write(Encoding.ASCII.GetBytes(header));
        stream.Write(LittleEndian(MemoryMarshal.AsBytes(values)));
    }

    /// <exception cref="InvalidDataException">The stream isn't a whole .npy file of float32 with two dimensions.</exception>
    public static (FeatureShape Shape, float[] Values) Read(Stream stream)
    {
        var start = new byte[Magic.Length + 2];
        if (stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || !start.AsSpan().StartsWith(Magic))
            throw new InvalidDataException("not a version 1.0 .npy file");
        var header = new byte[start[^2] | start[^1] << 8];
        if (stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length)
            throw new InvalidDataException("its header is cut off");
        var match = Header().Match(Encoding.ASCII.GetString(header));
        if (!match.Success
            || !int.TryParse(match.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var rows)
            || !int.TryParse(match.Groups[2].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var frames)
            || (long)rows * frames > Array.MaxLength)
            throw new InvalidDataException("not a float32 array of two dimensions in row-major order");
        var bytes = (long)rows * frames * sizeof(float);
        if (stream.CanSeek && stream.Length - stream.Position != bytes)
            throw new InvalidDataException("its size is not what its header says");
        var values = new float[rows * frames];
        var raw = MemoryMarshal.AsBytes(values.AsSpan());
        if (stream.ReadAtLeast(raw, raw.Length, throwOnEndOfStream: false) < raw.Length)
            throw new InvalidDataException("its numbers are cut off");
        LittleEndian(raw).CopyTo(raw);
        return (new(rows, frames), values);
    }

    private static ReadOnlySpan<byte> LittleEndian(ReadOnlySpan<byte> floats)
    {
        if (BitConverter.IsLittleEndian) return floats;
        var swapped = floats.ToArray();
        for (var i = 0; i < swapped.Length; i += sizeof(float)) swapped.AsSpan(i, sizeof(float)).Reverse();
        return swapped;
    }

    [GeneratedRegex(@"^\{'descr': '<f4', 'fortran_order': False, 'shape': \((\d+), (\d+)\),? *\} *\n?$")]
    private static partial Regex Header();
}
