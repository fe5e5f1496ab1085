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
            var (ours, theirs) = (Decode(path, offset, length), Ffmpeg.Decode(path, Seconds(offset), Seconds(length), TestContext.Current.CancellationToken));
            Assert.True(ours is not null, $"{name} from {offset}");
            Assert.Equal(theirs.Rate, ours.Rate);
            // Where the file ends, decoders may keep or cut the encoder's padding.
            Assert.InRange(ours.Samples.Length - theirs.Samples.Length, -1700, 1700);
            var common = Math.Min(ours.Samples.Length, theirs.Samples.Length) - 200;
            Assert.True(ours.Samples.Zip(theirs.Samples).Take(common).All(p => Math.Abs(p.First - p.Second) < 1e-4), $"{name} from {offset} for {length} s");
        }
    }

    public static TheoryData<string, Func<byte[], byte[]>> Doubts => new()
    {
        { "cut off", mp3 => mp3[..(mp3.Length / 2)] },
        { "two songs", mp3 => [.. mp3, .. mp3] },
        { "a damaged frame", mp3 => [.. mp3[..(mp3.Length / 2)], .. Enumerable.Repeat((byte)0xA5, 20), .. mp3[(mp3.Length / 2 + 20)..]] },
        { "lyrics behind", mp3 => [.. mp3, .. "LYRICSBEGIN"u8, .. new byte[99]] },
        { "words", mp3 => [.. Enumerable.Repeat("these are words\n"u8.ToArray(), 900).SelectMany(b => b)] },
        { "a tag alone", mp3 => [.. "ID3"u8, 3, 0, 0, 0, 0, 1, 0, .. new byte[128]] },
        { "one frame", mp3 => mp3[..700] },
    };

    [Theory]
    [MemberData(nameof(Doubts), DisableDiscoveryEnumeration = true)]
    public async Task What_is_doubtful_is_left_to_ffmpeg(string what, Func<byte[], byte[]> change)
    {
        Assert.SkipUnless(Sndfile.Version() is not null, "needs libsndfile");
        var path = await FfmpegFiles.Sine(folder, "song.mp3", 6, "-b:a", "128k");
        Assert.NotNull(Decode(path, 0, 30));
        File.WriteAllBytes(path, change(File.ReadAllBytes(path)));
        Assert.True(Decode(path, 0, 30) is null, what);
    }

    [Fact]
    public async Task Other_formats_and_parts_beyond_the_end_are_ffmpegs()
    {
        foreach (var name in (string[])["a.wma", "a.m4a"]) Assert.Null(Decode(await FfmpegFiles.Sine(folder, name, 2), 0, 1));
        Assert.Null(Decode(await FfmpegFiles.Sine(folder, "a.mp3", 2), 30, 1));
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
    public async Task Frames_are_walked_as_far_as_they_are_wanted()
    {
        var path = await FfmpegFiles.Sine(folder, "song.mp3", 6, "-b:a", "128k");
        using var stream = File.OpenRead(path);
        var whole = Mp3Frames.Walk(stream, double.PositiveInfinity)!;
        Assert.True(whole.ReachesEnd);
        Assert.InRange(whole.Samples, 6 * 8000, 6 * 48_000 + Mp3Frames.Padding);
        var part = Mp3Frames.Walk(stream, 1)!;
        Assert.False(part.ReachesEnd);
        Assert.True(part.Samples < whole.Samples);
    }

    private static Waveform? Decode(string path, double offset, double length)
    {
        using var stream = File.OpenRead(path);
        return Sndfile.Decode(stream, null, Seconds(offset), Seconds(length), TestContext.Current.CancellationToken);
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
