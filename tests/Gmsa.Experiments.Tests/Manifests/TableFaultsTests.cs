using System.Text;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Tests.Manifests;

/// <summary>Tables that aren't ones are told what stands there.</summary>
public sealed class TableFaultsTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("# exported 2024-01-01\nid,artist\n1,a\n2,b\n",
        "1: the first line, '# exported 2024-01-01', is no header: it names one column, and 3 of 3 rows have 2 fields. "
        + "Take it out, so that the first line names the columns: path,artist,title,energy,valence")]
    [InlineData("Greek songs\n\nid,artist,x\n1,a,2\nno comma\n",
        "1: the first line, 'Greek songs', is no header: it names one column, and 2 of 3 rows have 3 fields. "
        + "Take it out, so that the first line names the columns: path,artist,title,energy,valence")]
    [InlineData("\"id,artist\"\n\"1,a\"\n\"2,b\"\n",
        "1: whole lines stand in quotes, so that each is one field: \"id,artist\". Take out the quotes that begin and end lines.")]
    [InlineData("id,artist,,\n1,a,,\n2,b,,\n",
        "1: columns 3, 4 have no name and hold nothing: take out the commas too many, in all lines.")]
    [InlineData("id,,artist,\n1,,a,5\n2,,b,\n", "1: columns 2, 4 have no name. Every column needs a name of its own.")]
    [InlineData("id,artist\n1,a\n\u001A",
        "3: nothing stands here but U+001A, a control character (Ctrl-Z, with which old programs end a file). "
        + "Take it out.")]
    [InlineData("id,artist\n1,a\n\u0004\n", "3: nothing stands here but U+0004, a control character. Take it out.")]
    [InlineData("id, plays\n1, \"1,100\"\n", "2: 3 fields where the header names 2. White space stands before the quote of field 2, "
        + "so that the quote is text and commas behind it part fields. Take out the white space behind commas.")]
    [InlineData("id, plays\n1,\t\"1,100\"\n", "2: 3 fields where the header names 2. White space stands before the quote of field 2, "
        + "so that the quote is text and commas behind it part fields. Take out the white space behind commas.")]
    [InlineData("id,plays\n1,1,100\n",
        "2: 3 fields where the header names 2. A field that has a comma in it needs quotes: \"Earth, Wind & Fire\".")]
    public void Each_says_what_stands_there_and_what_to_do(string text, string told) =>
        Assert.Equal([$"{Written(text)}:{told}"], Problems());

    [Fact]
    public void A_tail_of_nul_is_what_a_copy_that_broke_off_left() => Assert.Equal(
        [$"{Written("id,artist\n1,a\n\0\0\0")}: it ends with 3 bytes of U+0000 (NUL), as a copy or a download that broke off leaves it. "
            + "Get the file again, or take them out."], Problems());

    [Theory]
    [InlineData("id\n1\n2\n")]
    [InlineData("\"a, b\"\n1\n2\n")]
    [InlineData(",artist\n0,a\n1,b\n")] // pandas writes its index so
    public void A_single_column_and_an_index_without_a_name_are_tables(string text)
    {
        Written(text);
        Assert.Equal(2, CsvTable.Read(Path.Combine(folder, "t.csv")).Rows.Count);
    }

    [Theory]
    [InlineData("WINDOWS-1252", "Canción,Beyoncé", new byte[] { 0xF3, 0xE9 })]
    [InlineData("WINDOWS-1253", "Χάρις Αλεξίου", new byte[] { 0xD7, 0xDC, 0xF1, 0xE9, 0xF2, 0xC1, 0xEB, 0xE5, 0xEE, 0xDF, 0xEF, 0xF5 })]
    public void The_encoding_that_the_bytes_speak_for_is_named(string encoding, string text, byte[] letters)
    {
        var next = 0;
        File.WriteAllBytes(Path.Combine(folder, "t.csv"), [.. "id,artist\n"u8, .. text.Select(c => c < 128 ? (byte)c : letters[next++])]);
        Assert.Contains($"iconv -f {encoding} -t UTF-8 t.csv > utf8.csv", Assert.Single(Problems()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("valence\u200B", "an invisible character, U+200B,")]
    [InlineData("va\u00ADlence", "an invisible character, U+00AD,")]
    [InlineData("\uFEFFvalence", "an invisible character, U+FEFF,")]
    [InlineData("mean\u00A0valence", "white space of another kind, U+00A0,", "mean valence")]
    [InlineData("mean  valence", "white space too much", "mean valence")]
    [InlineData("τι\u0301τλος", "accents written as characters of their own", "τ\u03AFτλος")]
    public void A_name_that_looks_like_the_one_asked_for_is_told_apart(string name, string unseen, string asked = "valence") =>
        Assert.Equal($"it isn't there. Columns: id, {name}. The one that looks like it has {unseen} in its name: "
            + "take that out of the table's header.",
            Experiments.Config.DataResolver.NoColumn("it isn't there", asked, new(["id", name], [])));

    private string Written(string text)
    {
        var path = Path.Combine(folder, "t.csv");
        File.WriteAllText(path, text, new UTF8Encoding(false));
        return path;
    }

    private IEnumerable<string> Problems() =>
        Assert.Throws<InputException>(() => CsvTable.Read(Path.Combine(folder, "t.csv"))).Problems.Select(p => p.ToString());
}
