using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Reports;
using Gmsa.Experiments.Tools;

namespace Gmsa.Experiments.Tests.Tools.Explore;

public sealed class CorpusExplorerTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Streamed_averages_are_those_of_all_pictures_at_once()
    {
        var corpus = new SmallCorpus(folder);
        for (var i = 0; i < 70; i++) corpus.Add($"t{i:00}", i % 3 == 0 ? "a" : "b", seconds: i % 5 == 0 ? 1.5 : 2);
        var view = corpus.Write("mood").Look("2s", "mood");

        var grid = new MelPicture(8000, 16000);
        var cancel = TestContext.Current.CancellationToken;
        var pictures = Enumerable.Range(0, 70)
            .Select(i => grid.Of(AudioFile.Read(Path.Combine(folder, $"{i}.wav"), 8000, default, null, cancel))).ToArray();
        foreach (var (average, own) in new[]
            { (view.Overall, pictures), (view.Schemes[0].Averages[0], pictures.Where((_, i) => i % 3 == 0).ToArray()) })
        {
            Assert.Equal(own.Length, average.Tracks);
            for (var row = 0; row < average.Rows; row += 7)
                for (var c = 0; c < average.Columns; c++)
                    Assert.Equal(own.Where(p => p.Length / grid.Rows > c).Average(p => (double)p[row * (p.Length / grid.Rows) + c]),
                        average.Values[row * average.Columns + c], 1e-4);
        }
        Assert.Equal([24, 46], view.Schemes[0].Counts);
    }

    [Fact]
    public void Workers_change_no_byte_of_the_page()
    {
        var corpus = new SmallCorpus(folder);
        for (var i = 0; i < 12; i++) corpus.Add($"t{i}", FormattableString.Invariant($"{i / 12.0},{1 - i / 13.0}"), seconds: 1 + i % 3);
        corpus.AddMissing("gone", "0.1,0.1").Write("energy,valence");
        string Page(int workers)
        {
            var path = Explorer.Run(corpus.Request(workers), new SmallCorpus.Nowhere(), TestContext.Current.CancellationToken);
            return File.ReadAllText(path);
        }
        Assert.Equal(Page(1), Page(4));
    }

    [Fact]
    public void What_is_wrong_with_tracks_is_warned_of_by_name()
    {
        var corpus = new SmallCorpus(folder);
        for (var i = 0; i < 12; i++) corpus.Add($"plain{i}", "x");
        corpus.Add("loud", "y", sound: (_, noise) => Math.Clamp(20 * noise, -1, 1));
        corpus.Add("silent", "y", sound: (_, _) => 0);
        corpus.Add("late", "y", sound: (t, noise) => t < 2.5 ? 0 : noise);
        corpus.Add("short", "y", seconds: 1);
        for (var i = 0; i < 2; i++) corpus.Add($"twin{i}", i == 0 ? "x" : "y", sound: (t, _) => (float)(0.3 * Math.Sin(2000 * t)));
        var view = corpus.AddMissing("gone", "x").Write("label").Look();
        string Named(string title) => Assert.Single(view.Warnings,
            w => w.Title.StartsWith(title, StringComparison.Ordinal)).Tracks.Single();
        Assert.Equal("gone: file not found", Named("Audio that can’t be read: 1 track"));
        Assert.StartsWith("loud (", Named("Clipping: 1 track"));
        Assert.Equal("silent", Named("Silence: 1 track"));
        Assert.Equal("late (2.5 s)", Named("A silent start: 1 track"));
        Assert.Equal("short (1.00 s)", Named("Very short tracks: 1 track"));
        Assert.Equal("twin0 = twin1", Named("Duplicates: 1 group"));
        Assert.Contains("1 of them have different labels under label", view.Warnings.Single(w => w.Tracks.Contains("twin0 = twin1")).Text);
        Assert.Equal(6, view.Warnings.Count);
    }

    [Fact]
    public void A_sample_rate_that_is_the_label_is_warned_of_once_and_a_mixed_one_not()
    {
        var corpus = new SmallCorpus(folder);
        for (var i = 0; i < 16; i++)
            corpus.Add($"t{i:00}", i % 2 == 0 ? "a,c" : i % 4 == 1 ? "b,c" : "b,d", seconds: 3, rate: i % 2 == 0 ? 8000 : 11025);
        var view = corpus.Write("told,untold").Look(labels: ["told"]);
        var warning = Assert.Single(view.Warnings);
        Assert.Equal("The sample rate, bit rate predicts told", warning.Title);
        Assert.Contains("right for 100.0 % of the tracks; the commonest label always, 50.0 %", warning.Text);
        var table = view.Schemes[0].Facts.Single(f => f.Values.Count == 2);
        Assert.Equal(["8,000 Hz, 128 kb/s", "11,025 Hz, 176 kb/s"], table.Values);
        Assert.Equal([[8, 0], [0, 8]], table.Counts);
    }

    [Fact]
    public void Nothing_wrong_is_said_to_be_so()
    {
        var corpus = new SmallCorpus(folder);
        for (var i = 0; i < 6; i++) corpus.Add($"t{i}", i < 3 ? "a" : "b");
        var view = corpus.Write("label").Look();
        Assert.Empty(view.Warnings);
        Assert.Contains("Nothing to warn of.", CorpusPage.Render(view));
        Assert.Equal("label", Assert.Single(view.Schemes).Name);
    }

    [Fact]
    public void Many_bit_rates_are_put_in_bins()
    {
        TrackFacts[] tracks = [.. Enumerable.Range(0, 64).Select(i => new TrackFacts(
            $"t{i}", new("mp3", 44100, 2, 1000 * (60 + i), 30), new(0.5, 0.1, 0, 0), 30, 30, $"{i}", null, null))];
        int[] labels = [.. tracks.Select((_, i) => i % 2)];
        var facts = FactTables.Of(tracks, [("any", ["a", "b"], labels)], TestContext.Current.CancellationToken)[0];
        var rates = facts.Single(f => f.Name == "bit rate");
        Assert.Equal(("60–67 kb/s", "116–123 kb/s"), (rates.Values[0], rates.Values[^1]));
        Assert.All(rates.Counts, c => Assert.Equal([4, 4], c));
        Assert.InRange(rates.HolmP!.Value, 0.5, 1);
        Assert.Equal(["format", "sample rate", "channels"], facts.Where(f => f.Values.Count == 1).Select(f => f.Name));
    }

    [Fact]
    public void Cancelling_stops_it()
    {
        var corpus = new SmallCorpus(folder).Add("a", "x").Add("b", "y").Write("label");
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => Explorer.Run(corpus.Request(), new SmallCorpus.Nowhere(), cancelled.Token));
        Assert.False(File.Exists(Path.Combine(corpus.Out, "index.html")));
    }
}
