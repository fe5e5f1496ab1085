using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Tests.Manifests;

/// <summary>Tables without audio, and the ids of their rows.</summary>
public sealed class TableTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Manifest Read(params string[] lines)
    {
        File.WriteAllLines(Path.Combine(folder, "table.csv"), lines);
        return ManifestFile.ReadTable(Path.Combine(folder, "table.csv"));
    }

    [Fact]
    public void A_first_column_without_a_name_is_the_index_and_the_id()
    {
        var table = Read(",artist,energy", "7,x,0.5", "10,y,0.25");
        Assert.Equal(["id", "index", "artist", "energy"], table.Columns);
        Assert.Equal(["10", "7"], table.Tracks.Select(t => t.Id)); // in the order of ids, as everywhere
        Assert.Equal("x", table.Tracks[1].Artist);
        Assert.Equal("", table.Tracks[1].Path);
    }

    [Fact]
    public void An_index_that_repeats_is_none()
    {
        var ids = Read(",artist", "1,x", "1,y").Tracks.Select(t => t.Id).ToArray();
        Assert.All(ids, id => Assert.Matches("^[0-9a-f]{12}$", id));
    }

    [Fact]
    public void Ids_follow_from_what_stands_in_a_row_and_never_from_its_place()
    {
        var table = Read("artist,energy", "x,0.5", "y,0.25", "x,0.5");
        var permuted = Read("artist,energy", "x,0.5", "x,0.5", "y,0.25");
        Assert.Equal(table.Tracks.Select(t => (t.Id, t.Artist)), permuted.Tracks.Select(t => (t.Id, t.Artist)));
        Assert.Equal(table.ContentHash, permuted.ContentHash);
        Assert.Contains(table.Tracks, t => t.Id.EndsWith("-2", StringComparison.Ordinal)); // the twin
    }

    [Fact]
    public void An_id_column_is_kept_and_has_to_be_unique()
    {
        Assert.Equal(["a", "b"], Read("id,energy", "b,0.5", "a,0.25").Tracks.Select(t => t.Id));
        Assert.Contains("the id 'a' is already that of line 2",
            Assert.Throws<InputException>(() => Read("id,energy", "a,0.5", "a,0.25")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_read_can_be_written_and_read_again()
    {
        var table = Read(",artist,energy", "7,x,0.5", "10,y,0.25");
        var path = Path.Combine(folder, "saved.csv");
        ManifestFile.Write(path, table);
        var again = ManifestFile.ReadSaved(path);
        Assert.Equal(table.ContentHash, again.ContentHash);
        Assert.Equal(table.Tracks.Select(t => t.Id), again.Tracks.Select(t => t.Id));
    }
}
