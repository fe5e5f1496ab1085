using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Gmsa.Experiments.Audio;

/// <summary>
/// The ffmpeg program, which decodes what isn't plain WAV. It writes a WAV stream at the file's own rate and channels into a pipe,
/// so that mixing and resampling are ours whatever the format; nothing is written to disk.
/// </summary>
public static partial class Ffmpeg
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
    /// <exception cref="AudioException">
    /// ffmpeg is missing, or found anything wrong: half a song is not passed off as a whole one.
    /// </exception>
    internal static Waveform Decode(string file, TimeSpan offset, TimeSpan? length, CancellationToken cancel)
    {
        var program = Find() ?? throw Missing(file);
        var log = new StringBuilder();
        Waveform? decoded = null;
        var reason = "";
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
            reason = error.Message; // if the log has an error, it says it better
        }
        finally
        {
            process.StandardOutput.Close();
            process.WaitForExit();
        }
        cancel.ThrowIfCancellationRequested();
        if (process.ExitCode != 0) log.Append(CultureInfo.InvariantCulture, $"[error] ffmpeg ended with exit code {process.ExitCode}\n");
        return Checked(decoded, reason, log.ToString(), file, offset, length);
    }

    /// <summary>Believes the waveform only where the log has no error and the length is what the file promises.</summary>
    private static Waveform Checked(Waveform? decoded, string reason, string log, string file, TimeSpan offset, TimeSpan? length)
    {
        var got = decoded?.Duration ?? TimeSpan.Zero;
        if (log.Contains("matches no streams", StringComparison.Ordinal)) throw new AudioException("it holds no audio");
        if (FirstError(log, file) is { } error)
            throw new AudioException(got == TimeSpan.Zero
                ? $"ffmpeg can't decode it: {error}"
                : string.Create(CultureInfo.InvariantCulture, $"it breaks off after {(offset + got).TotalSeconds:0.##} s: {error}"));
        if (decoded is null || got == TimeSpan.Zero) throw new AudioException(reason.Length > 0 ? reason : "it holds no audio");
        if (Duration(log) is { } whole)
        {
            // Lengths in headers are rounded, and count the encoder's padding.
            var due = length is { } part && offset + part < whole ? offset + part : whole;
            var tolerance = TimeSpan.FromSeconds(Math.Max(0.25, 0.01 * due.TotalSeconds));
            if (offset + got < due - tolerance) throw WavReader.CutOff(whole, offset + got);
        }
        return decoded;
    }

    private static List<string> Arguments(string file, TimeSpan? end)
    {
        // "file:" and the list of protocols keep a path, or a playlist dressed as a song, from meaning anything but a local file.
        List<string> arguments = ["-hide_banner", "-nostdin", "-loglevel", "level+info", "-protocol_whitelist", "file,pipe"];
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

    /// <summary>The first error, which is the cause of those after it, without the names of ffmpeg's parts and of the file.</summary>
    private static string? FirstError(string log, string file) => ErrorLine().Match(log) is { Success: true } match
        ? match.Groups[1].Value.Replace($"file:{file}: ", "", StringComparison.Ordinal).Trim().TrimEnd('.')
        : null;

    /// <summary>The length in the file's header; null where there is none, or ffmpeg guessed it from the bit rate.</summary>
    private static TimeSpan? Duration(string log)
    {
        if (log.Contains("Estimating duration from bitrate", StringComparison.Ordinal)) return null;
        var match = DurationLine().Match(log);
        if (!match.Success) return null;
        double Part(int group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
        return TimeSpan.FromSeconds(3600 * Part(1) + 60 * Part(2) + Part(3));
    }

    [GeneratedRegex(@"^(?:\[[^\]]* @ 0x[0-9a-f]+\] )?\[(?:error|fatal|panic)\] (.+)$", RegexOptions.Multiline)]
    private static partial Regex ErrorLine();

    [GeneratedRegex(@"^\[info\]\s+Duration: (\d+):(\d+):([\d.]+)", RegexOptions.Multiline)]
    private static partial Regex DurationLine();
}
