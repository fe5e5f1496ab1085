using System.Globalization;
using System.Text;
using CsCheck;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Tests.Manifests;

public class ManifestFileTests
{
    // One name with letters that have their accents, and with letters and accents.
    private const string Composed = "Χάρις Αλεξίου", Decomposed = "Χα\u0301ρις Αλεξι\u0301ου";

    private readonly string file = Path.Combine(Repository.TemporaryFolder(), "music.csv");

    private Manifest Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    private Manifest Read(byte[] bytes)
    {
        File.WriteAllBytes(file, bytes);
        return ManifestFile.Read(file);
    }

    private string[] ProblemsOf(string text) => ProblemsOf(Encoding.UTF8.GetBytes(text));

    private string[] ProblemsOf(byte[] bytes) =>
        [.. Assert.Throws<InputException>(() => Read(bytes)).Problems
            .Select(p => p.ToString().Replace(file, "music.csv", StringComparison.Ordinal))];

    [Theory]
    [InlineData("\n", false)]
    [InlineData("\r\n", false)]
    [InlineData("\r\n", true)]
    public void A_table_is_read_with_quotes_line_breaks_and_a_byte_order_mark(string newLine, bool mark)
    {
        var text = string.Join(newLine, "id, path ,artist,energy,mood of the day", "b,\"x, y.wav\",\"The \"\"7\"\" band\",0.25,", "",
            "a,α\\β.mp3,\"two\nlines\",,calm", "");
        var manifest = Read([.. mark ? Encoding.UTF8.Preamble.ToArray() : [], .. Encoding.UTF8.GetBytes(text)]);
        Assert.Equal(["id", "path", "artist", "energy", "mood of the day"], manifest.Columns);
        Assert.Equal(["a", "b"], manifest.Tracks.Select(t => t.Id));
        Assert.Equal(["α\\β.mp3", "x, y.wav"], manifest.Tracks.Select(t => t.Path));
        Assert.Equal(["two lines", "The \"7\" band"], manifest.Tracks.Select(t => t.Artist));
        Assert.Equal([null, 0.25], manifest.Tracks.Select(t => t.Energy));
        Assert.Equal(["calm", ""], manifest.Tracks.Select(t => t["mood of the day"]));
    }

    [Fact]
    public void The_path_is_the_id_where_there_is_none()
    {
        Assert.Equal(["B.wav", "a.wav"], Read("path\na.wav\nB.wav").Tracks.Select(t => t.Id));
        var mixed = Read("path,id\na.wav,\nb.wav,7");
        Assert.Equal(["7", "a.wav"], mixed.Tracks.Select(t => t.Id));
        Assert.Equal(["7", "a.wav"], mixed.Tracks.Select(t => t["id"]));
    }

    [Fact]
    public void Every_problem_is_told_with_its_line()
    {
        var problems = ProblemsOf("path,energy,valence\na.wav,1.5,-0.1\n\na.wav,\"0,5\",0\n,high,NaN\n\"b\nb.wav\",0.5\nc.wav,1,1,1\n"
            + "d\"e.wav,0,0\n\"f\"g.wav,0,0\n");
        Assert.Equal(
        [
            "music.csv:2: energy is 1.5; it has to be from 0 to 1, or blank.",
            "music.csv:2: valence is -0.1; it has to be from 0 to 1, or blank.",
            "music.csv:4: energy is '0,5', which is not a number from 0 to 1 (decimals need a point, not a comma).",
            "music.csv:4: the id 'a.wav' is already that of line 2. Ids must be unique; without a column 'id' the path is the id.",
            "music.csv:5: the path is blank. Every row needs the path of its audio.",
            "music.csv:5: energy is 'high', which is not a number from 0 to 1.",
            "music.csv:5: valence is NaN; it has to be from 0 to 1, or blank.",
            "music.csv:6: 2 fields where the header names 3. A field that has a comma in it needs quotes: \"Earth, Wind & Fire\".",
            "music.csv:8: 4 fields where the header names 3. A field that has a comma in it needs quotes: \"Earth, Wind & Fire\".",
            "music.csv:10: text follows a closing quote. Write a quote that belongs to the text twice: \"7\"\" single\".",
        ], problems);
    }

    [Theory]
    [InlineData("", "music.csv:1: the file is empty.")]
    [InlineData("\n\n", "music.csv:1: the file is empty.")]
    [InlineData("id,path\n", "music.csv:1: there is a header but no track below it.")]
    [InlineData("id,Path\na,b\n",
        "music.csv:1: there is no column 'path', which says where the audio is. Columns found: id, Path. Is 'Path' meant?")]
    [InlineData("name,tempo\na,b\n", "music.csv:1: there is no column 'path', which says where the audio is. Columns found: name, tempo.")]
    [InlineData("path;artist\na;b\n", "music.csv:1: the columns are separated by ';'.")]
    [InlineData("path\tartist\na\tb\n", "music.csv:1: the columns are separated by tabs.")]
    [InlineData("path,a, a\nx,1,2\n", "music.csv:1: 2 columns are called 'a'.")]
    [InlineData("path,a\nx,\"1\ny,2\nz,3\n", "music.csv:2: a quote is opened here and never closed.")]
    public void A_table_that_is_no_manifest_says_what_it_lacks(string text, string start) =>
        Assert.StartsWith(start, Assert.Single(ProblemsOf(text)), StringComparison.Ordinal);

    [Fact]
    public void Text_in_another_encoding_names_the_line_and_the_way_to_convert_it()
    {
        var greek = ProblemsOf([.. "path\na.wav\n"u8, 0xC1, 0xE3, 0xDC, (byte)'\n']);
        Assert.StartsWith("music.csv:3: the text is not UTF-8.", Assert.Single(greek), StringComparison.Ordinal);
        Assert.Contains("iconv -f WINDOWS-1253 -t UTF-8 music.csv", greek[0], StringComparison.Ordinal);
        Assert.Contains("UTF-16", Assert.Single(ProblemsOf([0xFF, 0xFE, (byte)'p', 0])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_wrong_input() =>
        Assert.Equal($"{file}: there is no such file.", Assert.Throws<InputException>(() => ManifestFile.Read(file)).Message);

    [Fact]
    public void A_folder_is_wrong_input() => Assert.Throws<InputException>(() => ManifestFile.Read(Path.GetDirectoryName(file)!));

    [Fact]
    public void Of_thousands_of_problems_twenty_are_told()
    {
        var problems = ProblemsOf("path,energy\n"
            + string.Concat(Enumerable.Range(0, 1000).Select(i => FormattableString.Invariant($"{i}.wav,2\n"))));
        Assert.Equal(21, problems.Length);
        Assert.StartsWith("music.csv:2:", problems[0], StringComparison.Ordinal);
        Assert.Equal("music.csv: and 980 more.", problems[20]);
    }

    [Fact]
    public void Numbers_are_read_the_same_under_a_culture_with_decimal_commas()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("el-GR");
        try
        {
            Assert.Equal(0.25, Assert.Single(Read("path,energy\na.wav,0.25").Tracks).Energy);
            Assert.StartsWith("music.csv:2: energy is 1.5;", Assert.Single(ProblemsOf("path,energy\na.wav,1.5")), StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        var text = Gen.OneOf(Gen.Char[" ab,\"\r\n;'\\/éα音=-\t\u0301\u00a0"].Array[0, 8].Select(c => new string(c)),
            Gen.Const("𝄞"), Gen.Const(""));
        var tracks = Gen.Select(text, text, text, (path, artist, extra) => (path, artist, extra)).Array[1, 12];
        var written = Path.Combine(Path.GetDirectoryName(file)!, "written.csv");
        tracks.Sample(rows =>
        {
            var manifest = new Manifest(["path", "artist", "an, odd \"name\""], [.. rows.Select((r, i) => new Track(
                $"{i:D3}{r.path}", $"{i:D3}{r.path}",
                new Dictionary<string, string> { ["path"] = $"{i:D3}{r.path}", ["artist"] = r.artist, ["an, odd \"name\""] = r.extra }))]);
            ManifestFile.Write(written, manifest);
            var back = ManifestFile.Read(written);
            Assert.Equal(manifest.Columns, back.Columns);
            Assert.Equal(manifest.Tracks.Select(t => (t.Id, t.Path, TrackIdentity.Value(t.Artist))),
                back.Tracks.Select(t => (t.Id, t.Path, t.Artist)));
            ManifestFile.Write(written, back);
            Assert.Equal(back.ContentHash, ManifestFile.Read(written).ContentHash);
        }, iter: 300, threads: 1);
    }

    [Fact]
    public void One_text_in_two_spellings_is_one_value()
    {
        var tracks = Read($"id, path ,artist,label\n{Composed},{Decomposed} ,{Composed},happy \nb ,2,{Decomposed},\u00a0happy\n "
            + $"c,3,{Composed} ,happy").Tracks;
        Assert.Equal(["b", "c", Composed], tracks.Select(t => t.Id));
        Assert.Equal(tracks.Select(t => t.Id), tracks.Select(t => t["id"]));
        Assert.Equal(Composed, Assert.Single(tracks.Select(t => t.Artist).Distinct()));
        Assert.Equal("happy", Assert.Single(tracks.Select(t => t["label"]).Distinct()));
        // The name of a file is not ours to change.
        Assert.Equal($"{Decomposed} ", tracks[2].Path);
        Assert.Equal(Decomposed, Assert.Single(Read($"path\n{Decomposed}").Tracks).Id);
    }

    [Fact]
    public void Two_spellings_of_one_id_are_one_id_twice() =>
        Assert.Contains("is already that of line 2", Assert.Single(ProblemsOf($"id,path\n{Composed},1\n{Decomposed} ,2")),
            StringComparison.Ordinal);

    [Fact]
    public void An_id_taken_from_the_path_is_read_back_from_a_column_of_ids()
    {
        var manifest = Read($"id,path\n,{Decomposed}");
        var written = Path.Combine(Path.GetDirectoryName(file)!, "again.csv");
        ManifestFile.Write(written, manifest);
        Assert.Equal(manifest.ContentHash, ManifestFile.Read(written).ContentHash);
    }

    [Fact]
    public void The_order_of_rows_does_not_matter() =>
        Assert.Equal(Read("id,path\nb,2\na,1\nB,3").ContentHash, Read("path,id\n3,B\n1,a\n2,b").ContentHash);
}
