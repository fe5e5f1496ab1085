using Gmsa.Experiments.Audio;

namespace Gmsa.Experiments.Tests.Audio;

/// <summary>
/// A file that ends before its header says is left out, whatever part is asked for; one whose writer couldn't know its length is not.
/// </summary>
public sealed class CutOffTests : IDisposable
{
    private static readonly short[] Tone =
        [.. Enumerable.Range(0, 16_000).Select(i => (short)(16_000 * Math.Sin(2 * Math.PI * 440 * i / 8000)))];

    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    public static TheoryData<string> Kinds => [.. PlainBytes.Kinds.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_whole_file_gives_its_samples_and_what_its_header_says_of_them(string kind)
    {
        var path = Written(kind, PlainBytes.Kinds[kind](Tone, null));
        Assert.Equal(Tone.Select(s => s / 32768f), Read(path));
        Assert.Equal(new AudioFacts($"{kind} 16 bit", 8000, 1, 128_000, 2), AudioFacts.Of(path));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_file_of_which_half_is_missing_is_named_even_if_the_part_is_there(string kind)
    {
        var whole = PlainBytes.Kinds[kind](Tone, null);
        foreach (var missing in new[] { 16_000, 8000, 30_000 })
        {
            var path = Written(kind, whole[..^missing]);
            foreach (var (offset, length) in new (double, double?)[] { (0, null), (0, 0.05), (0.02, 0.01), (30, 30) })
                Assert.StartsWith(
                    "the file is cut off: it should last 2 s, but holds ", Reason(path, offset, length), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_few_samples_less_than_promised_are_a_writer_that_miscounts(string kind) =>
        Assert.Equal(15_990, Read(Written(kind, PlainBytes.Kinds[kind](Tone, null)[..^20])).Length);

    [Theory]
    [InlineData("wav", 0)]
    [InlineData("wav", 0xFFFFFFFF)]
    [InlineData("wav", 0x7FFFFFFF)]
    [InlineData("au", 0)]
    [InlineData("au", 0xFFFFFFFF)]
    [InlineData("caf", -1)]
    [InlineData("w64", -1)]
    [InlineData("w64", 0)]
    public void A_size_that_a_stream_could_not_know_ends_with_the_file(string kind, long size)
    {
        var path = Written(kind, PlainBytes.Kinds[kind](Tone, size));
        Assert.Equal(Tone.Select(s => s / 32768f), Read(path));
        Assert.Equal(2, AudioFacts.Of(path).Seconds);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0xFFFFFFFF, 0)]
    [InlineData(0xFFFFFFFF, 0xFFFFFFFF)]
    [InlineData(32_000, 0)]
    [InlineData(0, 16_000)]
    public void An_aiff_that_a_stream_was_written_as_ends_with_the_file(long size, long frames) =>
        Assert.Equal(Tone.Select(s => s / 32768f), Read(Written("aiff", PlainBytes.Aiff(Tone, size, frames))));

    [Theory]
    [InlineData("RIFF")]
    [InlineData("RF64")]
    [InlineData("BW64")]
    public void A_wav_of_any_magic_is_named(string magic)
    {
        var long64 = new WavBytes
        {
            Magic = magic,
            Before = [("ds64", [.. new byte[8], .. BitConverter.GetBytes(160_000L), .. new byte[12]])],
            Data = new byte[80_000],
            DataSize = magic == "RIFF" ? 160_000 : uint.MaxValue,
        };
        Assert.Equal("the file is cut off: it should last 10 s, but holds 5 s", Reason(Written("wav", long64.Bytes()), 0, 1));
    }

    [Fact]
    public void A_codec_in_a_wav_is_named_by_its_bytes()
    {
        var adpcm = new WavBytes { Tag = 17, Bits = 4, Data = new byte[9000], DataSize = 20_000 }.Bytes();
        Assert.Equal("the file is cut off: its header promises 20000 bytes, and 9000 are there", Reason(Written("wav", adpcm), 0, 0.1));
    }

    private string Written(string kind, byte[] bytes)
    {
        var path = Path.Combine(folder, $"sound.{kind}");
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static float[] Read(string path, double offset = 0, double? length = null) => AudioFile.Read(
        path, null, TimeSpan.FromSeconds(offset), length is { } seconds ? TimeSpan.FromSeconds(seconds) : null, new(false, null),
        TestContext.Current.CancellationToken).Samples;

    private static string Reason(string path, double offset, double? length) =>
        Assert.Throws<AudioException>(() => Read(path, offset, length)).Message;
}
