using Gmsa.Experiments.Audio;

namespace Gmsa.Experiments.Tests.Audio;

public sealed class AudioFactsTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(1, 2, 44100, 16, "wav 16 bit", 1411200)]
    [InlineData(1, 1, 8000, 8, "wav 8 bit", 64000)]
    [InlineData(3, 2, 48000, 32, "wav 32 bit float", 3072000)]
    public void A_wav_says_how_its_samples_are_written(int tag, int channels, int rate, int bits, string format, double bitRate)
    {
        var data = new byte[rate * channels * bits / 8 / 2];
        var path = Written(new WavBytes { Tag = tag, Channels = channels, Rate = rate, Bits = bits, Data = data }.Bytes());
        Assert.Equal(new AudioFacts(format, rate, channels, bitRate, 0.5), AudioFacts.Of(path));
    }

    [Fact]
    public void A_wav_without_its_length_lasts_as_long_as_the_file()
    {
        var path = Written(new WavBytes { Data = new byte[16000], DataSize = uint.MaxValue }.Bytes());
        Assert.Equal(1, AudioFacts.Of(path).Seconds);
    }

    [Theory]
    [InlineData("tone.mp3", "mp3")]
    [InlineData("tone.flac", "flac")]
    [InlineData("tone.ogg", "vorbis")]
    public async Task Compressed_files_are_described(string name, string codec)
    {
        var facts = AudioFacts.Of(await FfmpegFiles.Sine(folder, name, 3, "-ac", "2"));
        Assert.Equal((codec, 44100, 2), (facts.Format, facts.Rate, facts.Channels));
        Assert.InRange(facts.BitRate!.Value, 8_000, 800_000);
        Assert.InRange(facts.Seconds!.Value, 2.95, 3.1);
    }

    [Theory]
    [InlineData("Audio: flac, 48000 Hz, 5.1(side), s32 (24 bit)", "flac", 6, null)]
    [InlineData("Audio: aac (LC) (mp4a / 0x6134706D), 44100 Hz, mono, fltp, 69 kb/s (default)", "aac", 1, 69000.0)]
    [InlineData("Audio: pcm_s16le ([1][0][0][0] / 0x0001), 22050 Hz, 3 channels, s16, 1058 kb/s", "pcm_s16le", 3, 1058000.0)]
    public void What_ffmpeg_says_of_a_stream_is_understood(string said, string codec, int channels, double? bitRate)
    {
        var log = new FfmpegLog($"[info] Input #0\n[info]   Stream #0:0(und): {said}\n[fatal] At least one output\n", "x");
        Assert.Equal((codec, channels, bitRate), (log.Audio!.Value.Codec, log.Audio.Value.Channels, log.Audio.Value.BitRate));
        Assert.Null(new FfmpegLog("[info]   Stream #0:0: Video: png, rgb24\n", "x").Audio);
    }

    [Fact]
    public void What_is_no_audio_is_refused()
    {
        Assert.Equal("the file is empty", Assert.Throws<AudioException>(() => AudioFacts.Of(Written([]))).Message);
        Assert.SkipUnless(Ffmpeg.Find() is not null, "needs ffmpeg");
        Assert.ThrowsAny<AudioException>(() => AudioFacts.Of(Written("this is no music"u8.ToArray())));
    }

    private string Written(byte[] bytes)
    {
        var path = Path.Combine(folder, "file.wav");
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
