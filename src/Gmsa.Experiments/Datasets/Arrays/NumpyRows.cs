using System.Buffers;
using System.Collections;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Microsoft.Win32.SafeHandles;

namespace Gmsa.Experiments.Datasets;

/// <summary>
/// The rows of a .npy file [clips, rows, frames], float32 or float16 on disk and float32 in memory, read and written one at a time and
/// whenever they are asked for. Thread-safe.
/// </summary>
/// <param name="first">The place of the first number.</param>
/// <remarks>Rows are read by position rather than through a mapping: a file that somebody cut is then an error and not a crash.</remarks>
internal sealed class NumpyRows(SafeFileHandle file, int first, FeatureShape shape, Precision precision)
{
    private const float LargestHalf = 65504;

    public long PlaceOf(int row) => first + row * (long)shape.Count * precision.Bytes();

    /// <summary>A row's numbers, row-major, and the checksum of how they stand in the file; null where the file ends before.</summary>
    public (float[] Numbers, uint Check)? Read(int row)
    {
        var numbers = new float[shape.Count];
        if (precision == Precision.Float32)
        {
            var bytes = MemoryMarshal.AsBytes(numbers.AsSpan());
            return Fill(bytes, row) ? (numbers, Checksum.Of(bytes)) : null;
        }
        var rented = ArrayPool<Half>.Shared.Rent(numbers.Length);
        var halves = rented.AsSpan(0, numbers.Length);
        var isThere = Fill(MemoryMarshal.AsBytes(halves), row);
        var check = Checksum.Of(MemoryMarshal.AsBytes(halves));
        TensorPrimitives.ConvertToSingle(halves, numbers);
        ArrayPool<Half>.Shared.Return(rented);
        return isThere ? (numbers, check) : null;
    }

    /// <returns>The checksum of what was written.</returns>
    public uint Write(int row, ReadOnlySpan<float> numbers)
    {
        var check = 0u;
        Write(numbers, precision, bytes =>
        {
            check = Checksum.Of(bytes);
            RandomAccess.Write(file, bytes, PlaceOf(row));
        });
        return check;
    }

    /// <summary>Numbers as they stand in a file of this precision.</summary>
    public static void Write(ReadOnlySpan<float> numbers, Precision precision, WriteBytes write)
    {
        if (precision == Precision.Float32)
        {
            write(MemoryMarshal.AsBytes(numbers));
            return;
        }
        var clamped = ArrayPool<float>.Shared.Rent(numbers.Length);
        var halves = ArrayPool<Half>.Shared.Rent(numbers.Length);
        TensorPrimitives.Clamp(numbers, -LargestHalf, LargestHalf, clamped.AsSpan(0, numbers.Length));
        TensorPrimitives.ConvertToHalf(clamped.AsSpan(0, numbers.Length), halves);
        write(MemoryMarshal.AsBytes(halves.AsSpan(0, numbers.Length)));
        ArrayPool<float>.Shared.Return(clamped);
        ArrayPool<Half>.Shared.Return(halves);
    }

    public delegate void WriteBytes(ReadOnlySpan<byte> bytes);

    private bool Fill(Span<byte> bytes, int row)
    {
        for (var place = PlaceOf(row); bytes.Length > 0;)
        {
            var read = RandomAccess.Read(file, bytes, place);
            if (read == 0) return false;
            bytes = bytes[read..];
            place += read;
        }
        return true;
    }
}

/// <summary>A .npy file of clips as a list that reads a clip whenever it is asked for.</summary>
internal sealed class NumpyClips : IReadOnlyList<float[]>
{
    private readonly NumpyRows rows;
    private readonly string path;
    private readonly IReadOnlyList<uint>? checks;

    /// <exception cref="InvalidDataException">It is no .npy file of clips [clips, rows, frames] of float32 or
    /// float16, or is cut off.</exception>
    /// <param name="checks">What the checksum of each row has to be; null where nobody knows.</param>
    public NumpyClips(string path, IReadOnlyList<uint>? checks = null)
    {
        this.checks = checks;
        int first;
        NumpyHeader header;
        using (var stream = InputFile.Open(path))
        {
            header = NumpyHeader.Read(stream);
            first = (int)stream.Position;
            if (header.Shape is not [<= int.MaxValue, <= int.MaxValue, <= int.MaxValue])
                throw new InvalidDataException("not an array of clips, rows and frames");
            (Count, Shape) = ((int)header.Shape[0], new((int)header.Shape[1], (int)header.Shape[2]));
            Precision = header.Type == NumpyHeader.Float16 ? Precision.Float16 : Precision.Float32;
            if (stream.Length - first != header.Shape[0] * header.Shape[1] * header.Shape[2] * Precision.Bytes())
                throw new InvalidDataException("its size is not what its header says");
        }
        this.path = path;
        rows = new(File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete), first, Shape, Precision);
    }

    public int Count { get; }

    public FeatureShape Shape { get; }

    public Precision Precision { get; }

    /// <exception cref="IOException">The file was cut, or changed, since it was written.</exception>
    public float[] this[int index] => index < 0 || index >= Count ? throw new ArgumentOutOfRangeException(nameof(index))
        : rows.Read(index) is { } row && (checks is null || checks[index] == row.Check) ? row.Numbers
        : throw new IOException(FormattableString.Invariant(
            $"{path}: row {index} isn't what was written. Delete the file and build the dataset again."));

    public IEnumerator<float[]> GetEnumerator() => Enumerable.Range(0, Count).Select(index => this[index]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Writes clips as such a file.</summary>
    /// <returns>The checksum of each row.</returns>
    public static IReadOnlyList<uint> Write(Stream stream, IReadOnlyList<float[]> clips, FeatureShape shape, Precision precision)
    {
        stream.Write(new NumpyHeader(NumpyHeader.TypeOf(precision), [clips.Count, shape.Rows, shape.Frames]).Bytes());
        var checks = new List<uint>(clips.Count);
        foreach (var clip in clips)
            NumpyRows.Write(clip, precision, bytes =>
            {
                checks.Add(Checksum.Of(bytes));
                stream.Write(bytes);
            });
        return checks;
    }
}
