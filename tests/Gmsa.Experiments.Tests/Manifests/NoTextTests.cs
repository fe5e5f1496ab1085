using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Tests.Manifests;

/// <summary>Tables with what no text may have.</summary>
public sealed class NoTextTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("\uFFFE", "U+FFFE")]
    [InlineData("\uFFFF", "U+FFFF")]
    [InlineData("\uFDD0", "U+FDD0")]
    [InlineData("\uFDEF", "U+FDEF")]
    [InlineData("\U0001FFFE", "U+1FFFE")]
    [InlineData("\U0010FFFF", "U+10FFFF")]
    [InlineData("\0", "U+0000")]
    public void Noncharacters_are_told_with_file_and_line_wherever_a_table_is_read(string character, string name)
    {
        var path = Path.Combine(folder, "t.csv");
        string Wrong(string text, Action read)
        {
            File.WriteAllText(path, text);
            return Assert.Single(Assert.Throws<InputException>(read).Problems).ToString();
        }
        (string Text, string Told, Action Read)[] tables =
        [
            ($"id,artist\nr1,x\nr2,{character}x\n", ":3: {0} stands here, at the line's character 4,", () => ManifestFile.ReadTable(path)),
            ($"id{character},path\nr1,x\n", ":1: {0} stands here, at the line's character 3,", () => ManifestFile.Read(path)),
            ($"path\n{character}x\n", ":2: {0} stands here, at the line's character 1,", () => ManifestFile.Read(path)),
            ($"id,f\na{character},1\n", ":2: {0} stands here", () => JoinedTable.Of(new(["id"], []), path, "id")),
        ];
        foreach (var (text, told, read) in tables)
            Assert.StartsWith(path + told.Replace("{0}", name), Wrong(text, read), StringComparison.Ordinal);
    }

    [Fact]
    public void Halves_of_characters_are_no_utf8()
    {
        var path = Path.Combine(folder, "t.csv");
        File.WriteAllBytes(path, [.. "id,artist\nr1,"u8, 0xED, 0xA0, 0x80, .. "\n"u8]);
        var told = Assert.Throws<InputException>(() => ManifestFile.ReadTable(path)).Message;
        Assert.StartsWith($"{path}:2: the text is not UTF-8", told, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_of_a_join_are_one_in_any_spelling_and_numbers_are_numbers()
    {
        var path = Path.Combine(folder, "t.csv");
        Manifest Joined(string[] ids, string table)
        {
            File.WriteAllText(path, table);
            Track[] tracks = [.. ids.Select(i => new Track(i, i, new Dictionary<string, string> { ["id"] = i }))];
            return JoinedTable.Of(new(["id"], tracks), path, "id").Manifest;
        }
        Assert.Equal(["5", "6"], Joined(["a b", "7"], "id,f\n\u200Ba\u00A0b,5\n7.0,6\n").Tracks.Select(t => t["f"]));
        Assert.Equal(["5", ""], Joined(["1", "01"], "id,f\n1,5\n").Tracks.Select(t => t["f"])); // two tracks
        Assert.Equal(["5", "6"], Joined(["1", "2"], "id,f\n01,5\n02.0,6\n").Tracks.Select(t => t["f"]));
    }
}
