using Gmsa.Experiments.Audio;

namespace Gmsa.Experiments.Tests.Audio;

public sealed class SndfileTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    public static TheoryData<string, string[]> Formats => new()
    {
        { "vbr.mp3", ["-q:a", "4"] },
        { "cbr.mp3", ["-b:a", "128k"] },
        { "bare.mp3", ["-b:a", "128k", "-write_xing", "0"] },
        { "low.mp3", ["-ar", "22050", "-b:a", "64k"] },
        { "slow.mp3", ["-ar", "8000", "-b:a", "16k"] },
        { "stereo.mp3", ["-ac", "2", "-b:a", "192k"] },
        { "song.flac", ["-ac", "2"] },
        { "song.ogg", ["-c:a", "libvorbis"] },
        { "song.aiff", [] },
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task It_gives_what_ffmpeg_gives_wherever_the_part_lies(string name, string[] options)
    {
        Assert.SkipUnless(Sndfile.Version() is not null, "needs libsndfile");
        var path = await FfmpegFiles.Sine(folder, name, 6, options);
        foreach (var (offset, length) in new[] { (0.0, 1.0), (1.3, 2.0), (4.5, 30.0), (0, 30) })
        {
            var (ours, theirs) = (Read(path, offset, length, new(true, null)), Read(path, offset, length, new(false, Ffmpeg.Find())));
            Assert.Equal((theirs.Rate, theirs.Samples.Length), (ours.Rate, ours.Samples.Length));
            Assert.True(
                ours.Samples.Zip(theirs.Samples).All(p => Math.Abs(p.First - p.Second) < 1e-5), $"{name} from {offset} for {length} s");
        }
    }

    public static TheoryData<string, Func<byte[], byte[]>> Doubts => new()
    {
        { "a damaged frame", mp3 => [.. mp3[..(mp3.Length / 2)], .. Enumerable.Repeat((byte)0xA5, 20), .. mp3[(mp3.Length / 2 + 20)..]] },
        { "junk behind", mp3 => [.. mp3, .. Enumerable.Repeat("junk "u8.ToArray(), 9).SelectMany(b => b)] },
        { "words and a bell", mp3 => [.. Enumerable.Repeat("these are words\a"u8.ToArray(), 900).SelectMany(b => b)] },
        { "a tag alone", mp3 => [.. "ID3"u8, 3, 0, 0, 0, 0, 1, 0, .. new byte[128]] },
    };

    [Theory]
    [MemberData(nameof(Doubts), DisableDiscoveryEnumeration = true)]
    public async Task What_is_doubtful_is_left_to_ffmpeg(string what, Func<byte[], byte[]> change)
    {
        var path = await FfmpegFiles.Sine(folder, "song.mp3", 6, "-b:a", "128k");
        Assert.IsType<LinkedRecording>(Inspect(path));
        File.WriteAllBytes(path, change(File.ReadAllBytes(path)));
        Assert.False(Inspect(path) is LinkedRecording, what);
        Assert.StartsWith("ffmpeg is not installed and is needed for .mp3 files",
            Assert.Throws<AudioException>(() => Read(path, 0, 1, new(true, null))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clip_that_begins_where_a_guessed_length_is_wrong_is_an_error_of_that_file_alone()
    {
        var path = await FfmpegFiles.Sine(folder, "bare.mp3", 6, "-b:a", "128k", "-write_xing", "0");
        foreach (var offset in Enumerable.Range(0, 12).Select(i => 5.95 + i * 0.01))
            try
            {
                Assert.NotEmpty(AudioFile.Read(path, 8000, Seconds(offset), Seconds(30), TestContext.Current.CancellationToken).Samples);
            }
            catch (AudioException error)
            {
                Assert.Matches("the clip starts at|no audio", error.Message);
            }
    }

    [Fact]
    public async Task Frames_are_walked_to_their_end_and_padding_is_none_of_the_sound()
    {
        var path = await FfmpegFiles.Sine(folder, "song.mp3", 6, "-b:a", "128k");
        var song = Assert.Single(Assert.IsType<LinkedRecording>(Inspect(path)).Links);
        Assert.Equal((6 * 44_100, 44_100, 1), ((int)song.Frames!, song.Rate, song.Channels));
        // And what comes out lies where it lay before it was encoded.
        var heard = Read(path, 2, 1, new(Sndfile.Version() is not null, Ffmpeg.Find())).Samples;
        var tone = Enumerable.Range(0, heard.Length).Select(i => (float)Math.Sin(2 * Math.PI * 440 * (2 + i / 44_100.0))).ToArray();
        var likeness = heard.Zip(tone, (x, y) => (double)x * y).Sum()
            / Math.Sqrt(heard.Sum(x => (double)x * x) * tone.Sum(y => (double)y * y));
        Assert.True(likeness > 0.999, $"{likeness}");
        path = await FfmpegFiles.Sine(folder, "bare.mp3", 6, "-write_xing", "0");
        var bare = Assert.Single(Assert.IsType<LinkedRecording>(Inspect(path)).Links);
        Assert.Equal(0, bare.Frames % 1152);
        Assert.InRange(bare.Frames!.Value, 6 * 44_100, 6 * 44_100 + 3 * 1152);
    }

    private static Recording Inspect(string path)
    {
        using var stream = File.OpenRead(path);
        return Containers.Inspect(stream);
    }

    private static Waveform Read(string path, double offset, double length, Decoders decoders) =>
        AudioFile.Read(path, null, Seconds(offset), Seconds(length), decoders, TestContext.Current.CancellationToken);

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
