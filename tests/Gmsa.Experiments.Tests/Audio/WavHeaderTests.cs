using Gmsa.Experiments.Audio;

namespace Gmsa.Experiments.Tests.Audio;

/// <summary>WAV headers that contradict themselves, as recorders and converters write them; the samples are never in doubt.</summary>
public class WavHeaderTests
{
    public static TheoryData<int, int, int, int> Contradictions =>
    [
        .. from bits in new[] { 8, 16, 24, 32 }
           from channels in new[] { 1, 2, 6 }
           from align in new[] { 0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 65_535 }
           where !(bits == 24 && align == 4 * channels) // a container of its own
           select (1, bits, channels, align),
        .. from bits in new[] { 32, 64 }
           from channels in new[] { 1, 2 }
           from align in new[] { 0, 1, 2, 4, 8, 16 }
           select (3, bits, channels, align),
    ];

    [Theory]
    [MemberData(nameof(Contradictions), DisableDiscoveryEnumeration = true)]
    public void A_block_align_that_is_wrong_changes_nothing(int tag, int bits, int channels, int align)
    {
        byte[] data = tag == 3 ? bits == 32 ? WavBytes.Floats(Tone(channels)) : WavBytes.Doubles([.. Tone(channels).Select(x => (double)x)])
            : WavBytes.Integers(bits / 8, [.. Tone(channels).Select(x => (long)(x * ((1L << (bits - 1)) - 1)) + (bits == 8 ? 128 : 0))]);
        var right = new WavBytes { Tag = tag, Bits = bits, Channels = channels, Data = data };
        var expected = Read(right);
        Assert.Equal(4000, expected.Length);
        Assert.Equal(expected, Read(right with { Align = align }));
        Assert.Equal(expected, Read(right with { Align = align, ByteRate = 0 }));
        Assert.Equal(expected, Read(right with { Align = align, ByteRate = 12_345, Extensible = true, ValidBits = Math.Min(bits, 20) }));
        Assert.Equal(expected, Read(right with { Align = align, Extensible = true, ValidBits = 0 }));
    }

    [Theory]
    [InlineData(17, 4, 4)]
    [InlineData(20, 4, 4)]
    [InlineData(24, 4, 4)]
    [InlineData(20, 3, 3)]
    [InlineData(12, 2, 2)]
    [InlineData(12, 7, 2)]
    [InlineData(20, 9, 3)]
    [InlineData(0, 2, 2)] // no bits: the frame alone tells
    public void A_container_that_is_a_real_one_is_believed(int bits, int align, int width)
    {
        var data = WavBytes.Integers(width, [.. Tone(1).Select(x => (long)(x * ((1L << (8 * width - 1)) - 1)))]);
        var samples = Read(new WavBytes { Bits = bits, Align = align, Data = data });
        Assert.Equal(4000, samples.Length);
        Assert.All(samples.Zip(Tone(1)), p => Assert.Equal(p.Second, p.First, 1e-4));
    }

    [Theory]
    [InlineData(1, 8)]
    [InlineData(1, 16)]
    [InlineData(1, 24)]
    [InlineData(1, 32)]
    [InlineData(3, 32)]
    [InlineData(3, 64)]
    public void Big_endian_files_are_read_as_little_endian_ones(int tag, int bits)
    {
        byte[] data = tag == 3 ? bits == 32 ? WavBytes.Floats(Tone(2)) : WavBytes.Doubles([.. Tone(2).Select(x => (double)x)])
            : WavBytes.Integers(bits / 8, [.. Tone(2).Select(x => (long)(x * ((1L << (bits - 1)) - 1)) + (bits == 8 ? 128 : 0))]);
        var little = new WavBytes { Tag = tag, Bits = bits, Channels = 2, Data = data };
        Assert.Equal(Read(little), Read(AudioFolder.Turned(little.Bytes(), 44, bits / 8)));
        var cut = AudioFolder.Turned(little.Bytes(), 44, bits / 8)[..^(data.Length * 2 / 3)];
        Assert.StartsWith("the file is cut off", Assert.Throws<AudioException>(() => Read(cut)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chunk_without_its_pad_byte_hides_nothing()
    {
        var wav = new WavBytes { Data = WavBytes.Integers(2, 1, 2, 3), Before = [("LIST", new byte[17]), ("note", [1])], IsPadded = false };
        Assert.Equal(3, Read(wav).Length);
        Assert.Equal(Read(wav with { IsPadded = true }), Read(wav));
    }

    private static float[] Tone(int channels) =>
        [.. Enumerable.Range(0, 4000 * channels).Select(i => (float)(0.5 * Math.Sin(2 * Math.PI * 440 * (i / channels) / 8000)))];

    private static float[] Read(WavBytes wav) => Read(wav.Bytes());

    private static float[] Read(byte[] bytes) =>
        WavReader.Read(new MemoryStream(bytes), default, null, TestContext.Current.CancellationToken)!.Samples;
}
