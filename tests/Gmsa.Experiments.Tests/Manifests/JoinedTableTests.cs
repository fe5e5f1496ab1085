using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Tests.Manifests;

public class JoinedTableTests
{
    private readonly string folder = Repository.TemporaryFolder();

    private Manifest Manifest(string text)
    {
        File.WriteAllText(Path.Combine(folder, "music.csv"), text);
        return ManifestFile.Read(Path.Combine(folder, "music.csv"));
    }

    private Manifest Join(string manifest, string table, string on = "id")
    {
        var file = Path.Combine(folder, "table.csv");
        File.WriteAllText(file, table);
        return JoinedTable.Of(Manifest(manifest), file, on).Manifest;
    }

    private string[] ProblemsOf(string manifest, string table, string on = "id") =>
        [.. Assert.Throws<InputException>(() => Join(manifest, table, on)).Problems
            .Select(p => p.ToString().Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal))];

    [Fact]
    public void Columns_are_added_and_tracks_without_a_row_get_blanks()
    {
        var joined = Join("id,path\nb,2\na,1\nc,3", "fold,id,energy\n7,c,0.5\n8,a,\n9,other,1\n10,,1\n11,,1");
        Assert.Equal(["id", "path", "fold", "energy"], joined.Columns);
        Assert.Equal(["8", "", "7"], joined.Tracks.Select(t => t["fold"]));
        Assert.Equal([null, null, 0.5], joined.Tracks.Select(t => t.Energy));
    }

    [Fact]
    public void Ids_that_come_from_paths_can_be_joined_on() =>
        Assert.Equal(["x", ""], Join("path\na.wav\nb.wav", "id,mood\na.wav,x").Tracks.Select(t => t["mood"]));

    [Fact]
    public void Several_tracks_may_share_a_row() =>
        Assert.Equal(["GR", "GR", ""],
            Join("path,artist\n1,A\n2,A\n3,", "artist,country\nA,GR\nB,FR", "artist").Tracks.Select(t => t["country"]));

    [Fact]
    public void Keys_and_values_in_another_spelling_are_the_same()
    {
        var joined = Join("path,artist\n1,Χάρις\n2,Χα\u0301ρις \n3,", "artist,mood\n Χα\u0301ρις,happy \n,sad", "artist");
        Assert.Equal(["happy", "happy", ""], joined.Tracks.Select(t => t["mood"]));
        Assert.Equal("x", Assert.Single(Join("path\nα\u0301.wav ", "id,mood\nά.wav,x").Tracks)["mood"]);
        Assert.Equal("x", Assert.Single(Join("id,path\na,α\u0301.wav", "id,path,mood\na,ά.wav ,x").Tracks)["mood"]);
    }

    [Fact]
    public void A_column_that_both_have_may_say_the_same_twice() =>
        Assert.Equal(["train 1", "test "],
            Join("id,path,split\na,1,train\nb,2,test", "id,split,fold\na,train,1").Tracks.Select(t => $"{t["split"]} {t["fold"]}"));

    [Theory]
    [InlineData("id,path\na,1", "ID,fold\na,1", "id",
        "table.csv:1: there is no column 'id' to join on. Columns found: ID, fold. Did you mean 'ID'?")]
    [InlineData("id,path,artist\na,1,x", "artists,fold\nx,1", "artists",
        "table.csv:1: the manifest has no column 'artists' to join on. Its columns: id, path, artist. Did you mean 'artist'?")]
    [InlineData("id,path,split\na,1,train\nb,2,test", "id,split\na,train\nb,train", "id",
        "table.csv:3: 'split' is 'train' here and 'test' in the manifest. "
        + "Rename the column in one of them, or say in join which columns to add: `columns: [NAME]`.")]
    [InlineData("id,path\na,1", "id,fold\nb,1\na,1\na,2", "id",
        "table.csv:4: 'id' is 'a' here and on line 3. A track can have one row only.")]
    [InlineData("id,path\na,1", "id,fold\nb,1", "id", "table.csv:1: no row belongs to a track: 'id' is 'b' here and 'a' in the manifest.")]
    [InlineData("id,path\na,1", "id,energy\na,7", "id", "table.csv:2: energy is 7; it has to be from 0 to 1, or blank.")]
    public void A_table_that_does_not_fit_says_why(string manifest, string table, string on, string problem) =>
        Assert.Equal([problem], ProblemsOf(manifest, table, on));

    [Fact]
    public void Columns_can_be_picked_so_that_others_do_not_clash()
    {
        var joined = Picked("id,path,group\na,1,g\nb,2,h", "id,group,fold,note\na,other,1,x\nb,others,2,y", ["fold"]);
        Assert.Equal(["id", "path", "group", "fold"], joined.Manifest.Columns);
        Assert.Null(joined.Lacking);
        Assert.Equal(["g 1", "h 2"], joined.Manifest.Tracks.Select(t => $"{t["group"]} {t["fold"]}"));
        var clash = Assert.Throws<InputException>(() => Picked("id,path,group\na,1,g", "id,group,fold\na,other,1", null));
        Assert.EndsWith("'group' is 'other' here and 'g' in the manifest. "
            + "Rename the column in one of them, or say in join which columns to add: `columns: [fold]`.", clash.Message);
        var unknown = Assert.Throws<InputException>(() => Picked("id,path\na,1", "id,fold\na,1", ["folds"]));
        Assert.EndsWith("table.csv:1: there is no column 'folds' to add. Columns found: id, fold. Did you mean 'fold'?", unknown.Message);
    }

    [Fact]
    public void Tracks_that_the_table_lacks_are_counted_and_the_first_is_named() => Assert.Equal(
        "table.csv has no row for 2 of 3 tracks, the first: 'b' in line 3 of the manifest. "
            + "What it would say of them is blank (fold, note).",
        Picked("id,path\na,1\nb,2\nc,3", "id,fold,note\na,1,x", null).Lacking);

    private (Manifest Manifest, string? Lacking) Picked(string manifest, string table, string[]? columns)
    {
        var file = Path.Combine(folder, "table.csv");
        File.WriteAllText(file, table);
        return JoinedTable.Of(Manifest(manifest), file, "id", columns);
    }

    [Fact]
    public void Everything_wrong_with_the_columns_is_told_at_once() =>
        Assert.Equal(2, ProblemsOf("id,path,x\na,1,2", "path,x\n1,2", "key").Length);
}
