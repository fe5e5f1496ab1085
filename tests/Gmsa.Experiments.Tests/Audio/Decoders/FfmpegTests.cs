using System.Text;
using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Audio;

public sealed class FfmpegTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("tone.mp3")]
    [InlineData("tone.wma")]
    [InlineData("tone.ogg")]
    [InlineData("tone.flac")]
    [InlineData("tone.m4a")]
    [InlineData("όνομα -i ; $(x) 'τραγούδι'.mp3")]
    public async Task Compressed_audio_is_decoded_in_the_part_asked_for(string name)
    {
        var path = await FfmpegFiles.Sine(folder, name, 4);
        var wave = Read(path, 1, 2);
        Assert.Equal(8000, wave.Rate);
        Assert.InRange(wave.Samples.Length, 15990, 16000);
        var middle = wave.Samples[2000..14000];
        Assert.Equal(0.5 / Math.Sqrt(2), Math.Sqrt(middle.Average(x => (double)x * x)), 0.02); // LAME encodes at 0.95 of the level
        Assert.Equal(440 * 12000 / 8000.0, middle.Zip(middle.Skip(1)).Count(p => p.First < 0 && p.Second >= 0), 2.0);
    }

    [Fact]
    public async Task Many_channels_are_mixed_as_a_wav_would_be()
    {
        var path = await FfmpegFiles.Sine(folder, "surround.flac", 1, "-af", "pan=5.1|c0=c0|c1=0*c0|c2=0*c0|c3=0*c0|c4=0*c0|c5=c0");
        Assert.Equal(0.5 / 3 / Math.Sqrt(2), Math.Sqrt(Read(path, 0, 1).Samples.Average(x => (double)x * x)), 0.005);
    }

    [Theory]
    [InlineData("cut.mp3", "^(the file is cut off: it should last|it breaks off after) ")]
    [InlineData("cut.flac", "^the file is cut off: it should last 6 s, but holds [123]")]
    [InlineData("cut.ogg", "^the file is cut off: ")]
    [InlineData("cut.wma", "^the file is cut off: ")]
    [InlineData("cut.m4a", "^the file is cut off: ")]
    [InlineData("cut.mka", "^the file is cut off: ")]
    [InlineData("cut.tta", "^(the file is cut off: it should last 6 s|it breaks off after)")]
    [InlineData("cut.wv", "^(the file is cut off: it should last 6 s|it breaks off after)")]
    [InlineData("cut.aiff", "^the file is cut off: it should last 6 s, but holds [23]")]
    [InlineData("cut.w64", "^the file is cut off: it should last 6 s, but holds [23]")]
    [InlineData("cut.caf", "^the file is cut off: it should last 6 s, but holds [23]")]
    [InlineData("cut.au", "^the file is cut off: it should last 6 s, but holds [23]")]
    public async Task A_truncated_file_is_an_error_whatever_part_is_asked_for(string name, string reason)
    {
        var path = FfmpegFiles.Truncated(await FfmpegFiles.Sine(folder, name, 6), 0.5);
        Assert.Matches(reason, Reason(path));
        Assert.Matches(reason, Reason(path, length: 0.5));
        Assert.Matches(reason, Reason(path, offset: 1, length: 0.5));
    }

    [Fact]
    public async Task A_clip_beyond_the_end_is_named_with_both_times()
    {
        var path = await FfmpegFiles.Sine(folder, "brief.mp3", 2);
        Assert.Matches(@"^the clip starts at 30 s, the file lasts 2(\.\d+)? s$", Reason(path, 30));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(500)]
    public void A_text_named_mp3_is_an_error_never_silence(int lines)
    {
        Assert.SkipUnless(Ffmpeg.Find() is not null, "needs ffmpeg");
        var path = Path.Combine(folder, "text.mp3");
        foreach (var (end, told) in new[] { ("\n", "it is text and no audio"), ("\a", "ffmpeg can't decode it: ") })
        {
            File.WriteAllText(path, string.Concat(Enumerable.Repeat("these are words, not music" + end, lines)), Encoding.UTF8);
            Assert.StartsWith(told, Reason(path));
            Assert.DoesNotContain(folder, Reason(path));
        }
    }

    [Fact]
    public void Random_bytes_and_a_playlist_are_errors()
    {
        Assert.SkipUnless(Ffmpeg.Find() is not null, "needs ffmpeg");
        var bytes = new byte[50_000];
        var generator = new Seed(1).Generator();
        for (var i = 0; i < bytes.Length; i++) bytes[i] = (byte)generator.NextInt(256);
        File.WriteAllBytes(Path.Combine(folder, "noise.mp3"), bytes);
        Assert.StartsWith("ffmpeg can't decode it: ", Reason(Path.Combine(folder, "noise.mp3")));
        File.WriteAllText(
            Path.Combine(folder, "list.mp3"), "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nhttp://127.0.0.1:9/a.ts\n#EXT-X-ENDLIST\n\a");
        Assert.StartsWith("ffmpeg", Reason(Path.Combine(folder, "list.mp3")));
    }

    [Fact]
    public async Task A_film_without_sound_holds_no_audio()
    {
        var path = await FfmpegFiles.Sine(
            folder, "film.mp4", 1, "-f", "lavfi", "-i", "color=size=16x16:duration=1", "-map", "1:v", "-c:v", "mpeg4");
        Assert.Equal("it holds no audio", Reason(path));
    }

    [Fact]
    public async Task Wav_in_a_codec_of_its_own_goes_through_ffmpeg()
    {
        var path = await FfmpegFiles.Sine(folder, "law.wav", 1, "-c:a", "pcm_mulaw");
        Assert.Equal(0.5 / Math.Sqrt(2), Math.Sqrt(Read(path, 0, 1).Samples.Average(x => (double)x * x)), 0.01);
    }

    [Fact]
    public async Task Cancelling_ends_the_decoder()
    {
        var path = await FfmpegFiles.Sine(folder, "tone.mp3", 2);
        Assert.Throws<OperationCanceledException>(() => AudioFile.Read(path, 8000, default, null, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Where_ffmpeg_is_missing_the_error_says_how_to_get_it()
    {
        Assert.SkipUnless(string.IsNullOrEmpty(Environment.GetEnvironmentVariable("GMSA_FFMPEG")), "GMSA_FFMPEG names another");
        Assert.Equal(
            "ffmpeg is not installed and is needed for .mp3 files (Debian/Ubuntu: apt-get install ffmpeg)",
            Ffmpeg.Missing("a/Song.MP3").Message);
        Assert.StartsWith("ffmpeg is not installed and is needed for this file (", Ffmpeg.Missing("a/Song").Message);
    }

    [Fact]
    public void The_version_is_told()
    {
        Assert.SkipUnless(Ffmpeg.Find() is not null, "needs ffmpeg");
        Assert.Matches(@"\d", Ffmpeg.Version()!);
    }

    private static Waveform Read(string path, double offset, double length) =>
        AudioFile.Read(path, 8000, TimeSpan.FromSeconds(offset), TimeSpan.FromSeconds(length), TestContext.Current.CancellationToken);

    private static string Reason(string path, double offset = 0, double length = 30) =>
        Assert.Throws<AudioException>(() => Read(path, offset, length)).Message;
}
