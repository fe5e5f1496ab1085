using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Foundation;

public sealed class OutputPlaceTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public OutputPlaceTests() => File.WriteAllText(At("songs.csv"), "path\n");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_new_place_is_tried_and_nothing_is_left_behind()
    {
        OutputPlace.Folder("--out", At("a/b"));
        OutputPlace.File("--out", At("a/b.csv"), _ => false, "a table");
        OutputPlace.File("--out", At("songs.csv"), _ => true, "a table");
        Assert.Equal([At("songs.csv")], Directory.GetFileSystemEntries(folder));
    }

    [Theory]
    [InlineData("songs.csv/x")]
    [InlineData("songs.csv/x/y")]
    public void A_file_where_a_folder_has_to_be_is_refused(string path)
    {
        var expected = $"--out: {At("songs.csv")} is a file; nothing can be written below it, name another place";
        Assert.Equal(expected, Assert.Throws<InputException>(() => OutputPlace.Folder("--out", At(path))).Message);
        Assert.Equal(expected, Assert.Throws<InputException>(() => OutputPlace.File("--out", At(path), _ => false, "a table")).Message);
    }

    [Fact]
    public void A_file_is_no_folder_and_a_folder_no_file()
    {
        Assert.EndsWith("songs.csv is a file; expected a folder, new or there already",
            Assert.Throws<InputException>(() => OutputPlace.Folder("--out", At("songs.csv"))).Message);
        Assert.EndsWith("is a folder; expected a file",
            Assert.Throws<InputException>(() => OutputPlace.File("--out", folder, _ => false, "a table")).Message);
    }

    [Fact]
    public void Two_paths_to_one_place_are_the_same()
    {
        Directory.CreateDirectory(At("real"));
        Directory.CreateSymbolicLink(At("linked"), At("real"));
        File.CreateSymbolicLink(At("link.csv"), "songs.csv");
        Assert.True(OutputPlace.IsSame(At("real/new.csv"), At("linked/../linked/new.csv")));
        Assert.True(OutputPlace.IsSame(At("link.csv"), At("songs.csv")));
        Assert.False(OutputPlace.IsSame(At("real/songs.csv"), At("songs.csv")));
    }

    [Theory]
    [InlineData("link.csv")]
    [InlineData("hard.csv")]
    [InlineData("linked/../songs.csv")]
    [InlineData("./songs.csv")]
    public void A_file_is_the_same_under_any_name(string name)
    {
        Directory.CreateDirectory(At("linked"));
        File.CreateSymbolicLink(At("link.csv"), "songs.csv");
        using (var linking = System.Diagnostics.Process.Start("ln", [At("songs.csv"), At("hard.csv")])) linking.WaitForExit();
        Assert.True(OutputPlace.IsSame(At(name), At("songs.csv")));
        Assert.False(OutputPlace.IsSame(At(name), At("other.csv")));
    }

    [Fact]
    public void Only_an_empty_file_or_one_of_the_same_kind_is_replaced()
    {
        File.WriteAllText(At("empty"), "");
        File.CreateSymbolicLink(At("link"), "songs.csv");
        File.CreateSymbolicLink(At("nowhere"), "gone");
        OutputPlace.File("--out", At("empty"), _ => false, "a table");
        OutputPlace.File("--out", At("nowhere"), _ => false, "a table");
        foreach (var name in (string[])["songs.csv", "link"])
            Assert.EndsWith($"{name} is there already and is not a table, so it is left as it is; name another place",
                Assert.Throws<InputException>(() => OutputPlace.File("--out", At(name), _ => false, "a table")).Message,
                    StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_file_is_never_replaced()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no pipes lie in folders there");
        using (var making = System.Diagnostics.Process.Start("mkfifo", [At("pipe")])) making.WaitForExit();
        File.CreateSymbolicLink(At("to pipe"), "pipe");
        foreach (var path in (string[])[At("pipe"), At("to pipe"), "/dev/null"])
            Assert.EndsWith("so it is left as it is; name another place",
                Assert.Throws<InputException>(() => OutputPlace.File("--out", path, _ => true, "a table")).Message,
                    StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\t")]
    public void A_blank_place_is_refused(string path)
    {
        Assert.Equal("--out: is empty; expected a folder", Assert.Throws<InputException>(() => OutputPlace.Folder("--out", path)).Message);
        Assert.Equal("--out: is empty; expected a file",
            Assert.Throws<InputException>(() => OutputPlace.File("--out", path, _ => true, "a table")).Message);
    }

    private string At(string path) => Path.Combine(folder, path);
}
