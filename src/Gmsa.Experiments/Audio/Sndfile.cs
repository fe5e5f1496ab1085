using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace Gmsa.Experiments.Audio;

/// <summary>
/// libsndfile (libsndfile.github.io, 1.1 or newer), where the system has it: MP3, FLAC, Ogg, AIFF and more in process, without starting a
/// program for every file, and from the place where a clip begins. It vouches only for a file that is well: whatever is doubtful gives
/// null, and is ffmpeg's to decode and to judge.
/// </summary>
public static class Sndfile
{
    private const int BlockFrames = 16_384;
    private const int FirstRoom = 1 << 22; // samples, a minute and a half at 44.1 kHz: a header may promise what isn't there
    private const int HighestRate = 768_000, MostChannels = 256; // what a header may say; beyond it, it is broken

    private static readonly byte[][] Others = [[.. "fLaC"u8], [.. "OggS"u8], [.. "FORM"u8]]; // how FLAC, Ogg and AIFF begin

    private static readonly Lazy<Native?> Library = new(Native.Load);

    /// <summary>What the library calls itself ("libsndfile-1.2.0"), or null where there is none.</summary>
    public static string? Version() => Library.Value?.Version;

    /// <summary>
    /// The part of a file from <paramref name="offset"/>, at most <paramref name="length"/> long (null: to the end), as the mean of its
    /// channels, resampled (null: at its own rate); null where the library is missing, doesn't know the format, or the file isn't beyond doubt.
    /// </summary>
    internal static Waveform? Decode(FileStream file, int? sampleRate, TimeSpan offset, TimeSpan? length, CancellationToken cancel) =>
        Opened(file, offset.TotalSeconds + (length?.TotalSeconds ?? double.PositiveInfinity), (native, handle, info, mp3) =>
        {
            var skip = (long)Math.Round(offset.TotalSeconds * info.Rate);
            var wanted = length is { } part ? (long)Math.Round(part.TotalSeconds * info.Rate) : long.MaxValue;
            var there = info.Frames - skip;
            // Without a header that says it, an MP3's length is a guess from its first frame.
            var isGuess = mp3 is not null && (mp3.ReachesEnd ? Math.Abs(mp3.Samples - info.Frames) > Mp3Frames.Padding : there < wanted);
            var from = mp3 is null ? skip : Math.Max(0, skip - Mp3Frames.Preroll);
            if (there <= 0 || isGuess || (from > 0 && native.Seek(handle, from, 0) != from)) return null;
            var tolerance = mp3 is { ReachesEnd: true } ? Mp3Frames.Padding : 0;
            // A room that is used again: fresh memory for every song costs as much as resampling it.
            var mono = ArrayPool<float>.Shared.Rent((int)Math.Min(skip - from + Math.Min(wanted, there), FirstRoom));
            var count = Fill(native, handle, info.Channels, ref mono, (int)(skip - from + Math.Min(wanted, there)), tolerance, cancel);
            var rate = sampleRate ?? info.Rate;
            var heard = count <= skip - from ? null // where a guess was too long, nothing may be left
                : new Waveform(Resampler.Between(info.Rate, rate).Resample(mono.AsSpan((int)(skip - from)..count), cancel), rate);
            ArrayPool<float>.Shared.Return(mono);
            return heard;
        });

    /// <summary>What a file says of itself, in ffmpeg's words; null where <see cref="Decode"/> would give null for the whole of it.</summary>
    internal static AudioFacts? Describe(FileStream file) => Opened(file, double.PositiveInfinity, (_, _, info, mp3) =>
    {
        var isWhole = mp3 is null || (mp3.ReachesEnd && Math.Abs(mp3.Samples - info.Frames) <= Mp3Frames.Padding);
        var seconds = (double)info.Frames / info.Rate;
        return isWhole && info.Codec is { } codec ? new AudioFacts(codec, info.Rate, info.Channels, 8 * file.Length / seconds, seconds) : null;
    });

    /// <summary>Does something with an opened file that is beyond doubt in its first <paramref name="seconds"/>; null where it isn't.</summary>
    private static T? Opened<T>(FileStream file, double seconds, Func<Native, nint, Info, Mp3Frames?, T?> work) where T : class
    {
        if (Library.Value is not { } native) return null;
        var start = new byte[4];
        file.Position = 0;
        if (file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length) return null;
        // Its MP3 decoder skips over damage and says so on the terminal: it only gets files without any.
        var mp3 = IsMp3(start) ? Mp3Frames.Walk(file, seconds) : null;
        if (mp3 is null && !Others.Any(magic => magic.SequenceEqual(start))) return null;
        var info = default(Info);
        var handle = native.Open(file.Name, ref info);
        if (handle == 0) return null;
        try
        {
            return info is { Rate: > 0 and <= HighestRate, Channels: > 0 and <= MostChannels, Frames: > 0 and < int.MaxValue }
                ? work(native, handle, info, mp3) : null;
        }
        finally
        {
            _ = native.Close(handle);
        }
    }

    // A tag, or the sync bits of a first frame.
    private static bool IsMp3(ReadOnlySpan<byte> start) => start.StartsWith("ID3"u8) || (start[0] == 0xFF && (start[1] & 0xE0) == 0xE0);

    /// <summary>Decodes so many samples into an array that grows; gives how many, or 0 where more than a tolerance is missing.</summary>
    private static int Fill(Native native, nint handle, int channels, ref float[] mono, int wanted, int tolerance, CancellationToken cancel)
    {
        var block = ArrayPool<float>.Shared.Rent(BlockFrames * channels);
        var count = 0;
        while (count < wanted)
        {
            cancel.ThrowIfCancellationRequested();
            var frames = (int)native.Read(handle, block, Math.Min(BlockFrames, wanted - count));
            if (frames <= 0) break;
            if (frames > mono.Length - count) Array.Resize(ref mono, (int)Math.Min(wanted, 2L * mono.Length));
            Mix(block, channels, mono.AsSpan(count, frames));
            count += frames;
        }
        ArrayPool<float>.Shared.Return(block);
        return wanted - count <= tolerance ? count : 0;
    }

    private static void Mix(float[] block, int channels, Span<float> mono)
    {
        if (channels == 1) block.AsSpan(0, mono.Length).CopyTo(mono);
        else if (channels == 2)
            for (var i = 0; i < mono.Length; i++) mono[i] = (block[2 * i] + block[2 * i + 1]) / 2;
        else
            for (var i = 0; i < mono.Length; i++)
            {
                var sum = 0.0;
                for (var c = 0; c < channels; c++) sum += block[i * channels + c];
                mono[i] = (float)(sum / channels);
            }
    }

    /// <summary>SF_INFO of sndfile.h.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Info
    {
        public long Frames;
        public int Rate;
        public int Channels;
        public int Format;
        public int Sections;
        public int Seekable;

        /// <summary>ffmpeg's name of the codec (SF_FORMAT_* of sndfile.h); null for those that it names more finely.</summary>
        public readonly string? Codec => (Format & 0xFFFF, Format & 0x0FFF_0000) switch
        {
            (0x82, _) => "mp3",
            (0x60, _) => "vorbis",
            (0x64, _) => "opus",
            (_, 0x17_0000) => "flac",
            _ => null,
        };
    }

    /// <summary>The few functions that are called, looked up by name, so that a system without the library goes without.</summary>
    private sealed class Native(nint library)
    {
        private static readonly string[] Names = ["libsndfile.so.1", "libsndfile.1.dylib", "sndfile.dll", "libsndfile-1.dll"];

        private readonly OpenFunction open = Function<OpenFunction>(library, "sf_open");
        private readonly ReadFunction read = Function<ReadFunction>(library, "sf_readf_float");

        public SeekFunction Seek { get; } = Function<SeekFunction>(library, "sf_seek");
        public CloseFunction Close { get; } = Function<CloseFunction>(library, "sf_close");
        public string? Version { get; } = Marshal.PtrToStringUTF8(Function<VersionFunction>(library, "sf_version_string")());

        public static Native? Load()
        {
            foreach (var name in Names)
                if (NativeLibrary.TryLoad(name, out var library)) return new(library);
            return null;
        }

        public nint Open(string path, ref Info info) => open([.. Encoding.UTF8.GetBytes(path), 0], ReadMode, ref info);

        public long Read(nint file, float[] block, int frames) => read(file, block, frames);

        private const int ReadMode = 0x10; // SFM_READ

        private static T Function<T>(nint library, string name) where T : Delegate =>
            Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(library, name));

        private delegate nint OpenFunction(byte[] path, int mode, ref Info info);

        private delegate long ReadFunction(nint file, [Out] float[] block, long frames);

        public delegate long SeekFunction(nint file, long frames, int whence);

        public delegate int CloseFunction(nint file);

        private delegate nint VersionFunction();
    }
}
