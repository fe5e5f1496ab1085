using System.Globalization;
using System.Security.Cryptography;
using Gmsa.Experiments.Demo;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Moods;

namespace Gmsa.Experiments.Tests.Demo;

public class DemoCorpusTests
{
    private static readonly DemoOptions Small = new() { Tracks = 16, Seconds = 3 };

    private sealed class Reports(Action<Progress>? onReport = null) : IProgress<Progress>
    {
        private int count;
        public int Count => count;

        public void Report(Progress value)
        {
            Interlocked.Increment(ref count);
            onReport?.Invoke(value);
        }
    }

    private static int Write(DemoOptions options, string folder, int workers = 1)
    {
        var reports = new Reports();
        DemoCorpus.Write(options, folder, workers, reports, TestContext.Current.CancellationToken);
        return reports.Count;
    }

    // Every file's name and bytes, the hidden marker aside.
    private static string Hash(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Files(folder).Where(f => !f.StartsWith('.')))
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(file));
            hash.AppendData(File.ReadAllBytes(Path.Combine(folder, file)));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string[] Files(string folder) => [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    [Theory]
    [InlineData(1, "")]
    [InlineData(2, "el-GR")]
    public void The_same_options_give_the_same_bytes_on_every_machine(int workers, string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            var folder = Repository.TemporaryFolder();
            Assert.Equal(16, Write(Small, folder, workers));
            Assert.Equal("680206261051d1d44ee7354398dc2fb8d2664e620c84ed1cd1511d6e892b84c6", Hash(folder));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_folder_holds_what_its_manifest_says()
    {
        var folder = Repository.TemporaryFolder();
        Write(Small with { SampleRate = 8000 }, folder);
        var manifest = ManifestFile.Read(Path.Combine(folder, "manifest.csv"));
        Assert.Equal(DemoCorpus.Manifest(Small).ContentHash, manifest.ContentHash);
        Assert.Equal([".gmsa-demo", ".gmsa-demo.claim", .. manifest.Tracks.Select(t => t.Path), "card.md", "manifest.csv"], Files(folder));
        foreach (var track in manifest.Tracks)
        {
            var bytes = File.ReadAllBytes(Path.Combine(folder, track.Path));
            Assert.Equal(44 + 2 * 3 * 8000, bytes.Length);
            Assert.Equal("RIFF"u8, bytes.AsSpan(0, 4));
            Assert.Equal(8000, BitConverter.ToInt32(bytes, 24));
        }
        var card = File.ReadAllText(Path.Combine(folder, "card.md"));
        Assert.Contains("synthetic", card, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("16 tracks of 3 s (8000 Hz", card, StringComparison.Ordinal);
    }

    [Fact]
    public void Moods_are_even_and_off_their_borders_and_artists_have_none()
    {
        var manifest = DemoCorpus.Manifest(new());
        Assert.Equal(160, manifest.Tracks.Count);
        Assert.Equal(manifest.Tracks.Select(t => t.Id).Order(StringComparer.Ordinal), manifest.Tracks.Select(t => t.Id));
        Assert.All(MoodSchemes.All,
            s => Assert.All(s.Labels, l => Assert.Equal(160 / s.Labels.Count, manifest.Tracks.Count(t => s.LabelOf(t) == l))));
        var artists = manifest.Tracks.GroupBy(t => t.Artist).ToArray();
        Assert.Equal(40, artists.Length);
        Assert.All(artists, a => Assert.Equal(4, a.Select(MoodSchemes.Mood8.LabelOf).Distinct().Count()));
        foreach (var track in manifest.Tracks)
        {
            double e = Math.Abs(track.Energy!.Value - 0.5), v = Math.Abs(track.Valence!.Value - 0.5);
            Assert.InRange(Math.Min(e, v), 0.079, 0.5);
            Assert.InRange(Math.Max(e, v), Math.Min(e, v) + 0.058, 0.461);
        }
    }

    [Fact]
    public void Cues_follow_energy_and_valence()
    {
        var tracks = DemoTrack.All(new(), new Seed(1)).ToArray();
        var cues = tracks.Select(t => Cues.Of(t, new Seed(1))).ToArray();
        double Along(Func<Cues, double> cue, Func<DemoTrack, double> of) =>
            MathNet.Numerics.Statistics.Correlation.Pearson(cues.Select(cue), tracks.Select(of));
        Assert.InRange(Along(c => c.Tempo, t => t.Energy), 0.8, 1);
        Assert.InRange(Along(c => c.Level, t => t.Energy), 0.8, 1);
        Assert.InRange(Along(c => c.Brightness, t => t.Energy), 0.8, 1);
        Assert.InRange(Along(c => c.Attack, t => t.Energy), -1, -0.8);
        Assert.InRange(Along(c => c.Duty, t => t.Energy), -1, -0.6);
        Assert.InRange(Along(c => c.Major ? 1 : 0, t => t.Valence), 0.6, 1);
        Assert.InRange(Along(c => c.Register, t => t.Valence), 0.6, 1);
        Assert.InRange(Along(c => c.Roughness, t => t.Valence), -1, -0.8);
    }

    [Fact]
    public void Sound_follows_the_cues()
    {
        var manifest = DemoCorpus.Manifest(Small);
        for (var i = 0; i < manifest.Tracks.Count; i++)
        {
            var samples = DemoCorpus.Play(Small, i).Samples;
            Assert.Equal(48_000, samples.Length);
            Assert.All(samples, x => Assert.InRange(x, -1f, 1f));
            var level = 10 * Math.Log10(samples.Average(x => (double)x * x));
            // The level is asked for; a few dB are the track's and its artist's own.
            Assert.InRange(level - (-31 + 17 * manifest.Tracks[i].Energy!.Value), -7, 7);
        }
    }

    [Fact]
    public void Another_seed_is_another_corpus()
    {
        Assert.NotEqual(DemoCorpus.Manifest(Small).ContentHash, DemoCorpus.Manifest(Small with { Seed = 2 }).ContentHash);
        Assert.NotEqual(DemoCorpus.Play(Small, 0).Samples, DemoCorpus.Play(Small with { Seed = 2 }, 0).Samples);
    }

    [Fact]
    public void A_finished_folder_is_left_as_it_is_and_a_damaged_one_completed()
    {
        var folder = Repository.TemporaryFolder();
        Write(Small, folder);
        var hash = Hash(folder);
        Assert.Equal(0, Write(Small, folder));
        var paths = DemoCorpus.Manifest(Small).Tracks.Select(t => Path.Combine(folder, t.Path)).ToArray();
        File.Delete(paths[3]);
        File.WriteAllBytes(paths[5], [1, 2, 3]);
        Assert.Equal(2, Write(Small, folder));
        Assert.Equal(hash, Hash(folder));
    }

    [Fact]
    public void An_interrupted_folder_is_completed()
    {
        var (whole, folder) = (Repository.TemporaryFolder(), Repository.TemporaryFolder());
        using var cancel = new CancellationTokenSource();
        var reports = new Reports(p =>
        {
            if (p.Done == 5) cancel.Cancel();
        });
        Assert.Throws<OperationCanceledException>(() => DemoCorpus.Write(Small, folder, 1, reports, cancel.Token));
        Assert.False(File.Exists(Path.Combine(folder, "manifest.csv")));
        Assert.Equal(11, Write(Small, folder));
        Write(Small, whole);
        Assert.Equal(Hash(whole), Hash(folder));
    }

    [Fact]
    public void Of_several_that_begin_at_once_one_writes()
    {
        var (whole, folder) = (Repository.TemporaryFolder(), Repository.TemporaryFolder());
        Write(Small, whole);
        var written = 0;
        using var together = new Barrier(4);
        var reports = new Reports(p => Interlocked.Add(ref written, p.Done > 0 ? 1 : 0));
        var threads = Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            together.SignalAndWait();
            DemoCorpus.Write(Small, folder, 1, reports, CancellationToken.None);
        })).ToArray();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        Assert.Equal(16, written);
        Assert.Equal(Hash(whole), Hash(folder));
    }

    [Fact]
    public void A_folder_with_other_options_is_written_anew()
    {
        var folder = Repository.TemporaryFolder();
        Write(Small with { Seed = 2 }, folder);
        Assert.Equal(16, Write(Small, folder));
        var whole = Repository.TemporaryFolder();
        Write(Small, whole);
        Assert.Equal(Hash(whole), Hash(folder));
    }

    [Fact]
    public void Somebody_elses_manifest_is_never_overwritten()
    {
        var folder = Repository.TemporaryFolder();
        File.WriteAllText(Path.Combine(folder, "manifest.csv"), "path\nmine.wav\n");
        Assert.Contains("not the demo's", Assert.Throws<InputException>(() => Write(Small, folder)).Message, StringComparison.Ordinal);
        Assert.Equal("path\nmine.wav\n", File.ReadAllText(Path.Combine(folder, "manifest.csv")));
    }

    [Fact]
    public void A_folder_with_anything_else_in_it_is_left_alone_but_for_hidden_files()
    {
        var folder = Repository.TemporaryFolder();
        File.WriteAllText(Path.Combine(folder, ".gmsa-demo.host-1-2.tmp"), "star");
        File.WriteAllText(Path.Combine(folder, "notes.txt"), "mine");
        Assert.Equal($"{folder}: the folder holds notes.txt, which is not the demo's. Name an empty or new folder.",
            Assert.Throws<InputException>(() => Write(Small, folder)).Message);
        Assert.Equal([".gmsa-demo.host-1-2.tmp", "notes.txt"], Files(folder));
        File.Delete(Path.Combine(folder, "notes.txt"));
        Assert.Equal(16, Write(Small, folder));
    }

    [Fact]
    public void A_file_where_the_folder_has_to_be_is_refused()
    {
        var file = Path.Combine(Repository.TemporaryFolder(), "songs.csv");
        File.WriteAllText(file, "path\n");
        Assert.Equal($"demo: {file} is a file; expected a folder, new or there already",
            Assert.Throws<InputException>(() => Write(Small, file)).Message);
        Assert.StartsWith($"demo: {file} is a file; nothing can be written below it",
            Assert.Throws<InputException>(() => Write(Small, Path.Combine(file, "x"))).Message, StringComparison.Ordinal);
    }
}
