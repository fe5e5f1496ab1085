using System.Text.Json.Nodes;
using Gmsa.Experiments.Audio;

namespace Gmsa.Experiments.Tests.Audio;

/// <summary>
/// The program with decoders of other machines: <c>GMSA_SNDFILE</c> and <c>GMSA_FFMPEG</c> name a library and a program, or nothing.
/// </summary>
public sealed class DecoderSettingsTests : IDisposable
{
    private const string Nowhere = "/not/there";
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_decoder_that_is_not_where_it_should_be_is_none()
    {
        var path = await FfmpegFiles.Sine(folder, "song.flac", 1);
        Assert.SkipUnless(Sndfile.Version() is not null, "needs libsndfile");
        string[] command = ["features", path, "--kind", "rms", "--out", "o.npy"];
        var both = Written(command);
        Assert.Equal(both, Written(command, ("GMSA_SNDFILE", Nowhere)));
        Assert.Equal(both, Written(command, ("GMSA_FFMPEG", Nowhere)));
        var (exitCode, said) = Run(command, ("GMSA_SNDFILE", Nowhere), ("GMSA_FFMPEG", Nowhere));
        Assert.Equal(2, exitCode);
        Assert.Contains(
            "song.flac: ffmpeg is needed for .flac files, and is not where GMSA_FFMPEG says: /not/there", said, StringComparison.Ordinal);
    }

    [Fact]
    public void The_doctor_says_so()
    {
        var sndfile = JsonNode.Parse(Run(["doctor", "--json"], ("GMSA_SNDFILE", Nowhere)).Said)!.AsArray()
            .Single(f => (string)f!["what"]! == "sndfile")!;
        Assert.False((bool)sndfile["ok"]!);
        Assert.StartsWith("not where GMSA_SNDFILE says: /not/there; ", (string)sndfile["found"]!, StringComparison.Ordinal);
    }

    private byte[] Written(string[] command, params (string, string)[] environment)
    {
        var (exitCode, said) = Run(command, environment);
        Assert.True(exitCode == 0, said);
        return File.ReadAllBytes(Path.Combine(folder, "o.npy"));
    }

    private (int ExitCode, string Said) Run(string[] command, params (string, string)[] environment)
    {
        using var process = GmsaProgram.Start(folder, [.. environment.Select(e => KeyValuePair.Create(e.Item1, e.Item2))], command);
        var said = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, said);
    }
}
