using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Tests.Fuzz;

namespace Gmsa.Experiments.Tests.Audio;

public class WavReaderTests
{
    public static TheoryData<int, int, byte[], float[]> Encodings => new()
    {
        { 1, 8, [0, 64, 128, 255], [-1, -0.5f, 0, 127 / 128f] },
        { 1, 16, WavBytes.Integers(2, -32768, -1, 0, 32767), [-1, -1 / 32768f, 0, 32767 / 32768f] },
        { 1, 24, WavBytes.Integers(3, -8388608, -1, 0, 8388607), [-1, -1 / 8388608f, 0, 8388607 / 8388608f] },
        { 1, 32, WavBytes.Integers(4, int.MinValue, -1 << 30, 0, 1 << 29), [-1, -0.5f, 0, 0.25f] },
        { 3, 32, WavBytes.Floats(-1, -0.125f, 0, 1.5f), [-1, -0.125f, 0, 1.5f] },
        { 3, 64, WavBytes.Doubles(-1, -0.125, 0, 1.5), [-1, -0.125f, 0, 1.5f] },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Every_encoding_gives_its_samples_at_full_scale_one(int tag, int bits, byte[] data, float[] expected)
    {
        foreach (var extensible in new[] { false, true })
        {
            var bytes = new WavBytes { Tag = tag, Bits = bits, Data = data, Extensible = extensible }.Bytes();
            Assert.Equal(expected, Read(bytes).Samples);
            Assert.Equal(expected, Read(bytes, seekable: false).Samples);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(64)]
    public void Channels_are_mixed_as_their_mean(int channels)
    {
        var frames = Enumerable.Range(0, 5).SelectMany(f => Enumerable.Range(0, channels).Select(c => (long)(1000 * f + 10 * c)));
        var wave = Read(new WavBytes { Channels = channels, Data = WavBytes.Integers(2, [.. frames]) }.Bytes());
        var expected = Enumerable.Range(0, 5).Select(f => (float)((1000 * f + 10 * (channels - 1) / 2.0) / 32768));
        Assert.Equal(expected, wave.Samples);
    }

    [Fact]
    public void Unknown_chunks_and_odd_padding_are_skipped()
    {
        var bytes = new WavBytes
        {
            Before = [("JUNK", [1, 2, 3]), ("bext", new byte[602])],
            After = [("LIST", [9, 9, 9, 9, 9])],
            Bits = 8,
            Data = [128, 192, 64],
        }.Bytes();
        Assert.Equal([0, 0.5f, -0.5f], Read(bytes).Samples);
        Assert.Equal([0, 0.5f, -0.5f], Read(bytes, seekable: false).Samples);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(0xFFFFFFFFu)]
    [InlineData(0xFFFFFFDBu)]
    [InlineData(0x7FFFFFFFu)]
    [InlineData(12u)] // 2 samples more than there are: a writer that miscounts
    public void A_size_that_is_unknown_or_a_little_too_large_ends_with_the_file(uint size)
    {
        var bytes = new WavBytes { Data = WavBytes.Integers(2, 1, 2, 3, 4), DataSize = size }.Bytes();
        Assert.Equal(4, Read(bytes).Samples.Length);
        Assert.Equal(4, Read(bytes, seekable: false).Samples.Length);
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData(0.5, 0)]
    [InlineData(0.1, 0.9)]
    public void A_file_that_holds_much_less_than_it_promises_is_cut_off_whatever_is_asked_for(double? length, double offset)
    {
        var bytes = new WavBytes { Data = new byte[2 * 8000], DataSize = 2 * 8000 * 10 }.Bytes();
        var error = Assert.Throws<AudioException>(() => Read(bytes, offset, length));
        Assert.Equal("the file is cut off: it should last 10 s, but holds 1 s", error.Message);
    }

    [Fact]
    public void A_part_is_sought_and_read_alone()
    {
        var values = Enumerable.Range(0, 8000).Select(i => (long)i).ToArray();
        var bytes = new WavBytes { Channels = 1, Data = WavBytes.Integers(2, values) }.Bytes();
        foreach (var seekable in new[] { true, false })
        {
            var wave = Read(bytes, 0.25, 0.5, seekable);
            Assert.Equal(4000, wave.Samples.Length);
            Assert.Equal(2000 / 32768f, wave.Samples[0]);
            Assert.Equal(5999 / 32768f, wave.Samples[^1]);
        }
        Assert.Equal(800, Read(bytes, 0.9, 5).Samples.Length);
    }

    [Fact]
    public void A_part_beyond_the_end_is_named_with_both_times()
    {
        var bytes = new WavBytes { Data = new byte[2 * 8000 * 12] }.Bytes();
        Assert.Equal("the clip starts at 30 s, the file lasts 12 s", Assert.Throws<AudioException>(() => Read(bytes, 30, 5)).Message);
        Assert.Equal("the clip starts at 12 s, the file lasts 12 s", Assert.Throws<AudioException>(() => Read(bytes, 12, 5)).Message);
    }

    [Theory]
    [InlineData("RF64")]
    [InlineData("BW64")]
    public void Sizes_beyond_32_bits_are_read_from_ds64(string magic)
    {
        var bytes = (LongSized(6, 0xFFFFFFFF) with { Magic = magic, After = [("LIST", new byte[20])] }).Bytes();
        Assert.Equal(3, Read(bytes).Samples.Length);
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(1L << 60)]
    public void A_size_beyond_all_time_is_a_file_cut_off(long size)
    {
        var bytes = LongSized(size, 0xFFFFFFFF).Bytes();
        Assert.StartsWith("the file is cut off: it should last 1000000000 s", Broken(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_size_of_32_bits_is_believed_before_ds64() => Assert.Equal(3, Read(LongSized(long.MaxValue, 6).Bytes()).Samples.Length);

    [Fact]
    public void An_empty_data_chunk_before_others_is_no_audio_where_the_header_counts_them()
    {
        var bytes = new WavBytes { After = [("LIST", new byte[4000])] }.Bytes();
        BitConverter.GetBytes(bytes.Length - 8).CopyTo(bytes, 4);
        Assert.Empty(Read(bytes).Samples);
        Assert.Empty(Read(bytes, offset: 30).Samples);
        BitConverter.GetBytes(36).CopyTo(bytes, 4); // as left by a recorder that was switched off
        Assert.Equal(2004, Read(bytes).Samples.Length);
    }

    [Fact]
    public void A_codec_is_left_to_ffmpeg_and_a_broken_header_is_named()
    {
        var adpcm = new WavBytes { Tag = 17, Bits = 4, Data = [1] }.Bytes();
        Assert.Null(WavReader.Read(new MemoryStream(adpcm), default, null, TestContext.Current.CancellationToken));
        Assert.Equal("its WAV header says 0 channels", Broken(new WavBytes { Channels = 0 }.Bytes()));
        Assert.Equal("its WAV header says 0 samples a second", Broken(new WavBytes { Rate = 0 }.Bytes()));
        Assert.Equal("its WAV header says 40 bits in 5 bytes for 1 channels", Broken(new WavBytes { Bits = 40 }.Bytes()));
        Assert.Equal("its WAV header is cut off", Broken(new WavBytes().Bytes()[..15]));
        Assert.Equal("its WAV header is cut off", Broken(new WavBytes().Bytes()[..30]));
        Assert.Equal("the WAV file has no samples", Broken(new WavBytes().Bytes()[..36]));
    }

    [Fact]
    public void No_cut_and_no_flipped_byte_of_a_header_does_more_than_an_audio_error()
    {
        Survives(new WavBytes { Extensible = true, Channels = 2, Data = new byte[64] }.Bytes(), header: 68);
        Survives(LongSized(6, 0xFFFFFFFF).Bytes(), header: 80);
    }

    private static WavBytes LongSized(long size, uint size32) => new()
    {
        Magic = "RF64",
        Before = [("ds64", [.. BitConverter.GetBytes(0L), .. BitConverter.GetBytes(size), .. BitConverter.GetBytes(3L), .. new byte[4]])],
        Data = WavBytes.Integers(2, 1, 2, 3),
        DataSize = size32,
    };

    private static void Survives(byte[] whole, int header)
    {
        for (var length = 0; length < whole.Length; length++) Survives(whole[..length]);
        for (var at = 0; at < header; at++)
            foreach (byte value in new byte[] { 0, 1, 2, 0x7F, 0x80, 0xFF })
            {
                var flipped = (byte[])whole.Clone();
                flipped[at] = value;
                Survives(flipped);
            }
    }

    private static void Survives(byte[] bytes)
    {
        try
        {
            WavReader.Read(new MemoryStream(bytes), default, null, TestContext.Current.CancellationToken);
        }
        catch (AudioException error)
        {
            Assert.NotEmpty(error.Message);
        }
    }

    [Fact]
    public void A_part_beyond_any_length_is_beyond_a_pipe_too()
    {
        var bytes = new WavBytes { Rate = 768_000, Channels = 8, Data = new byte[32], DataSize = uint.MaxValue }.Bytes();
        foreach (var stream in new Stream[] { new MemoryStream(bytes), new Pipe(bytes, atOnce: 7) })
        {
            var error = Assert.Throws<AudioException>(() =>
                WavReader.Read(stream, TimeSpan.MaxValue, TimeSpan.MaxValue, TestContext.Current.CancellationToken));
            Assert.StartsWith("the clip starts at", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(true, 5)]
    [InlineData(false, 8)]
    public void A_byte_costs_no_more_than_its_sample_and_that_once_again_on_a_pipe(bool seekable, int bytesEach)
    {
        var bytes = new WavBytes { Bits = 8, Data = new byte[300_000], DataSize = uint.MaxValue }.Bytes();
        Assert.InRange(Allocated(() => Assert.Equal(300_000, Read(bytes, seekable: seekable).Samples.Length)), 1_200_000,
            bytesEach * 300_000 + 250_000);
    }

    [Theory]
    [InlineData("JUNK", 0)]
    [InlineData("ds64", 0)]
    [InlineData("ds64", 1)]
    public void Chunks_that_are_passed_over_cost_nothing(string name, int size)
    {
        var chunks = Enumerable.Repeat((name, new byte[size]), 50_000).ToArray();
        var bytes = new WavBytes { Data = [0, 64], Before = chunks }.Bytes();
        Assert.InRange(Allocated(() => Assert.Equal([0.5f], Read(bytes).Samples)), 0, 250_000);
    }

    private static long Allocated(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static string Broken(byte[] bytes) => Assert.Throws<AudioException>(() => Read(bytes)).Message;

    private static Waveform Read(byte[] bytes, double offset = 0, double? length = null, bool seekable = true)
    {
        using Stream stream = seekable ? new MemoryStream(bytes) : new Pipe(bytes, atOnce: 7);
        var part = length is { } seconds ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
        return WavReader.Read(stream, TimeSpan.FromSeconds(offset), part, TestContext.Current.CancellationToken)!;
    }
}
