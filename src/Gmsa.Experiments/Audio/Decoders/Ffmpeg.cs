using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Gmsa.Experiments.Audio;

/// <summary>
/// The ffmpeg program, which decodes what isn't plain WAV. It writes a WAV stream at the file's own rate and channels into a pipe,
/// so that mixing and resampling are ours whatever the format; nothing is written to disk.
/// </summary>
internal static class Ffmpeg
{
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(10); // for what rounding may take

    /// <summary>Where ffmpeg is: <c>GMSA_FFMPEG</c> if set, else the first on the PATH; null where there is none.</summary>
    public static string? Find()
    {
        if (Environment.GetEnvironmentVariable("GMSA_FFMPEG") is { Length: > 0 } named) return File.Exists(named) ? named : null;
        var name = OperatingSystem.IsWindows() ? "ffmpeg.exe" : "ffmpeg";
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }

    /// <summary>The version it reports ("5.1.9-0+deb12u1"), or null where there is none that runs.</summary>
    public static string? Version()
    {
        if (Find() is not { } program) return null;
        try
        {
            using var process = Start(program, ["-version"]);
            process.BeginErrorReadLine();
            var words = process.StandardOutput.ReadToEnd().Split(' ', 4);
            process.WaitForExit();
            return words is ["ffmpeg", "version", var version, ..] ? version : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <summary>
    /// Decodes a part of the first audio stream to mono at its own rate. Times count from the first sound, wherever the container has it
    /// begin.
    /// </summary>
    /// <remarks>
    /// Judged by what comes out: damage that costs less than the tolerance (a bad tag or cover, junk at the end, a lost frame) is
    /// nobody's business. Where the length is unknown (a damaged MP3 without a header frame, raw AAC, a film's sound) a file
    /// that was cut short can't be told from a short one, and is taken for whole.
    /// </remarks>
    /// <param name="isWhole">Whether the file is known to be; if not, all of it is decoded, whatever is wanted.</param>
    /// <exception cref="AudioException">ffmpeg fails, nothing comes out, or less than the file's length promises.</exception>
    internal static Waveform Decode(FfmpegSource source, TimeSpan offset, TimeSpan? length, bool isWhole, CancellationToken cancel)
    {
        var decoded = Run(source, offset, isWhole ? length : null, length, out var said, out var total, cancel);
        var due = Due(said, isWhole ? offset + length : null);
        // Lengths in headers are rounded, and count the encoder's padding.
        if (due is { } time && total < time - TimeSpan.FromSeconds(Math.Max(0.25, 0.01 * time.TotalSeconds)))
            throw said.FirstError is { } error ? Broken(error, offset, decoded) : PlainReader.CutOff(said.Duration!.Value, total);
        return decoded;
    }

    /// <summary>All of a link.</summary>
    /// <exception cref="AudioException">ffmpeg fails, or nothing comes out.</exception>
    internal static Waveform Decode(FfmpegSource source, TimeSpan? length, CancellationToken cancel) =>
        Run(source, TimeSpan.Zero, length, length, out _, out _, cancel);

    /// <summary>So many samples of a link.</summary>
    /// <exception cref="AudioException">ffmpeg fails, or more of them are missing than a lost frame costs.</exception>
    internal static Waveform Decode(FfmpegSource source, long from, long wanted, CancellationToken cancel)
    {
        var link = source.Link!;
        var (offset, length) = (Time(from + link.Lead), Time(wanted));
        var decoded = Run(source, offset, length, length, out var said, out _, cancel);
        if (decoded.Rate != link.Rate)
            throw new AudioException($"ffmpeg gives {decoded.Rate} samples a second where its header says {link.Rate}");
        if (decoded.Samples.Length >= wanted - PlainReader.Tolerance.TotalSeconds * link.Rate) return decoded;
        throw said.FirstError is { } error ? Broken(error, offset, decoded)
            : PlainReader.CutOff(Time(from + wanted), Time(from + decoded.Samples.Length));

        TimeSpan Time(long samples) => PlainReader.Time((double)samples / link.Rate);
    }

    /// <param name="bound">After how much behind the offset decoding may end; null: at the file's end.</param>
    /// <param name="total">What came out in all, the part before the offset included.</param>
    private static Waveform Run(
        FfmpegSource source, TimeSpan offset, TimeSpan? bound, TimeSpan? length,
        out FfmpegLog said, out TimeSpan total, CancellationToken cancel)
    {
        var log = new StringBuilder();
        Waveform? decoded = null;
        AudioException? failure = null;
        total = TimeSpan.Zero;
        using var process = Started(source.Program, [.. Quietly, .. source.Input, .. Output(offset + bound)]);
        process.ErrorDataReceived += (_, line) => log.Append(line.Data).Append('\n');
        process.BeginErrorReadLine();
        using var killed = cancel.Register(process.Kill);
        try
        {
            var pipe = process.StandardOutput.BaseStream;
            var format = WavReader.Samples(pipe).Format.Plain!;
            decoded = PlainReader.Read(pipe, format, null, offset, length, cancel);
            var more = PlainReader.Skip(pipe, long.MaxValue) / format.FrameBytes;
            total = offset + decoded.Duration + PlainReader.Time((double)more / decoded.Rate);
        }
        catch (AudioException error)
        {
            failure = error;
        }
        finally
        {
            process.StandardOutput.Close();
            process.WaitForExit();
        }
        cancel.ThrowIfCancellationRequested();
        said = new FfmpegLog(log.ToString(), source.File);
        return Judged(process.ExitCode, said, offset, decoded, failure);
    }

    private static Waveform Judged(int exitCode, FfmpegLog said, TimeSpan offset, Waveform? decoded, AudioException? failure)
    {
        if (said.HasNoAudio) throw new AudioException(WavReader.NoAudio);
        if (exitCode != 0) throw Broken(said.FirstError ?? $"it ended with exit code {exitCode}", offset, decoded);
        if (failure is not null && failure.Message != WavReader.NoAudio) throw failure;
        if (decoded is not { Samples.Length: > 0 })
            throw said.FirstError is { } error ? Broken(error, offset, null) : new AudioException(WavReader.NoAudio);
        if (said.Change is { } change)
            throw new AudioException($"its sound changes from {change.From} to {change.To} in the middle, which would not be mixed alike");
        return decoded;
    }

    /// <summary>When the part that was decoded should end, counted from the first sound; null where nobody says.</summary>
    private static TimeSpan? Due(FfmpegLog said, TimeSpan? end)
    {
        if (said.Duration is not { } whole || (said.IsEstimate && said.FirstError is null)) return null;
        return end < whole ? end : whole;
    }

    /// <summary>What ffmpeg says of a file without decoding it.</summary>
    /// <exception cref="AudioException">ffmpeg can't be started.</exception>
    internal static FfmpegLog Describe(string program, string file)
    {
        // It complains that no output is named, and ends; what it said of the input stands before that.
        using var process = Started(program, [.. Quietly, "-i", "file:" + file]);
        process.StandardOutput.Close();
        var log = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return new(log, file);
    }

    private static AudioException Broken(string error, TimeSpan offset, Waveform? decoded) => new(decoded is { Samples.Length: > 0 }
        ? string.Create(CultureInfo.InvariantCulture, $"it breaks off after {(offset + decoded.Duration).TotalSeconds:0.##} s: {error}")
        : $"ffmpeg can't decode it: {error}");

    // The list of protocols keeps a path, or a playlist dressed as a song, from meaning anything but a local file.
    private static readonly string[] Quietly =
        ["-hide_banner", "-nostdin", "-nostats", "-loglevel", "level+verbose", "-protocol_whitelist", "file,pipe,subfile"];

    // From the start, however late the clip begins: seeking in mp3 and wma lands beside the place, and in half-decoded frames.
    private static List<string> Output(TimeSpan? end)
    {
        List<string> arguments = ["-map", "0:a:0"];
        // By counted samples, since a container's times may start anywhere and jump.
        if (end is { } time) arguments.AddRange(["-af", string.Create(
            CultureInfo.InvariantCulture, $"asetpts=N/SR/TB,atrim=end={(time + Margin).TotalSeconds:0.######}")]);
        return [.. arguments, "-c:a", "pcm_f32le", "-bitexact", "-f", "wav", "pipe:1"];
    }

    private static Process Started(string program, IEnumerable<string> arguments)
    {
        try
        {
            return Start(program, arguments);
        }
        catch (Win32Exception error)
        {
            throw new AudioException($"ffmpeg can't be started: {error.Message}", error);
        }
    }

    private static Process Start(string program, IEnumerable<string> arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        UseShellExecute = false,
        StandardErrorEncoding = Encoding.UTF8,
    })!;

    internal static AudioException Missing(string file)
    {
        var kind = Path.GetExtension(file) is { Length: > 1 } extension ? $"{extension.ToLowerInvariant()} files" : "this file";
        return Environment.GetEnvironmentVariable("GMSA_FFMPEG") is { Length: > 0 } named
            ? new($"ffmpeg is needed for {kind}, and is not where GMSA_FFMPEG says: {named}")
            : new($"ffmpeg is not installed and is needed for {kind} (Debian/Ubuntu: apt-get install ffmpeg)");
    }
}

/// <summary>What ffmpeg reads: a file, or a link of one.</summary>
/// <param name="Container">What the link is in; told, so that nothing is guessed from a few bytes.</param>
internal sealed record FfmpegSource(string Program, string File, string? Container = null, Link? Link = null)
{
    /// <summary>As arguments. "file:" keeps a path from meaning anything else.</summary>
    public IEnumerable<string> Input => Link is null ? ["-i", "file:" + File]
        : [.. Link.IsCutHere ? Uncut : [], "-f", Container!, "-i",
            FormattableString.Invariant($"subfile,,start,{Link.Start},end,{Link.End},,:file:{File}")];

    private static string[] Uncut => ["-flags2", "+skip_manual"];
}
