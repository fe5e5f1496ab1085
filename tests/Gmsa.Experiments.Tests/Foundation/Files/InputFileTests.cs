using System.Diagnostics;
using System.Net.Sockets;
using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Tests.Foundation;

/// <summary>What would wait for ever, or never end, is refused by name before it is opened, whatever reads it.</summary>
public sealed class InputFileTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public InputFileTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "named pipes lie in no folder there");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Pipes_sockets_and_devices_are_told_from_files_through_links_too()
    {
        File.WriteAllText(In("file"), "x");
        Assert.Null(InputFile.WhatElse(In("file")));
        Assert.Null(InputFile.WhatElse(Link("to file", In("file"))));
        Assert.Null(InputFile.WhatElse(folder));
        Assert.Null(InputFile.WhatElse(In("nothing")));
        Assert.Null(InputFile.WhatElse(Link("to nothing", In("nothing"))));
        Assert.Equal("a named pipe (FIFO)", InputFile.WhatElse(Pipe("pipe")));
        Assert.Equal("a named pipe (FIFO)", InputFile.WhatElse(Link("to pipe", In("pipe"))));
        Assert.Equal("a device", InputFile.WhatElse("/dev/zero"));
        Assert.Equal("a device", InputFile.WhatElse(Link("to device", "/dev/null")));
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(In("socket")));
        Assert.Equal("a socket", InputFile.WhatElse(In("socket")));
    }

    [Fact]
    public void Whoever_reads_a_pipe_refuses_it()
    {
        foreach (var path in (string[])[Pipe("pipe.wav"), Link("linked.wav", In("pipe.wav")), Link("device.wav", "/dev/zero")])
        {
            Refused<InputException>(() => ExperimentFile.Load(path, [], null));
            Refused<InputException>(() => CsvTable.Read(path));
            Refused<InputException>(() => PredictionFile.Read(path));
            Refused<InputException>(() => Toolbox.Model(path));
            Refused<InputException>(() => Study.Read<StudyPlan>(path));
            Refused<IOException>(() => Journal.Read(path));
            Refused<IOException>(() => Journal.Open(path));
            Refused<IOException>(() => ContentHash.OfFile(path));
            Refused<IOException>(() => _ = new NumpyClips(path));
            Refused<AudioException>(() => AudioFile.Hash(path));
            Refused<AudioException>(() => AudioFile.Read(path, 8000, TimeSpan.Zero, null, TestContext.Current.CancellationToken));
        }
    }

    [Theory]
    [InlineData("hashes.txt")]
    [InlineData("recipe.json")]
    [InlineData("index.csv")]
    [InlineData("values.npy")]
    public void A_cache_with_a_pipe_in_it_is_made_anew(string name)
    {
        Assert.Equal(0, GmsaProgram.Run(folder, "demo", "demo", "--tracks", "32", "--seconds", "3").ExitCode);
        File.WriteAllText(In("x.yaml"), "data: { manifest: demo/manifest.csv, sampleRate: 8000, clip: { length: 1s } }\n"
            + "labels: [mood4]\nsplit: { kind: holdout }\nfeatures: [rms]\ntrainers: [majority]\n");
        var cache = new FeatureCache(In("cache"));
        var experiment = ExperimentFile.Load(In("x.yaml"), [], null);
        Build();
        if (name == "hashes.txt") File.WriteAllText(In("cache/hashes.txt"), ""); // what changed just now isn't remembered
        var file = Directory.GetFiles(In("cache"), name, SearchOption.AllDirectories).Single();
        File.Delete(file);
        Pipe(Path.GetRelativePath(folder, file));
        Build();
        if (name != "hashes.txt") Assert.Null(InputFile.WhatElse(file));

        void Build()
        {
            var source = new AudioSource(In("demo"), experiment.Experiment.Data.Clip, 8000, Precision.Float32);
            var dataset = DatasetBuilder.Build(
                experiment.Manifest.Tracks, source, [.. experiment.Experiment.Features.Select(f => (f.Name!, f))], cache, 2,
                Progress.Unheard, TestContext.Current.CancellationToken);
            Assert.Equal((32, 0), (dataset.Tracks.Count, dataset.LeftOut.Count));
        }
    }

    [Fact]
    public void What_a_shell_passes_as_an_open_pipe_is_read_to_its_end()
    {
        File.WriteAllText(In("p.csv"), "track_id,truth,predicted,p_a,p_b\nx,a,a,0.9,0.1\ny,b,a,0.6,0.4\n");
        var start = new ProcessStartInfo("bash", ["-c", "\"$0\" metrics <(cat p.csv)", GmsaProgram.Program])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        Assert.Contains("0.5000", process.StandardOutput.ReadToEnd(), StringComparison.Ordinal);
    }

    private string In(string name) => Path.Combine(folder, name);

    private string Pipe(string name)
    {
        using var process = Process.Start("mkfifo", [In(name)]);
        process.WaitForExit();
        return In(name);
    }

    private string Link(string name, string target) => File.CreateSymbolicLink(In(name), target).FullName;

    private static void Refused<T>(Action read) where T : Exception =>
        Assert.Matches("is (a named pipe \\(FIFO\\)|a device), not a file", Assert.Throws<T>(read).Message);
}
