using Gmsa.Experiments.Audio;

namespace Gmsa.Experiments.Tests.Audio;

public class WavWriterTests
{
    [Fact]
    public void What_was_read_from_16_bits_is_written_back_bit_for_bit()
    {
        var samples = Enumerable.Range(-32768, 65536).Select(i => i / 32768f).ToArray();
        var stream = new MemoryStream();
        WavWriter.Write(stream, new(samples, 11025));
        stream.Position = 0;
        var read = WavReader.Read(stream, default, null, TestContext.Current.CancellationToken)!;
        Assert.Equal(11025, read.Rate);
        Assert.Equal(samples, read.Samples);
    }

    [Fact]
    public void The_file_is_these_bytes_with_halves_to_even_and_levels_clamped()
    {
        var stream = new MemoryStream();
        WavWriter.Write(stream, new([0.5f / 32768, 1.5f / 32768, -2.5f / 32768, 1, -7], 8000));
        var expected = new WavBytes { Data = WavBytes.Integers(2, 0, 2, -2, 32767, -32768) }.Bytes();
        expected[4] = (byte)(expected.Length - 8);
        expected[5] = expected[6] = expected[7] = 0;
        Assert.Equal(expected, stream.ToArray());
        Assert.Equal(stream.Length, WavWriter.Length(5));
    }

    [Fact]
    public void A_sample_that_is_no_number_is_refused() =>
        Assert.Throws<ArgumentException>(() => WavWriter.Write(new MemoryStream(), new([float.NaN], 8000)));
}
