using System.Text;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Features;

namespace Gmsa.Experiments.Tests.Datasets;

public class NumpyFileTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 2)]
    [InlineData(128, 1000)]
    [InlineData(0, 5)]
    public void What_is_written_is_read(int rows, int frames)
    {
        float[] values = [.. Enumerable.Range(0, rows * frames).Select(i => i / 7f)];
        var bytes = Write(new(rows, frames), values);
        Assert.Equal(0, (bytes.Length - 4 * values.Length) % 64);
        var (shape, read) = NumpyFile.Read(new MemoryStream(bytes));
        Assert.Equal(new FeatureShape(rows, frames), shape);
        Assert.Equal(values, read);
    }

    [Fact]
    public void The_header_is_numpys()
    {
        var bytes = Write(new(2, 3), [1, 2, 3, 4, 5, 6]);
        var header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }".PadRight(117) + "\n";
        byte[] expected = [0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. Encoding.ASCII.GetBytes(header)];
        Assert.Equal(expected, bytes[..128]);
    }

    [Fact]
    public void A_cut_or_another_type_is_refused()
    {
        var bytes = Write(new(2, 3), [1, 2, 3, 4, 5, 6]);
        for (var length = 0; length < bytes.Length; length++)
            Assert.Throws<InvalidDataException>(() => NumpyFile.Read(new MemoryStream(bytes[..length])));
        Assert.Throws<InvalidDataException>(() => NumpyFile.Read(new MemoryStream([.. bytes, 0])));
        var text = Encoding.Latin1.GetString(bytes);
        foreach (var (from, to) in new[] { ("<f4", "<f8"), ("False", "True "), ("(2, 3)", "(6,)  "), ("(2, 3)", "(9, 3)"),
            ("(2, 3)", "(2,3 )"), ("(2, 3), }".PadRight(40), "(99999999999, 99999999999), }".PadRight(40)),
            ("(2, 3), }".PadRight(40), "(99999999999999999999, 0), }".PadRight(40)) })
            Assert.Throws<InvalidDataException>(() => NumpyFile.Read(new MemoryStream(Encoding.Latin1.GetBytes(text.Replace(from, to)))));
    }

    [Theory]
    [InlineData("()", 1)]
    [InlineData("(5,)", 5)]
    [InlineData("(2, 3)", 6)]
    [InlineData("(8, 1, 3, 3)", 72)]
    [InlineData("(4, 0, 2)", 0)]
    public void Arrays_of_any_number_of_dimensions_have_numpys_tuple(string tuple, int count)
    {
        long[] shape = [.. tuple.Split([',', ' ', '(', ')'], StringSplitOptions.RemoveEmptyEntries).Select(long.Parse)];
        float[] values = [.. Enumerable.Range(0, count).Select(i => i / 7f)];
        var stream = new MemoryStream();
        NumpyFile.Write(stream, shape, values);
        Assert.Contains($"'shape': {tuple}, }}", Encoding.Latin1.GetString(stream.ToArray()), StringComparison.Ordinal);
        stream.Position = 0;
        var (found, read) = NumpyFile.ReadArray(stream);
        Assert.Equal(shape, found);
        Assert.Equal(values, read);
        Assert.Throws<ArgumentException>(() => NumpyFile.Write(stream, shape, new float[count + 1]));
        stream.Position = 0;
        if (shape.Length != 2) Assert.Throws<InvalidDataException>(() => NumpyFile.Read(stream));
    }

    [Fact]
    public void As_many_dimensions_are_read_as_numpy_has_and_no_more()
    {
        Assert.Equal(64, NumpyHeader.Read(new MemoryStream(Ones(64))).Shape.Count);
        Assert.Throws<InvalidDataException>(() => NumpyHeader.Read(new MemoryStream(Ones(65))));
        var many = Ones(21_800);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidDataException>(() => NumpyHeader.Read(new MemoryStream(many)));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 * many.Length + 50_000);

        static byte[] Ones(int dimensions) => new NumpyHeader(NumpyHeader.Float32, [.. Enumerable.Repeat(1L, dimensions)]).Bytes();
    }

    private static byte[] Write(FeatureShape shape, float[] values)
    {
        var stream = new MemoryStream();
        NumpyFile.Write(stream, shape, values);
        return stream.ToArray();
    }
}
