using System.Buffers.Binary;
using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Audio;

/// <summary>Lengths that headers say, of every format; nothing is decoded for them.</summary>
public sealed class AudioLengthTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static readonly (string Name, string[] Options)[] Formats =
    [
        ("pcm.wav", []), ("float.wav", ["-c:a", "pcm_f32le"]), ("mulaw.wav", ["-c:a", "pcm_mulaw"]), ("adpcm.wav", ["-c:a", "adpcm_ms"]),
        ("rf64.wav", ["-rf64", "always"]), ("gsm.wav", ["-c:a", "libgsm_ms", "-ar", "8000"]),
        ("stereo.w64", ["-ac", "2"]), ("adpcm.w64", ["-c:a", "adpcm_ms"]),
        ("plain.aiff", []), ("compressed.aifc", ["-c:a", "pcm_mulaw", "-f", "aiff"]),
        ("packets.aifc", ["-c:a", "adpcm_ima_qt", "-f", "aiff"]),
        ("plain.caf", []), ("packets.caf", ["-c:a", "alac"]), ("equal.caf", ["-c:a", "adpcm_ima_qt"]),
        ("plain.au", []), ("byte.au", ["-c:a", "pcm_mulaw", "-ar", "8000"]), ("plain.flac", ["-ac", "2"]),
        ("vorbis.ogg", ["-c:a", "libvorbis"]), ("opus.opus", ["-c:a", "libopus", "-ar", "48000"]),
        ("flac.oga", ["-c:a", "flac"]), ("speex.spx", ["-c:a", "libspeex", "-ar", "16000"]),
        ("variable.mp3", ["-q:a", "4"]), ("constant.mp3", ["-b:a", "64k"]),
        ("headless.mp3", ["-b:a", "64k", "-write_xing", "0", "-id3v2_version", "0"]),
        ("slow.mp3", ["-ar", "16000", "-b:a", "32k", "-write_xing", "0"]),
        ("plain.m4a", []), ("fast.m4a", ["-movflags", "+faststart"]), ("lossless.m4a", ["-c:a", "alac"]),
        ("film.mov", ["-c:a", "aac"]), ("media.wma", []),
    ];

    [Fact]
    public async Task Every_format_says_in_its_header_how_long_it_lasts()
    {
        var files = await FfmpegFiles.Sines(folder, 2.5, Formats);
        Assert.All(files, file => Assert.True(Math.Abs(2.5 - AudioLength.Of(file) ?? 0) < 0.11, $"{file}: {AudioLength.Of(file)}"));
        // A glance and a walk through all of it say the same, unless only a walk tells what an encoder added.
        foreach (var file in files)
        {
            using var stream = File.OpenRead(file);
            if (Containers.Inspect(stream).Seconds is { } walked) Assert.Equal(walked, AudioLength.Of(file)!.Value, 0.03);
        }
        // Whatever a file was cut to or filled with, there is an answer or none.
        var random = new Seed(5).Generator();
        foreach (var file in files)
        {
            var bytes = File.ReadAllBytes(file);
            for (var round = 0; round < 20; round++)
            {
                var broken = bytes[..(round < 10 ? round * 9 : 400)];
                for (var hit = 0; hit < round - 9; hit++)
                    broken[(int)(random.NextDouble() * broken.Length)] = (byte)(256 * random.NextDouble());
                Assert.True(Length("broken", broken) is null or > 0, $"{file}, round {round}");
            }
        }
    }

    [Fact]
    public void Big_endian_wav_counts_its_samples()
    {
        var bytes = new WavBytes { Data = new byte[24_000] }.Bytes();
        "RIFX"u8.CopyTo(bytes);
        foreach (var at in (int[])[4, 16, 24, 28, 40]) bytes.AsSpan(at, 4).Reverse();
        foreach (var at in (int[])[20, 22, 32, 34]) bytes.AsSpan(at, 2).Reverse();
        Assert.Equal(1.5, Length("rifx.wav", bytes));
    }

    [Fact]
    public async Task Tags_covers_and_junk_before_the_music_count_as_none_of_it()
    {
        var (flac, mp3) = (await Bytes("plain.flac", 2), await Bytes("plain.mp3", 2, Constant("64k")));
        byte[] tag = [.. "ID3\u0004\0\0\0\u0001\0\0"u8, .. new byte[128 * 128]];
        Assert.Equal(2, Length("tagged.flac", [.. tag, .. flac])!.Value, 0.01);
        Assert.Equal(2, Length("tagged.mp3", [.. tag, .. new byte[300], .. mp3])!.Value, 0.1);
    }

    [Fact]
    public async Task What_is_cut_off_has_no_length_but_that_of_its_plain_samples()
    {
        Assert.Equal(0.5, Length("half.wav", new WavBytes { Data = new byte[8000], DataSize = 16_000 }.Bytes()));
        Assert.Null(Length("half-adpcm.wav", new WavBytes { Tag = 17, Bits = 4, Data = new byte[9000], DataSize = 20_000 }.Bytes()));
        foreach (var file in await FfmpegFiles.Sines(folder, 2, ("cut.m4a", []), ("cut.wma", []), ("cut.ogg", ["-c:a", "libvorbis"])))
            Assert.Null(AudioLength.Of(FfmpegFiles.Truncated(file, 0.7)));
    }

    [Fact]
    public async Task What_does_not_say_it_has_no_length()
    {
        Assert.Null(Length("empty.wav", []));
        Assert.Null(Length("text.mp3", "<!DOCTYPE html><html>not music</html>"u8.ToArray()));
        var first = await Bytes("first.ogg", 1, "-c:a", "libvorbis", "-serial_offset", "1");
        var second = await Bytes("second.ogg", 2, "-c:a", "libvorbis", "-serial_offset", "2");
        Assert.Null(Length("chained.ogg", [.. first, .. second]));
        var fragments = await FfmpegFiles.Sine(folder, "fragments.mp4", 2, "-movflags", "+frag_keyframe+empty_moov");
        Assert.Null(AudioLength.Of(fragments));
        // A header counts the frames of the first of two files alone.
        var song = await Bytes("song.mp3", 6, "-b:a", "128k");
        Assert.Null(Length("joined.mp3", [.. song, .. song]));
        // Frames of two bit rates, and no header that counts them.
        var (slow, fast) = (await Bytes("slow.mp3", 1, Constant("64k")), await Bytes("fast.mp3", 1, Constant("160k")));
        Assert.Null(Length("variable.mp3", [.. slow[..(192 * 5)], .. fast]));
    }

    [Fact]
    public void A_box_that_is_larger_than_the_file_ends_the_search()
    {
        var bytes = new byte[64];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, 16);
        "ftypM4A "u8.CopyTo(bytes.AsSpan(4));
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(16), uint.MaxValue);
        "moov"u8.CopyTo(bytes.AsSpan(20));
        Assert.Null(Length("broken.m4a", bytes));
    }

    private static string[] Constant(string bitRate) => ["-ar", "48000", "-b:a", bitRate, "-write_xing", "0", "-id3v2_version", "0"];

    private async Task<byte[]> Bytes(string name, double seconds, params string[] options) =>
        await File.ReadAllBytesAsync(await FfmpegFiles.Sine(folder, name, seconds, options), TestContext.Current.CancellationToken);

    private double? Length(string name, byte[] bytes)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path, bytes);
        return AudioLength.Of(path);
    }
}
