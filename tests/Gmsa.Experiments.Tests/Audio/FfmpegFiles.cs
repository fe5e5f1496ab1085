using CliWrap.Buffered;
using Gmsa.Experiments.Audio;

namespace Gmsa.Experiments.Tests.Audio;

/// <summary>Compressed audio made on the spot; skips the test where ffmpeg is absent.</summary>
internal static class FfmpegFiles
{
    /// <summary>A sine of 440 Hz, half of full scale, at 44.1 kHz, in the format that the name's extension says.</summary>
    public static async Task<string> Sine(string folder, string name, double seconds, params string[] options)
    {
        Assert.SkipUnless(Ffmpeg.Find() is not null, "needs ffmpeg (Debian/Ubuntu: apt-get install ffmpeg)");
        var path = Path.Combine(folder, name);
        var source = FormattableString.Invariant($"aevalsrc=0.5*sin(440*2*PI*t):s=44100:d={seconds}");
        await CliWrap.Cli.Wrap(Ffmpeg.Find()!)
            .WithArguments(["-v", "error", "-y", "-f", "lavfi", "-i", source, .. options, "-bitexact", "file:" + path])
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
        return path;
    }

    /// <summary>Leaves only this share of a file.</summary>
    public static string Truncated(string path, double share)
    {
        var bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..(int)(bytes.Length * share)]);
        return path;
    }
}
