using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Augmentation;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Tests.Datasets;

/// <summary>A dataset gives the numbers of its audio, whatever became of the cache.</summary>
public sealed class DamagedCacheTests : IDisposable
{
    private static readonly (string, FeatureOptions)[] Features = [("picture", new MelOptions { Size = 16 }),
        ("loudness", new RmsOptions())];
    private static readonly Copies Two = new(2, [new GainOptions()], ["picture"], new Seed(3));
    private readonly string root = Repository.TemporaryFolder();
    private readonly string cacheFolder = Repository.TemporaryFolder();
    private readonly List<Progress> progress = [];

    public void Dispose()
    {
        Directory.Delete(root, recursive: true);
        Directory.Delete(cacheFolder, recursive: true);
    }

    [Theory]
    [InlineData(Precision.Float32)]
    [InlineData(Precision.Float16)]
    public void Damaged_numbers_are_made_again_when_they_are_read(Precision precision)
    {
        var tracks = Songs(4);
        var right = Numbers(Build(tracks, precision));
        foreach (var values in Values()) Change(values, 130, 200, new FileInfo(values).Length - 1);
        var again = Build(tracks, precision);
        Assert.Equal((0, 0), (again.Computed, again.Damaged)); // nothing was read yet
        Assert.Equal(right, Numbers(again));
        Assert.InRange(again.Damaged, Values().Length * 2, Values().Length * 3); // two places may be in one row
        Assert.Contains(progress, p => p.Note.EndsWith("of the cache were damaged and were made again", StringComparison.Ordinal));
        var third = Build(tracks, precision);
        var claims = Directory.GetFiles(Path.Combine(cacheFolder, "features", ".claims")).Select(FileClaim.TryTake).ToArray();
        third.Check(2, TestContext.Current.CancellationToken); // nor does it take what others build
        foreach (var claim in claims) claim!.Dispose();
        Assert.Equal(right, Numbers(third));
        Assert.Equal(0, third.Damaged);
    }

    [Fact]
    public void A_damaged_index_is_mended_by_the_next_build()
    {
        var tracks = Songs(4);
        var right = Numbers(Build(tracks));
        foreach (var index in Directory.GetFiles(cacheFolder, "index.csv", SearchOption.AllDirectories))
            Change(index, StoreIndex.PlaceOf(1) + 70, StoreIndex.PlaceOf(3) + 5, 3); // seconds, a hash, the header
        var again = Build(tracks);
        Assert.Equal((2, 4), (again.Computed, again.Damaged));
        Assert.Contains(progress, p => p.Note == "4 rows of the cache were damaged and were made again");
        Assert.Equal(right, Numbers(again));
        Assert.Equal([1, 1, 1, 1], again.Seconds!);
    }

    [Fact]
    public void Copies_and_further_clips_are_made_again_too_whichever_of_them_is_damaged()
    {
        var tracks = Songs(2);
        var right = Numbers(Build(tracks, copies: Two));
        foreach (var values in Values())
        {
            Change(values, 160);
            var again = Build(tracks, copies: Two);
            Assert.Equal(right, Numbers(again));
            Assert.Equal(1, again.Damaged);
        }
        foreach (var values in Values()) Change(values, 160);
        Assert.Equal(right, Numbers(Build(tracks, copies: Two)));
    }

    [Fact]
    public void Many_threads_that_meet_damage_make_it_again_once()
    {
        var tracks = Songs(6);
        var right = Numbers(Build(tracks));
        foreach (var values in Values()) Change(values, [.. Enumerable.Range(128, 1200).Select(i => (long)i)]);
        var again = Build(tracks);
        var loudness = again.Feature("loudness").Clips;
        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i => Assert.NotNull(loudness[i % loudness.Count]));
        Assert.Equal(right, Numbers(again));
    }

    [Fact]
    public void Where_the_audio_is_gone_too_it_is_an_error_and_the_next_build_names_the_file()
    {
        var tracks = Songs(3);
        var first = Build(tracks);
        foreach (var values in Values()) Change(values, 130);
        var again = Build(tracks);
        File.Delete(Path.Combine(root, "0.wav"));
        Assert.Contains("the audio is no longer there", Assert.Throws<IOException>(() => Numbers(again)).Message, StringComparison.Ordinal);
        Assert.Equal(first.Feature("loudness").Clips[1], again.Feature("loudness").Clips[1]);
        Assert.Equal("0.wav", Assert.Single(Build(tracks).LeftOut).Path);
    }

    [Fact]
    public void Audio_that_changes_between_its_hash_and_its_samples_is_left_out()
    {
        var tracks = Songs(2);
        var file = Path.Combine(root, "0.wav");
        var hashed = new AudioHashes(Path.Combine(cacheFolder, "hashes.txt"), Path.Combine(cacheFolder, "claim")).Of(file);
        Assert.True(hashed.IsStill);
        File.Copy(Path.Combine(root, "1.wav"), file, overwrite: true);
        Assert.False(hashed.IsStill);
        var store = FeatureStore.Open(Path.Combine(cacheFolder, "store"), "{}", new(1, 16), Precision.Float32);
        store.Assign([hashed.Hash]);
        var extractor = new ClipExtractor(new() { Length = TimeSpan.FromSeconds(1) }, 8000, [(new RmsOptions(), store)], checks: false);
        Assert.Contains("changed while it was read",
            Assert.Throws<AudioException>(() => extractor.Extract(hashed, TestContext.Current.CancellationToken)).Message,
                StringComparison.Ordinal);
        Assert.False(store.IsWhole(hashed.Hash));
    }

    public static TheoryData<string, Action<string>> Touches => new()
    {
        { "its mode", OtherMode },
        { "its names", file =>
            {
                File.Delete(file + ".second");
                using var linking = System.Diagnostics.Process.Start("ln", [file, file + ".second"]);
                linking.WaitForExit();
            } },
        { "its time", file => File.SetLastWriteTimeUtc(file, File.GetLastWriteTimeUtc(file).AddSeconds(-1)) },
        { "its place on disk", file =>
            {
                File.Copy(file, file + ".copy");
                File.Move(file + ".copy", file, overwrite: true);
            } },
    };

    [Theory]
    [MemberData(nameof(Touches), DisableDiscoveryEnumeration = true)]
    public void Audio_of_which_all_but_the_bytes_changes_meanwhile_is_read(string what, Action<string> touch)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "files have no modes there");
        Songs(1);
        var file = Path.Combine(root, "0.wav");
        var hashed = HashedFile.Read(file);
        while (hashed.IsStill) touch(file); // until it shows: file systems' clocks tick slowly
        var store = FeatureStore.Open(Path.Combine(cacheFolder, "store"), "{}", new(1, 16), Precision.Float32);
        store.Assign([hashed.Hash]);
        var extractor = new ClipExtractor(new() { Length = TimeSpan.FromSeconds(1) }, 8000, [(new RmsOptions(), store)], checks: false);
        extractor.Extract(hashed, TestContext.Current.CancellationToken);
        Assert.True(store.IsWhole(hashed.Hash), what);
    }

    private Dataset Build(Track[] tracks, Precision precision = Precision.Float32, Copies? copies = null) => DatasetBuilder.Build(
        tracks, new(root, new ClipOptions { Length = TimeSpan.FromSeconds(1), PerTrack = copies is null ? 1 : 2 }, 8000, precision),
            Features,
        new(cacheFolder), 2, new Recorder(progress), TestContext.Current.CancellationToken, copies);

    private static float[] Numbers(Dataset dataset) => [.. dataset.Features.SelectMany(f => f.Clips).SelectMany(c => c)];

    private string[] Values() => [.. Directory.GetFiles(cacheFolder, "values.npy",
        SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private Track[] Songs(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var generator = new Seed((ulong)i).Generator();
            using var stream = File.Create(Path.Combine(root, $"{i}.wav"));
            WavWriter.Write(stream, new([.. Enumerable.Range(0, 16000).Select(_ => (float)(generator.NextDouble() - 0.5))], 8000));
        }
        return [.. Enumerable.Range(0, count).Select(i => new Track($"{i}", $"{i}.wav", new Dictionary<string, string>()))];
    }

    private static void OtherMode(string file)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, File.GetUnixFileMode(file) ^ UnixFileMode.OtherRead);
    }

    private static void Change(string file, params long[] places)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        foreach (var place in places)
        {
            stream.Position = place;
            var one = stream.ReadByte();
            stream.Position = place;
            stream.WriteByte((byte)(one ^ 4));
        }
    }

    private sealed class Recorder(List<Progress> reports) : IProgress<Progress>
    {
        public void Report(Progress value)
        {
            lock (reports) reports.Add(value);
        }
    }
}
