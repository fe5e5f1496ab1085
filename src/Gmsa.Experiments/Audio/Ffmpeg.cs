using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Gmsa.Experiments.Audio;

/// <summary>
/// The ffmpeg program, which decodes what isn't plain WAV. It writes a WAV stream at the file's own rate and channels into a pipe,
/// so that mixing and resampling are ours whatever the format; nothing is written to disk.
/// </summary>
public static class Ffmpeg
{
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

    /// <summary>Decodes a part of the first audio stream to mono at its own rate.</summary>
    /// <remarks>
    /// Judged by what comes out: damage that costs less than the tolerance (a bad tag or cover, junk at the end, a lost frame) is
    /// nobody's business. Where the length is unknown (an MP3 of constant bit rate without a Xing header, an Ogg, a film's sound) a file
    /// that was cut short can't be told from a short one, and is taken for whole.
    /// </remarks>
    /// <exception cref="AudioException">
    /// ffmpeg is missing or fails, nothing comes out, or less than the file's length promises.
    /// </exception>
    internal static Waveform Decode(string file, TimeSpan offset, TimeSpan? length, CancellationToken cancel)
    {
        var program = Find() ?? throw Missing(file);
        var log = new StringBuilder();
        Waveform? decoded = null;
        var reason = WavReader.NoAudio;
        using var process = Started(program, Arguments(file, offset + length));
        process.ErrorDataReceived += (_, line) => log.Append(line.Data).Append('\n');
        process.BeginErrorReadLine();
        using var killed = cancel.Register(process.Kill);
        try
        {
            decoded = WavReader.Read(process.StandardOutput.BaseStream, offset, null, cancel);
        }
        catch (AudioException error)
        {
            reason = error.Message;
        }
        finally
        {
            process.StandardOutput.Close();
            process.WaitForExit();
        }
        cancel.ThrowIfCancellationRequested();
        var said = new FfmpegLog(log.ToString(), file);
        if (said.HasNoAudio) throw new AudioException(WavReader.NoAudio);
        if (process.ExitCode != 0) throw Broken(said.FirstError ?? $"it ended with exit code {process.ExitCode}", offset, decoded);
        if (decoded is not { Samples.Length: > 0 })
            throw reason == WavReader.NoAudio && said.FirstError is { } error ? Broken(error, offset, null) : new AudioException(reason);
        ThrowIfShort(decoded, said, offset, length);
        return decoded;
    }

    /// <summary>What ffmpeg says of a file without decoding it.</summary>
    /// <exception cref="AudioException">ffmpeg is missing.</exception>
    internal static FfmpegLog Describe(string file)
    {
        // It complains that no output is named, and ends; what it said of the input stands before that.
        using var process = Started(Find() ?? throw Missing(file), [.. Quietly, "-i", "file:" + file]);
        process.StandardOutput.Close();
        var log = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return new(log, file);
    }

    private static void ThrowIfShort(Waveform decoded, FfmpegLog said, TimeSpan offset, TimeSpan? length)
    {
        if (said.Duration is not { } whole || (said.IsEstimate && said.FirstError is null)) return;
        // Lengths in headers are rounded, and count the encoder's padding.
        var due = length is { } part && offset + part < whole ? offset + part : whole;
        var tolerance = TimeSpan.FromSeconds(Math.Max(0.25, 0.01 * due.TotalSeconds));
        if (offset + decoded.Duration >= due - tolerance) return;
        throw said.FirstError is { } error ? Broken(error, offset, decoded) : WavReader.CutOff(whole, offset + decoded.Duration);
    }

    private static AudioException Broken(string error, TimeSpan offset, Waveform? decoded) => new(decoded is { Samples.Length: > 0 }
        ? string.Create(CultureInfo.InvariantCulture, $"it breaks off after {(offset + decoded.Duration).TotalSeconds:0.##} s: {error}")
        : $"ffmpeg can't decode it: {error}");

    // "file:" and the list of protocols keep a path, or a playlist dressed as a song, from meaning anything but a local file.
    private static readonly string[] Quietly =
        ["-hide_banner", "-nostdin", "-nostats", "-loglevel", "level+info", "-protocol_whitelist", "file,pipe"];

    private static List<string> Arguments(string file, TimeSpan? end)
    {
        List<string> arguments = [.. Quietly];
        // From the start, however late the clip begins: seeking in mp3 and wma lands beside the place, and in half-decoded frames.
        if (end is { } time) arguments.AddRange(["-t", time.TotalSeconds.ToString("0.######", CultureInfo.InvariantCulture)]);
        arguments.AddRange(["-i", "file:" + file, "-map", "0:a:0", "-c:a", "pcm_f32le", "-bitexact", "-f", "wav", "pipe:1"]);
        return arguments;
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
