using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Tests.Datasets;

public sealed class TrackPathsTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Tracks_lead_to_their_files_and_the_manifest_stays_what_it_says()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "elsewhere these paths are there as written");
        Directory.CreateDirectory(Path.Combine(folder, "A"));
        foreach (var file in (string[])["A/one.wav", "A/two.wav"]) File.WriteAllText(Path.Combine(folder, file), "");
        File.WriteAllText(Path.Combine(folder, "music.csv"), "path\nA/one.wav\na\\TWO.wav\nnone.wav\n");
        var manifest = ManifestFile.Read(Path.Combine(folder, "music.csv"));
        var (found, note) = TrackPaths.Found(manifest, folder);
        Assert.Equal(["A/one.wav", "A/two.wav", "none.wav"], found.Tracks.Select(t => t.Path));
        Assert.Equal(manifest.Tracks.Select(t => (t.Id, t["path"])), found.Tracks.Select(t => (t.Id, t["path"])));
        Assert.Equal(manifest.ContentHash, found.ContentHash);
        Assert.Equal(
            "1 of 3 paths are written in another case or with backslashes, and their files were found: 'a\\TWO.wav' is A/two.wav.", note);
        Assert.Null(TrackPaths.Found(found, folder).Note);
    }

    [Fact]
    public void A_file_that_two_rows_come_to_is_that_of_the_row_that_calls_it_so_or_nobodys()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "elsewhere these paths are there as written");
        foreach (var file in (string[])["one.wav", "two.wav"]) File.WriteAllText(Path.Combine(folder, file), "");
        File.WriteAllText(Path.Combine(folder, "music.csv"), "path\none.wav\nONE.wav\nTWO.wav\nTwo.wav\n");
        var (found, note) = TrackPaths.Found(ManifestFile.Read(Path.Combine(folder, "music.csv")), folder);
        Assert.Equal(["ONE.wav", "TWO.wav", "Two.wav", "one.wav"], found.Tracks.Select(t => t.Path).Order(StringComparer.Ordinal));
        Assert.Null(note);
    }

    [Fact]
    public void Several_that_may_be_meant_are_named()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "names in two cases need a file system that tells them apart");
        foreach (var file in (string[])["Song.wav", "SONG.wav"]) File.WriteAllText(Path.Combine(folder, file), "");
        Assert.Equal("; there is SONG.wav and Song.wav", TrackPaths.Alike("song.wav", folder));
        Assert.Equal("", TrackPaths.Alike("other.wav", folder));
    }
}
