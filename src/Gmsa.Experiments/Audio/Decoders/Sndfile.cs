using System.Buffers;

namespace Gmsa.Experiments.Audio;

/// <summary>
/// libsndfile (libsndfile.github.io, 1.1 or newer), where the system has it: MP3, FLAC, Vorbis and Opus in process, without starting a
/// program for every file, and from the place where a clip begins. It only gets links that are well by their headers, and vouches for what
/// it decodes without an error: whatever is doubtful gives null, and is ffmpeg's to decode and to judge.
/// </summary>
internal static class Sndfile
{
    private const int BlockFrames = 16_384;
    private const int FirstRoom = 1 << 22; // samples, a minute and a half at 44.1 kHz: a header may promise what isn't there
    private const int MostChannels = 256; // what a header may say; beyond it, it is broken

    private static readonly Lazy<SndfileLibrary?> Library = new(SndfileLibrary.Load);

    /// <summary>
    /// What the library calls itself ("libsndfile-1.2.0"), or null where there is none, or not where <c>GMSA_SNDFILE</c> says.
    /// </summary>
    public static string? Version() => Library.Value?.Version;

    /// <summary>
    /// So many samples from a place in a link, as the mean of its channels, resampled (null: at its own rate); null where the library is
    /// missing, doesn't know the format, or finds an error.
    /// </summary>
    internal static Waveform? Decode(FileStream file, Link link, int? sampleRate, long skip, long wanted, CancellationToken cancel)
    {
        if (Library.Value is not { } library) return null;
        var first = link.Lead + skip;
        var from = link.Preroll > 0 ? Math.Max(0, first - link.Preroll) : first;
        var (drop, count) = ((int)(first - from), first - from + wanted);
        if (count > Array.MaxLength) return null;
        using var opened = library.Open(file, link);
        if (opened is null || opened.Channels != link.Channels || opened.Channels > MostChannels || !IsWhole(opened, link)) return null;
        if (from > 0 && !opened.Seek(from)) return null;
        // A room that is used again: fresh memory for every song costs as much as resampling it.
        var mono = ArrayPool<float>.Shared.Rent((int)Math.Min(count, FirstRoom));
        var rate = sampleRate ?? link.Rate;
        var isWell = Fill(opened, ref mono, (int)count, cancel);
        var heard = isWell ? new Waveform(Resampler.Between(link.Rate, rate).Resample(mono.AsSpan(drop..(int)count), cancel), rate) : null;
        ArrayPool<float>.Shared.Return(mono);
        return heard;
    }

    /// <summary>
    /// Whether the library means the same samples: of an MP3 it only guesses, so it has to guess enough, and of a FLAC that doesn't say its
    /// length it takes any.
    /// </summary>
    private static bool IsWhole(SndfileHandle opened, Link link) => opened.Rate == link.Rate
        && (link.ClaimedBytes > 0 || opened.Frames == long.MaxValue
            ? opened.Frames >= link.Lead + link.Frames : opened.Frames == link.Frames);

    /// <summary>Decodes so many samples into an array that grows; false where any is missing or wrong.</summary>
    private static bool Fill(SndfileHandle opened, ref float[] mono, int wanted, CancellationToken cancel)
    {
        var block = ArrayPool<float>.Shared.Rent(BlockFrames * opened.Channels);
        var count = 0;
        while (count < wanted)
        {
            cancel.ThrowIfCancellationRequested();
            var frames = opened.Read(block, Math.Min(BlockFrames, wanted - count));
            if (frames <= 0) break;
            if (frames > mono.Length - count) Array.Resize(ref mono, (int)Math.Min(wanted, 2L * mono.Length));
            Mix(block, opened.Channels, mono.AsSpan(count, frames));
            count += frames;
        }
        ArrayPool<float>.Shared.Return(block);
        return count == wanted && !opened.HasFailed;
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
}
