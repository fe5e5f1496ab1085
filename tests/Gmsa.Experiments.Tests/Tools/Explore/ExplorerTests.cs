using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Tools;

namespace Gmsa.Experiments.Tests.Tools.Explore;

/// <summary>What is refused, before any work.</summary>
public sealed class ExplorerTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Everything_wrong_with_a_request_is_told_at_once()
    {
        File.WriteAllText(Path.Combine(folder, "taken"), "");
        var request = new ExploreRequest(Path.Combine(folder, "absent.wav"), Path.Combine(folder, "taken"))
        {
            Rate = 100,
            Offset = "5",
            Length = "3m",
            Labels = ["mood"],
        };
        var problems = Problems(request);
        Assert.Contains("absent.wav: there is no such file.", problems);
        Assert.Contains("taken is a file.", problems);
        Assert.Contains("--rate: is 100; it has to be from 8000 to 48000 Hz.", problems);
        Assert.Contains("--offset: is '5'; expected: a duration, as in 30s", problems);
        Assert.Contains("--length: is 3m; it has to be from 1s to 2m.", problems);
        Assert.Contains("--label: is for manifests", problems);
    }

    [Fact]
    public void A_table_without_paths_is_no_manifest()
    {
        File.WriteAllText(Path.Combine(folder, "table.csv"), "id,pathh\na,b\n");
        Assert.Contains("there is no column 'path'", Problems(new(Path.Combine(folder, "table.csv"), folder)));
    }

    [Fact]
    public void A_file_that_is_neither_is_refused()
    {
        var file = Path.Combine(folder, "note.txt");
        File.WriteAllText(file, "this is no music");
        Assert.Contains("Expected: an audio file, or a manifest whose name ends in .csv.",
            Problems(new(file, Path.Combine(folder, "out"))));
        Assert.False(Directory.Exists(Path.Combine(folder, "out")));
        Assert.Contains("is a folder", Problems(new(folder, Path.Combine(folder, "out"))));
    }

    [Fact]
    public void Labels_have_to_be_columns_with_a_few_values()
    {
        var corpus = new SmallCorpus(folder);
        for (var i = 0; i < 25; i++) corpus.AddMissing($"t{i}", $"artist{i},{(i % 2 == 0 ? "a" : "b")}");
        corpus.Write("artist,quadrant");
        var problems = Problems(corpus.Request(labels: ["quadrnt", "artist"]));
        Assert.Contains("--label: the manifest has no column 'quadrnt'", problems);
        Assert.Contains("Did you mean 'quadrant'?", problems);
        Assert.Contains("--label: the column 'artist' has 25 different values", problems);
        Assert.Contains("none of its audio can be read", Problems(corpus.Request(labels: ["quadrant"])));
    }

    private static string Problems(ExploreRequest request) => Assert.Throws<InputException>(() =>
        Explorer.Run(request, new SmallCorpus.Nowhere(), TestContext.Current.CancellationToken)).Message;
}
