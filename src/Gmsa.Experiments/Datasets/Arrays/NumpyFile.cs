using System.Runtime.InteropServices;
using Gmsa.Experiments.Features;

namespace Gmsa.Experiments.Datasets;

/// <summary>
/// NumPy's .npy format for little-endian float32 arrays in row-major order, of any number of dimensions; see <see cref="NumpyHeader"/>.
/// </summary>
internal static class NumpyFile
{
    /// <summary>Whether a file begins as NumPy's do, of any version and of any numbers.</summary>
    public static bool IsOne(string path)
    {
        using var stream = File.OpenRead(path);
        var start = new byte[NumpyHeader.Name.Length];
        return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length
            && start.AsSpan().SequenceEqual(NumpyHeader.Name);
    }

    /// <summary>Writes a feature, [rows, frames].</summary>
    public static void Write(Stream stream, FeatureShape shape, ReadOnlySpan<float> values) =>
        Write(stream, [shape.Rows, shape.Frames], values);

    /// <summary>Writes an array of any shape.</summary>
    public static void Write(Stream stream, ReadOnlySpan<long> shape, ReadOnlySpan<float> values)
    {
        var header = new NumpyHeader(NumpyHeader.Float32, shape.ToArray());
        if (values.Length != header.Count)
            throw new ArgumentException($"{values.Length} values for a shape of ({string.Join(", ", header.Shape)})", nameof(values));
        stream.Write(header.Bytes());
        stream.Write(LittleEndian(MemoryMarshal.AsBytes(values)));
    }

    /// <summary>Reads a feature, [rows, frames].</summary>
    /// <exception cref="InvalidDataException">The stream isn't a whole .npy file of float32 with two dimensions.</exception>
    public static (FeatureShape Shape, float[] Values) Read(Stream stream) =>
        ReadArray(stream) is ([<= int.MaxValue and var rows, <= int.MaxValue and var frames], var values)
            ? (new((int)rows, (int)frames), values)
            : throw new InvalidDataException("not an array of two dimensions");

    /// <summary>Reads an array of any shape.</summary>
    /// <exception cref="InvalidDataException">The stream isn't a whole .npy file of float32.</exception>
    public static (long[] Shape, float[] Values) ReadArray(Stream stream)
    {
        if (!stream.CanSeek) // a header may promise anything: what is there is what is believed
        {
            using var whole = new MemoryStream();
            stream.CopyTo(whole);
            whole.Position = 0;
            return ReadArray(whole);
        }
        var header = NumpyHeader.Read(stream);
        if (header.Type != NumpyHeader.Float32) throw new InvalidDataException("not an array of float32");
        if (header.Count is not { } count) throw new InvalidDataException("its shape has more numbers than an array can");
        if (stream.Length - stream.Position != (long)count * sizeof(float))
            throw new InvalidDataException("its size is not what its header says");
        var values = new float[count];
        var raw = MemoryMarshal.AsBytes(values.AsSpan());
        stream.ReadExactly(raw);
        LittleEndian(raw).CopyTo(raw);
        return ([.. header.Shape], values);
    }

    private static ReadOnlySpan<byte> LittleEndian(ReadOnlySpan<byte> floats)
    {
        if (BitConverter.IsLittleEndian) return floats;
        var swapped = floats.ToArray();
        for (var i = 0; i < swapped.Length; i += sizeof(float)) swapped.AsSpan(i, sizeof(float)).Reverse();
        return swapped;
    }
}
