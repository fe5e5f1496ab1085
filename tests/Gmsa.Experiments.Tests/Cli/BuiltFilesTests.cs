using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Tests.Cli;

/// <summary>
/// What `gmsa build` and `gmsa run` leave, of labels that no folder could be called, links and a cache that was damaged meanwhile.
/// </summary>
public sealed class BuiltFilesTests : IDisposable
{
    private static readonly string[] Labels = ["<0.5", ">0.5", "Rock", "rock", "..", "😀"];
    private readonly string folder = Repository.TemporaryFolder();

    public BuiltFilesTests()
    {
        var rows = new List<string>();
        for (var i = 0; i < 24; i++)
        {
            Write(At($"{i}.wav"), i);
            File.CreateSymbolicLink(At($"link{i}.wav"), $"{i}.wav");
            rows.Add($"link{i}.wav,A{i % 4},{Labels[i / 4]}");
        }
        File.WriteAllLines(At("m.csv"), ["path,artist,mood", .. rows]);
        File.WriteAllText(At("e.yaml"), """
            data: { manifest: m.csv, sampleRate: 8000, clip: { length: 200ms } }
            labels: [{ column: mood }]
            split: { kind: groupKFold, by: artist, folds: 2 }
            features: [{ name: pic, kind: mel, size: 16, nFft: 256, hop: 64 }]
            trainers: [majority]
            search: { trials: 1 }
            """);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Every_label_has_a_folder_of_its_own()
    {
        Done("build", "e.yaml", "--out", "ds", "--images", "im", "--quiet");
        var listed = CsvTable.Read(At("im/images.csv")).Rows
            .Select(r => (Folder: Path.GetDirectoryName(r.Fields[0])!, Fold: r.Fields[2], Label: r.Fields[3], Path: r.Fields[0])).ToArray();
        Assert.Equal(24, listed.Length);
        Assert.All(listed, row => Assert.True(File.Exists(At("im/" + row.Path)), row.Path));
        Assert.All(listed.GroupBy(row => (row.Fold, row.Label)), group => Assert.Single(group.Select(row => row.Folder).Distinct()));
        Assert.Equal(12, listed.Select(row => row.Folder).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Contains(listed, row => row.Folder.EndsWith("😀", StringComparison.Ordinal));
    }

    [Fact]
    public void A_damaged_cache_and_linked_audio_that_was_overwritten_are_seen()
    {
        Done("build", "e.yaml", "--out", "one", "--quiet");
        var values = Directory.GetFiles(At("cache"), "values.npy", SearchOption.AllDirectories).Single();
        var bytes = File.ReadAllBytes(values);
        foreach (var place in (int[])[131, 128 + 5 * 16 * 16 * 4 + 7]) bytes[place] ^= 64;
        File.WriteAllBytes(values, bytes);
        Assert.Contains("note: 2 rows of the cache were damaged and were made again",
            Done("build", "e.yaml", "--out", "two", "--quiet").Errors, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(At("one/pic.npy")), File.ReadAllBytes(At("two/pic.npy")));

        bytes[131] ^= 64;
        File.WriteAllBytes(values, bytes); // one of them again
        var ran = Done("run", "e.yaml", "--results", "r", "--quiet", "--set", "launcher={ kind: processes, workers: 1 }");
        Assert.Contains("note: 1 row of the cache was damaged and was made again", ran.Errors, StringComparison.Ordinal);

        for (var i = 0; i < 24; i++) Write(At($"{i}.wav"), i + 100);
        Done("build", "e.yaml", "--out", "three", "--quiet");
        Assert.NotEqual(File.ReadAllBytes(At("one/pic.npy")), File.ReadAllBytes(At("three/pic.npy")));
    }

    private GmsaProgram.Result Done(params string[] arguments)
    {
        var ran = GmsaProgram.Run(folder, arguments);
        Assert.True(ran.ExitCode == 0, ran.Errors);
        return ran;
    }

    private static void Write(string file, int seed)
    {
        var generator = new Seed((ulong)seed).Generator();
        using var stream = File.Create(file);
        WavWriter.Write(stream, new([.. Enumerable.Range(0, 1600).Select(_ => (float)(generator.NextDouble() - 0.5))], 8000));
    }

    private string At(string path) => Path.Combine(folder, path);
}
