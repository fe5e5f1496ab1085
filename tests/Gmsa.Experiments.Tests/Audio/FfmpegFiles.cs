using CliWrap.Buffered;
using Gmsa.Experiments.Audio;

namespace Gmsa.Experiments.Tests.Audio;

/// <summary>Compressed audio made on the spot; skips the test where ffmpeg is absent.</summary>
internal static class FfmpegFiles
{
    /// <summary>A sine of 440 Hz, half of full scale, at 44.1 kHz, in the format that the name's extension says.</summary>
    public static async Task<string> Sine(string folder, string name, double seconds, params string[] options) =>
        (await Sines(folder, seconds, (name, options)))[0];

    /// <summary>The same in many files, by one ffmpeg: starting it takes longer than what it does.</summary>
    public static async Task<string[]> Sines(string folder, double seconds, params (string Name, string[] Options)[] files)
    {
        Assert.SkipUnless(Ffmpeg.Find() is not null, "needs ffmpeg (Debian/Ubuntu: apt-get install ffmpeg)");
        var source = FormattableString.Invariant($"aevalsrc=0.5*sin(440*2*PI*t):s=44100:d={seconds}");
        string[] paths = [.. files.Select(file => Path.Combine(folder, file.Name))];
        await CliWrap.Cli.Wrap(Ffmpeg.Find()!)
            .WithArguments(["-v", "error", "-y", "-f", "lavfi", "-i", source,
                .. files.Zip(paths).SelectMany(f => (string[])[.. f.First.Options, "-bitexact", "file:" + f.Second])])
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
        return paths;
    }

    /// <summary>Leaves only this share of a file.</summary>
    public static string Truncated(string path, double share)
    {
        var bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..(int)(bytes.Length * share)]);
        return path;
    }
}
