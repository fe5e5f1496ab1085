using Gmsa.Experiments.Audio;

namespace Gmsa.Experiments.Tests.Audio;

/// <summary>One decoding for several rates gives what a decoding for each gives.</summary>
public sealed class ReadAtRatesTests(AudioFolder folder) : IClassFixture<AudioFolder>
{
    private static readonly int?[] Rates = [8000, 32_000, 44_100];

    [Theory]
    [InlineData("s16.wav")]
    [InlineData("six.wav")]
    [InlineData("cbr.mp3")]
    [InlineData("s16.flac")]
    [InlineData("stereo.ogg")]
    [InlineData("stereo.opus")]
    [InlineData("one.wma")]
    [InlineData("raw.aac")]
    public void A_file_is_the_same_at_every_rate(string name) => Compare(folder.Path(name));

    [Fact]
    public void So_are_files_that_were_joined_of_streams_of_several_rates()
    {
        Assert.SkipUnless(Ffmpeg.Find() is not null, "needs ffmpeg");
        var joined = AudioFolder.Made.Where(f => Links(f.Name) is { Length: > 1 } && f.By != ReadBy.Nobody).Select(f => f.Name).ToArray();
        Assert.Contains(joined, name => Links(name)!.Select(l => l.Rate).Distinct().Count() > 1);
        foreach (var name in joined) Compare(folder.Path(name));
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_told_once()
    {
        var error = Assert.Throws<AudioException>(() => Read(folder.Path("nothing.wav"), Rates, 0, null));
        Assert.Equal("file not found", error.Message);
    }

    private Link[]? Links(string name)
    {
        try
        {
            using var stream = File.OpenRead(folder.Path(name));
            return Containers.Inspect(stream) is LinkedRecording linked ? [.. linked.Links] : null;
        }
        catch (AudioException)
        {
            return null;
        }
    }

    private static void Compare(string path)
    {
        Assert.SkipUnless(Ffmpeg.Find() is not null, "needs ffmpeg");
        foreach (var (offset, length) in ((double, double?)[])[(0, null), (0.8, 0.5)])
        {
            var together = Read(path, Rates, offset, length);
            foreach (var (rate, wave) in Rates.Zip(together))
            {
                Assert.Equal(rate, wave.Rate);
                Assert.Equal(Read(path, [rate], offset, length)[0].Samples, wave.Samples);
            }
        }
    }

    private static IReadOnlyList<Waveform> Read(string path, IReadOnlyList<int?> rates, double offset, double? length) =>
        AudioFile.ReadAtRates(path, rates, TimeSpan.FromSeconds(offset), length is { } part ? TimeSpan.FromSeconds(part) : null,
            Decoders.Here, TestContext.Current.CancellationToken);
}
