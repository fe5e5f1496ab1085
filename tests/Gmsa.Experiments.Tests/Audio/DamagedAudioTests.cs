using System.Buffers.Binary;
using Gmsa.Experiments.Audio;

namespace Gmsa.Experiments.Tests.Audio;

/// <summary>Files as people have them: ffmpeg complains, but the music is there.</summary>
public sealed class DamagedAudioTests : IDisposable
{
    private static readonly byte[] Gif = Convert.FromHexString(
        "47494638396101000100800000FFFFFF00000021F90401000000002C00000000010001000002024401003B");
    private static readonly byte[] BrokenPng = [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 0];
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    public static TheoryData<string, Func<byte[], byte[]>> Tagged => new()
    {
        { "byte order mark", mp3 => [.. Tag("TIT2", [1, (byte)'a', (byte)'b', 0, (byte)'c', 0, (byte)'d']), .. mp3] },
        { "gif as jpeg", mp3 => [.. Tag("APIC", [0, .. "image/jpeg"u8, 0, 3, 0, .. Gif]), .. mp3] },
        { "broken png", mp3 => [.. Tag("APIC", [0, .. "image/png"u8, 0, 3, 0, .. BrokenPng]), .. mp3] },
        { "zeros at the end", mp3 => [.. mp3, .. new byte[3000]] },
        { "lyrics at the end", mp3 => [.. mp3, .. "LYRICSBEGININD0000200ETT00005title"u8, .. new byte[900], .. "000042LYRICS200"u8] },
        { "a damaged frame", mp3 => [.. mp3[..(mp3.Length / 2)], .. Enumerable.Repeat((byte)0xA5, 20), .. mp3[(mp3.Length / 2 + 20)..]] },
    };

    [Theory]
    [MemberData(nameof(Tagged), DisableDiscoveryEnumeration = true)]
    public async Task Damage_that_costs_no_music_is_forgiven(string what, Func<byte[], byte[]> damaged)
    {
        foreach (var xing in new[] { "1", "0" })
        {
            var path = await Mp3(xing);
            File.WriteAllBytes(path, damaged(Bare(path)));
            var samples = Read(path).Samples.Length;
            Assert.True(samples is > 46_000 and < 50_000, $"{what}, Xing {xing}: {samples}");
            Assert.Matches(@"^the clip starts at 30 s, the file lasts [56](\.\d+)? s$", Reason(path, 30));
        }
    }

    [Fact]
    public async Task Two_files_joined_are_one_of_both()
    {
        foreach (var xing in new[] { "1", "0" })
        {
            var path = await Mp3(xing);
            var whole = File.ReadAllBytes(path);
            File.WriteAllBytes(path, [.. whole, .. whole]);
            Assert.InRange(Read(path).Samples.Length, 94_000, 98_000);
        }
    }

    [Fact]
    public async Task A_film_that_outlasts_its_sound_is_not_cut_off_and_a_cover_is_no_film()
    {
        string[] film = ["-f", "lavfi", "-i", "color=size=16x16:duration=12", "-c:v", "mpeg4"];
        Assert.InRange(Read(await FfmpegFiles.Sine(folder, "film.mp4", 6, film)).Samples.Length, 47_900, 48_600);
        var song = await Mp3("1");
        File.WriteAllBytes(song, [.. Tag("APIC", [0, .. "image/gif"u8, 0, 3, 0, .. Gif]), .. Bare(song)]);
        Assert.InRange(Read(song).Samples.Length, 47_900, 48_600);
        Assert.Matches("^(it breaks off after|the file is cut off: it should last 6)", Reason(FfmpegFiles.Truncated(song, 0.5)));
    }

    [Fact]
    public void What_ffmpeg_says_is_understood_on_every_system()
    {
        const string Windows = "[mov,mp4,m4a @ 000001f2a4c0de40] [aac @ 0x55edf025eac0] [error] file:a.m4a: no frame!.\n";
        Assert.Equal("no frame!", new FfmpegLog(Windows, "a.m4a").FirstError);
        Assert.Null(new FfmpegLog("[mp3 @ 0x1] [warning] what an [error] is\n", "a.mp3").FirstError);
    }

    [Fact]
    public void A_length_beyond_all_time_is_no_overflow()
    {
        static TimeSpan? Length(string text) => new FfmpegLog($"[info]   Duration: {text}, start: 0\n", "a.mp3").Duration;
        Assert.Equal(TimeSpan.FromSeconds(3661.5), Length("01:01:01.50"));
        Assert.Equal(1e9, Length($"{new string('9', 30)}:00:00.00")!.Value.TotalSeconds);
        Assert.Null(Length("N/A"));
    }

    private Task<string> Mp3(string xing) => FfmpegFiles.Sine(folder, "song.mp3", 6, "-b:a", "128k", "-write_xing", xing);

    private static byte[] Bare(string path)
    {
        var bytes = File.ReadAllBytes(path);
        return bytes.AsSpan().StartsWith("ID3"u8) ? bytes[(10 + (bytes[6] << 21 | bytes[7] << 14 | bytes[8] << 7 | bytes[9]))..] : bytes;
    }

    private static byte[] Tag(string frame, byte[] body)
    {
        var size = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(size, body.Length);
        var all = 10 + body.Length; // below 128: one byte says it in either way of counting
        return [.. "ID3"u8, 3, 0, 0, 0, 0, 0, (byte)all, .. System.Text.Encoding.ASCII.GetBytes(frame), .. size, 0, 0, .. body];
    }

    private static Waveform Read(string path, double offset = 0) =>
        AudioFile.Read(path, 8000, TimeSpan.FromSeconds(offset), TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

    private static string Reason(string path, double offset = 0) => Assert.Throws<AudioException>(() => Read(path, offset)).Message;
}
