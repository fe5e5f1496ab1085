using CliWrap.Buffered;
using Gmsa.Experiments.Audio;

namespace Gmsa.Experiments.Tests.Audio;

/// <summary>Who reads a file.</summary>
public enum ReadBy
{
    /// <summary>This program: every machine.</summary>
    Us,

    /// <summary>libsndfile or ffmpeg.</summary>
    Either,

    /// <summary>ffmpeg alone: without it, the file is left out by name.</summary>
    Ffmpeg,

    /// <summary>Nobody: it is left out by name everywhere.</summary>
    Nobody,
}

/// <summary>A folder of audio of all kinds, a second each, made once by one ffmpeg process and by hand.</summary>
public sealed class AudioFolder : IAsyncLifetime
{
    public const double Seconds = 1;

    private const string Left = "0.4*sin(880*PI*t)+0.1*sin(2*PI*(200+300*t)*t)", Right = "0.3*sin(1320*PI*t)+0.1*sin(2*PI*(200+300*t)*t)";

    /// <summary>Files that ffmpeg makes: name, who reads it, options.</summary>
    public static readonly IReadOnlyList<(string Name, ReadBy By, string Options)> Encoded =
    [
        ("u8.wav", ReadBy.Us, "-c:a pcm_u8"),
        ("s16.wav", ReadBy.Us, "-c:a pcm_s16le -ar 22050"),
        ("s24.wav", ReadBy.Us, "-c:a pcm_s24le mono -ar 96000"),
        ("s32.wav", ReadBy.Us, "-c:a pcm_s32le"),
        ("s64.wav", ReadBy.Us, "-c:a pcm_s64le"),
        ("f32.wav", ReadBy.Us, "-c:a pcm_f32le"),
        ("f64.wav", ReadBy.Us, "-c:a pcm_f64le mono -ar 8000"),
        ("three.wav", ReadBy.Us, "-c:a pcm_s16le three"),
        ("six.wav", ReadBy.Us, "-c:a pcm_s24le six"),
        ("alaw.wav", ReadBy.Us, "-c:a pcm_alaw -ar 8000 mono"),
        ("mulaw.wav", ReadBy.Us, "-c:a pcm_mulaw -ar 16000"),
        ("rf64.wav", ReadBy.Us, "-c:a pcm_s16le -rf64 always"),
        ("ima.wav", ReadBy.Ffmpeg, "-c:a adpcm_ima_wav -ar 22050"),
        ("ms.wav", ReadBy.Ffmpeg, "-c:a adpcm_ms -ar 22050 mono"),
        ("gsm.wav", ReadBy.Ffmpeg, "-c:a libgsm_ms -ar 8000 mono"),
        ("mp3.wav", ReadBy.Ffmpeg, "-c:a libmp3lame -f wav"),
        ("s16.w64", ReadBy.Us, "-c:a pcm_s16le"),
        ("f32.w64", ReadBy.Us, "-c:a pcm_f32le mono"),
        ("s16.aiff", ReadBy.Us, "-c:a pcm_s16be"),
        ("s24.aiff", ReadBy.Us, "-c:a pcm_s24be mono -ar 48000"),
        ("sowt.aif", ReadBy.Us, "-c:a pcm_s16le"),
        ("fl32.aifc", ReadBy.Us, "-c:a pcm_f32be -f aiff"),
        ("ulaw.aifc", ReadBy.Us, "-c:a pcm_mulaw -f aiff -ar 8000"),
        ("s16.au", ReadBy.Us, "-c:a pcm_s16be"),
        ("f32.au", ReadBy.Us, "-c:a pcm_f32be mono -ar 32000"),
        ("alaw.au", ReadBy.Us, "-c:a pcm_alaw"),
        ("s16.caf", ReadBy.Us, "-c:a pcm_s16le"),
        ("s24.caf", ReadBy.Us, "-c:a pcm_s24be mono"),
        ("f32.caf", ReadBy.Us, "-c:a pcm_f32le"),
        ("alac.caf", ReadBy.Ffmpeg, "-c:a alac"),
        ("s16.flac", ReadBy.Either, "-c:a flac -sample_fmt s16"),
        ("s24.flac", ReadBy.Either, "-c:a flac -sample_fmt s32 -ar 96000"),
        ("six.flac", ReadBy.Either, "-c:a flac six -sample_fmt s16"),
        ("mono.flac", ReadBy.Either, "-c:a flac mono -ar 8000 -sample_fmt s16 -metadata title=Τραγούδι"),
        ("stereo.ogg", ReadBy.Either, "-c:a libvorbis"),
        ("mono.ogg", ReadBy.Either, "-c:a libvorbis mono -ar 8000"),
        ("six.ogg", ReadBy.Either, "-c:a libvorbis six -ar 48000"),
        ("stereo.opus", ReadBy.Either, "-c:a libopus -ar 48000"),
        ("speech.opus", ReadBy.Either, "-c:a libopus mono -ar 16000 -application voip"),
        ("flac.ogg", ReadBy.Ffmpeg, "-c:a flac -f ogg -sample_fmt s16"), // libsndfile knows Ogg FLAC, but not one without its length
        ("speex.ogg", ReadBy.Ffmpeg, "-c:a libspeex -ar 16000 mono -f ogg"),
        ("opus.webm", ReadBy.Ffmpeg, "-c:a libopus -ar 48000"),
        ("vorbis.webm", ReadBy.Ffmpeg, "-c:a libvorbis"),
        ("flac.mka", ReadBy.Ffmpeg, "-c:a flac -sample_fmt s16"),
        ("pcm.mkv", ReadBy.Ffmpeg, "-c:a pcm_s16le"),
        ("aac.m4a", ReadBy.Ffmpeg, "-c:a aac"),
        ("alac.m4a", ReadBy.Ffmpeg, "-c:a alac mono"),
        ("fragments.mp4", ReadBy.Ffmpeg, "-c:a aac -movflags frag_keyframe+empty_moov -frag_duration 300000"),
        ("pcm.mov", ReadBy.Ffmpeg, "-c:a pcm_s24le"),
        ("raw.aac", ReadBy.Ffmpeg, "-c:a aac -f adts"),
        ("aac.ts", ReadBy.Ffmpeg, "-c:a aac -f mpegts"),
        ("mp2.ts", ReadBy.Ffmpeg, "-c:a mp2 -f mpegts"),
        ("cbr.mp3", ReadBy.Either, "-b:a 128k"),
        ("vbr.mp3", ReadBy.Either, "-q:a 3"),
        ("joint.mp3", ReadBy.Either, "-b:a 320k -joint_stereo 1 -ar 48000"),
        ("separate.mp3", ReadBy.Either, "-b:a 192k -joint_stereo 0 -ar 32000"),
        ("mono.mp3", ReadBy.Either, "-b:a 64k mono"),
        ("low.mp3", ReadBy.Either, "-b:a 32k -ar 22050"),
        ("slow.mp3", ReadBy.Either, "-b:a 16k -ar 8000 mono"),
        ("bare.mp3", ReadBy.Either, "-b:a 128k -write_xing 0 -id3v2_version 0"),
        ("bare-vbr.mp3", ReadBy.Either, "-q:a 5 -write_xing 0"),
        ("tagged.mp3", ReadBy.Either, "-b:a 128k -write_id3v1 1 -metadata title=Τραγούδι -metadata artist=Α"),
        ("tone.mp2", ReadBy.Ffmpeg, "-c:a mp2"),
        ("tone.ac3", ReadBy.Ffmpeg, "-c:a ac3"),
        ("one.wma", ReadBy.Ffmpeg, "-c:a wmav1"),
        ("two.wma", ReadBy.Ffmpeg, "-c:a wmav2"),
        ("tone.tta", ReadBy.Ffmpeg, "-c:a tta"),
        ("tone.wv", ReadBy.Ffmpeg, "-c:a wavpack -sample_fmt s16p"),
        ("pcm.avi", ReadBy.Ffmpeg, "-c:a pcm_s16le"),
        ("brief.ogg", ReadBy.Either, "-t 0.8 -c:a libvorbis"), // all of it on one page
        ("brief.opus", ReadBy.Either, "-t 0.8 -c:a libopus -ar 48000"),
        ("brief.mp3", ReadBy.Either, "-t 0.8 -b:a 96k"),
        ("brief.flac", ReadBy.Either, "-t 0.8 -c:a flac -sample_fmt s16"),
    ];

    /// <summary>What files made by hand are joined from besides those.</summary>
    private static readonly IReadOnlyList<(string Name, string Options)> Others =
    [
        ("other.ogg", "-c:a libvorbis mono -ar 22050"), ("other.opus", "-c:a libopus mono -ar 48000"),
        ("other.mp3", "-b:a 64k mono -write_xing 0 -id3v2_version 0"), ("other.mp2", "-c:a mp2 mono"),
        ("other.ts", "-c:a mp2 mono -f mpegts"), ("other.aac", "-c:a aac mono -f adts"),
    ];

    /// <summary>Files made by hand: name, who reads it, how many seconds, and the bytes.</summary>
    internal static readonly IReadOnlyList<(string Name, ReadBy By, double Seconds, Func<AudioFolder, byte[]> Bytes)> Made =
    [
        ("rifx.wav", ReadBy.Us, Seconds, f => Turned(f["s16.wav"], 44, 2)),
        ("ape.mp3", ReadBy.Either, Seconds, f => [.. f["cbr.mp3"], .. ApeTag]),
        ("id3.flac", ReadBy.Either, Seconds, f => [.. "ID3"u8, 4, 0, 0, 0, 0, 0, 20, .. new byte[20], .. f["s16.flac"]]),
        ("streamed.flac", ReadBy.Either, Seconds, f => WithoutLength(f["s16.flac"])),
        ("chain.ogg", ReadBy.Either, 2 * Seconds, f => [.. f["stereo.ogg"], .. f["other.ogg"]]),
        ("chain.opus", ReadBy.Either, 3 * Seconds, f => [.. f["stereo.opus"], .. f["other.opus"], .. f["speech.opus"]]),
        ("chain-flac.ogg", ReadBy.Ffmpeg, 2 * Seconds, f => [.. f["flac.ogg"], .. f["flac.ogg"]]),
        ("joined.flac", ReadBy.Either, 2 * Seconds, f => [.. f["s16.flac"], .. f["mono.flac"]]),
        ("joined.mp3", ReadBy.Either, 2 * Seconds, f => [.. f["cbr.mp3"], .. f["tagged.mp3"]]),
        ("mono-then-stereo.mp3", ReadBy.Either, 2 * Seconds, f => [.. f["other.mp3"], .. f["bare.mp3"]]),
        ("stereo-then-mono-of-half-the-rate.mp3", ReadBy.Either, 2 * Seconds, f => [.. f["bare.mp3"], .. f["slow.mp3"]]),
        ("mono-then-stereo.aac", ReadBy.Ffmpeg, 2 * Seconds, f => [.. f["other.aac"], .. f["raw.aac"]]),
        ("damaged.mp3", ReadBy.Ffmpeg, Seconds - 0.05, f => Damaged(f["cbr.mp3"])),
        ("changing.ts", ReadBy.Nobody, 0, f => [.. f["other.ts"], .. f["mp2.ts"]]),
        ("changing.mp2", ReadBy.Nobody, 0, f => [.. f["tone.mp2"], .. f["other.mp2"]]),
        ("mixed.ogg", ReadBy.Nobody, 0, f => [.. f["stereo.ogg"], .. f["stereo.opus"]]),
        ("joined.wav", ReadBy.Nobody, 0, f => [.. f["s16.wav"], .. f["s16.wav"]]),
        ("joined.aiff", ReadBy.Nobody, 0, f => [.. f["s16.aiff"], .. f["s16.aiff"]]),
        ("joined.m4a", ReadBy.Nobody, 0, f => [.. f["alac.m4a"], .. f["alac.m4a"]]),
    ];

    /// <summary>Files whose sound begins a second late.</summary>
    public static readonly IReadOnlyList<(string Name, string Options)> Late =
    [
        ("late.m4a", "-c:a aac"), ("late.mka", "-c:a flac -sample_fmt s16"), ("late.ts", "-c:a mp2 -f mpegts"),
        ("late.mov", "-c:a pcm_s16le"),
        ("late.webm", "-c:a libopus"),
    ];

    private static byte[] ApeTag => [.. "APETAGEX"u8, 0xD0, 7, 0, 0, 32, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x80, .. new byte[8]];

    private readonly string folder = Repository.TemporaryFolder();

    public string Path(string name) => System.IO.Path.Combine(folder, name);

    public byte[] this[string name] => File.ReadAllBytes(Path(name));

    public async ValueTask InitializeAsync()
    {
        if (Ffmpeg.Find() is not { } program) return;
        string[] source = ["-f", "lavfi", "-i", $"aevalsrc={Left}|{Right}:s=44100:d=1"];
        List<string> arguments = ["-v", "error", "-y", .. source, "-itsoffset", "1", .. source];
        var files = Encoded.Select(f => (f.Name, f.Options, Input: "0:a")).Concat(Others.Select(f => (f.Name, f.Options, Input: "0:a")));
        foreach (var (name, options, input) in files.Concat(Late.Select(f => (f.Name, f.Options, Input: "1:a"))))
            arguments.AddRange(
                ["-map", input, .. options.Split(' ').SelectMany(Mixed), "-bitexact", "-strict", "-2", "file:" + Path(name)]);
        await CliWrap.Cli.Wrap(program).WithArguments(arguments).ExecuteBufferedAsync();
        foreach (var (name, _, _, bytes) in Made) File.WriteAllBytes(Path(name), bytes(this));
    }

    /// <summary>Any number of channels whose mean is that of the two: ffmpeg's own way changes levels.</summary>
    private static IEnumerable<string> Mixed(string option)
    {
        const string Mean = "0.5*c0+0.5*c1";
        return option switch
        {
            "mono" => ["-af", $"pan=mono|c0={Mean}"],
            "three" => ["-af", $"pan=3c|c0=c0|c1=c1|c2={Mean}"],
            "six" => ["-af", $"pan=5.1|c0=c0|c1=c1|c2={Mean}|c3={Mean}|c4=c0|c5=c1"],
            _ => [option],
        };
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return default;
    }

    /// <summary>The same WAV with all its numbers big-endian, where nothing but the format stands before its samples.</summary>
    internal static byte[] Turned(byte[] wav, int data, int width)
    {
        var turned = (byte[])wav.Clone();
        turned[3] = (byte)'X';
        foreach (var (at, size) in new[] { (4, 4), (16, 4), (20, 2), (22, 2), (24, 4), (28, 4), (32, 2), (34, 2), (data - 4, 4) })
            turned.AsSpan(at, size).Reverse();
        for (var at = data; at + width <= wav.Length; at += width) turned.AsSpan(at, width).Reverse();
        return turned;
    }

    private static byte[] WithoutLength(byte[] flac)
    {
        var streamed = (byte[])flac.Clone();
        streamed[21] &= 0xF0;
        streamed.AsSpan(22, 4).Clear();
        return streamed;
    }

    private static byte[] Damaged(byte[] mp3)
    {
        var damaged = (byte[])mp3.Clone();
        damaged.AsSpan(mp3.Length / 2, 40).Fill(0xA5);
        return [.. damaged[..(mp3.Length / 2)], .. damaged[(mp3.Length / 2 + 20)..]];
    }
}
