using System.Diagnostics;
using Gmsa.Experiments.Audio;

namespace Gmsa.Experiments.Tests.Samples;

/// <summary>The programs in <c>src/samples</c>, run as their readers run them.</summary>
public sealed class SamplesTests : IDisposable
{
    private static readonly string Samples = Path.Combine(Repository.Root, "src", "samples");

    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Each_does_what_it_says()
    {
        var best = Run("BestArm.cs");
        Assert.Collection(Lines(best),
            line => Assert.Matches(@"^mood8-\w+: accuracy 0\.\d{3} \(0\.\d{3} to 0\.\d{3}\)$", line),
            line => Assert.Matches(@"^mood4-\w+: accuracy 0\.\d{3} \(0\.\d{3} to 0\.\d{3}\)$", line));

        var read = Lines(Run("ReadStudy.cs", Directory.GetDirectories(Path.Combine(folder, "results")).Single()));
        Assert.Equal("4 arms, 40 trials", read[0]);
        Assert.StartsWith("trial, arm, fold, index, state, ", read[1]);
        Assert.EndsWith(", point.l2PerFeature", read[1]);
        Assert.Equal(4, read.Count(line => line.EndsWith(" of 80 right", StringComparison.Ordinal)));
        Assert.Contains(read, line => line.StartsWith("mood4-majority against mood4-logistic: mood4-logistic", StringComparison.Ordinal)
            || line.StartsWith("mood4-logistic against mood4-majority: mood4-logistic", StringComparison.Ordinal));

        var tone = Path.Combine(folder, "tone.wav");
        using (var file = File.Create(tone))
            WavWriter.Write(file, new([.. Enumerable.Range(0, 22050).Select(i => (float)(0.5 * Math.Sin(i * 0.1)))], 22050));
        Assert.Collection(Lines(Run("OneFeature.cs", tone)),
            line => Assert.Equal("22050 samples at 22050 Hz", line),
            line => Assert.Matches(@"^RmsOptions: 1 x 22, mean 0\.3\d+$", line),
            line => Assert.Matches(@"^ZcrOptions: 1 x 44, mean 0\.0\d+$", line));
    }

    [Fact]
    public void The_first_has_twenty_lines_and_stands_in_the_readme()
    {
        var sample = File.ReadAllText(Path.Combine(Samples, "BestArm.cs"));
        Assert.Equal(20, sample.TrimEnd('\n').Split('\n').Length);
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        Assert.Contains($"```csharp\n{sample}```\n", readme);
    }

    /// <summary>With the library as it was built for these tests.</summary>
    private string Run(string sample, params IEnumerable<string> arguments)
    {
        var folders = AppContext.BaseDirectory.Split(Path.DirectorySeparatorChar);
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] all = ["run", "-c", folders.Contains("Release") ? "Release" : "Debug", Path.Combine(Samples, sample),
            "-p:BuildProjectReferences=false", "--", .. arguments];
        foreach (var argument in all) start.ArgumentList.Add(argument);
        start.Environment["GMSA_CACHE"] = Path.Combine(folder, "cache");
        start.Environment.Remove("GMSA_AUDIO_ROOT");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output.Result + errors.Result);
        return output.Result;
    }

    private static string[] Lines(string text) => text.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
}
