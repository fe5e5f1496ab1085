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
/// <param name="path">For messages.</param>
/// <param name="first">The place of the first number.</param>
/// <remarks>Rows are read by position rather than through a mapping: a file that somebody cut is then an error and not a crash.</remarks>
internal sealed class NumpyRows(SafeFileHandle file, string path, int first, FeatureShape shape, Precision precision)
{
    private const float LargestHalf = 65504;

    public long PlaceOf(int row) => first + row * (long)shape.Count * precision.Bytes();

    /// <summary>A row's numbers, row-major.</summary>
    /// <exception cref="IOException">The file was cut.</exception>
    public float[] Read(int row)
    {
        var numbers = new float[shape.Count];
        if (precision == Precision.Float32)
        {
            Fill(MemoryMarshal.AsBytes(numbers.AsSpan()), row);
            return numbers;
        }
        var halves = ArrayPool<Half>.Shared.Rent(numbers.Length);
        Fill(MemoryMarshal.AsBytes(halves.AsSpan(0, numbers.Length)), row);
        TensorPrimitives.ConvertToSingle(halves.AsSpan(0, numbers.Length), numbers);
        ArrayPool<Half>.Shared.Return(halves);
        return numbers;
    }

    public void Write(int row, ReadOnlySpan<float> numbers) => Write(numbers, precision, bytes => RandomAccess.Write(file, bytes, PlaceOf(row)));

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

    private void Fill(Span<byte> bytes, int row)
    {
        for (var place = PlaceOf(row); bytes.Length > 0;)
        {
            var read = RandomAccess.Read(file, bytes, place);
            if (read == 0) throw new IOException($"{path} is shorter than its header or index says. Run again: what is missing is computed again.");
            bytes = bytes[read..];
            place += read;
        }
    }
}

/// <summary>A .npy file of clips as a list that reads a clip whenever it is asked for.</summary>
internal sealed class NumpyClips : IReadOnlyList<float[]>
{
    private readonly NumpyRows rows;

    /// <exception cref="InvalidDataException">It is no .npy file of clips [clips, rows, frames] of float32 or float16, or is cut off.</exception>
    public NumpyClips(string path)
    {
        int first;
        NumpyHeader header;
        using (var stream = InputFile.Open(path))
        {
            header = NumpyHeader.Read(stream);
            first = (int)stream.Position;
            if (header.Shape is not [<= int.MaxValue, <= int.MaxValue, <= int.MaxValue]) throw new InvalidDataException("not an array of clips, rows and frames");
            (Count, Shape) = ((int)header.Shape[0], new((int)header.Shape[1], (int)header.Shape[2]));
            Precision = header.Type == NumpyHeader.Float16 ? Precision.Float16 : Precision.Float32;
            if (stream.Length - first != header.Shape[0] * header.Shape[1] * header.Shape[2] * Precision.Bytes())
                throw new InvalidDataException("its size is not what its header says");
        }
        rows = new(File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete), path, first, Shape, Precision);
    }

    public int Count { get; }

    public FeatureShape Shape { get; }

    public Precision Precision { get; }

    public float[] this[int index] => index >= 0 && index < Count ? rows.Read(index) : throw new ArgumentOutOfRangeException(nameof(index));

    public IEnumerator<float[]> GetEnumerator() => Enumerable.Range(0, Count).Select(rows.Read).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Writes clips as such a file.</summary>
    public static void Write(Stream stream, FeatureArray feature, Precision precision)
    {
        stream.Write(new NumpyHeader(NumpyHeader.TypeOf(precision), [feature.Clips.Count, feature.Shape.Rows, feature.Shape.Frames]).Bytes());
        foreach (var clip in feature.Clips) NumpyRows.Write(clip, precision, stream.Write);
    }
}
