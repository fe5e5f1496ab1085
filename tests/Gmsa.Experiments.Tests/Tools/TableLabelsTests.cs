using System.Globalization;
using System.Text.Json.Nodes;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Tools;

namespace Gmsa.Experiments.Tests.Tools;

public sealed class TableLabelsTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Labels_are_counted_in_the_order_of_the_scheme_with_those_near_borders()
    {
        var outcome = Toolbox.Label(new(Table("energy,valence\n0.9,0.8\n0.9,0.8\n0.52,0.1\n0.5,0.1\n,0.3\n"), []));
        Assert.Equal((5, null), (outcome.Tracks, outcome.Out));
        Assert.Equal(["mood8", "mood4"], outcome.Schemes.Select(s => s.Scheme));
        Assert.Equal([2, 0, 0, 0, 1, 0, 1, 0], outcome.Schemes[0].Counts);
        Assert.Equal([2, 0, 1, 1], outcome.Schemes[1].Counts);
        Assert.Equal((1, 2, 1), (outcome.Schemes[1].WithoutLabel, outcome.Schemes[1].NearBorder, outcome.Schemes[1].OnBorder));
    }

    [Fact]
    public void The_table_is_written_as_it_is_with_its_labels_behind()
    {
        var table = Table(",energy,valence,title\n7,0.9,0.75,\"Earth, Wind\"\n3, 0.25 ,,\"two\nlines\"\n");
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("el-GR");
        var outcome = Toolbox.Label(new(table, ["mood4", "mood4"], null, At("out.csv")));
        Assert.Equal(At("out.csv"), outcome.Out);
        Assert.Equal(",energy,valence,title,mood4,mood4_border\n7,0.9,0.75,\"Earth, Wind\",Happy,0.25\n3, 0.25 ,,\"two\nlines\",,\n",
            File.ReadAllText(At("out.csv")));
        Assert.Equal(["out.csv", "table.csv"], Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Own_schemes_come_from_a_file_whose_data_need_not_be_there()
    {
        File.WriteAllText(At("x.yaml"), "data: { manifest: nowhere.csv }\nlabels: [mood8]\n"
            + "schemes:\n  fast: { cut: { tempo: [100] }, labels: [slow, fast] }\n  styles: { column: genre }\n");
        var table = Table("energy,tempo,genre\n5,99,rock\n,100,pop\n,,\n");
        var outcome = Toolbox.Label(new(table, [], At("x.yaml")));
        Assert.Equal(["fast", "styles"], outcome.Schemes.Select(s => s.Scheme));
        Assert.Equal([1, 1], outcome.Schemes[0].Counts);
        Assert.Equal((1, (int?)null, (int?)null),
            (outcome.Schemes[0].WithoutLabel, outcome.Schemes[0].NearBorder, outcome.Schemes[0].OnBorder));
        Assert.Equal((1, (int?)null, (int?)null),
            (outcome.Schemes[1].WithoutLabel, outcome.Schemes[1].NearBorder, outcome.Schemes[1].OnBorder));
    }

    [Fact]
    public void Near_a_border_is_told_of_energy_and_valence_alone()
    {
        File.WriteAllText(At("x.yaml"), "schemes:\n  strong: { cut: { energy: [0.5] }, labels: [weak, "
            + "strong] }\n  both: { cut: { energy: [0.5], tempo: [100] }, labels: [a, b, c, d] }\n");
        var outcome = Toolbox.Label(new(Table("energy,tempo\n0.52,90\n0.5,120\n0.9,100\n"), [], At("x.yaml"), At("out.csv")));
        Assert.Equal([2, null], outcome.Schemes.Select(s => s.NearBorder));
        Assert.Equal([1, null], outcome.Schemes.Select(s => s.OnBorder));
        Assert.Equal("energy,tempo,strong,strong_border,both,both_border", File.ReadLines(At("out.csv")).First());
    }

    [Theory]
    [InlineData("energy,valence\n0.5,x\n1.2,\n\"0,5\",-1\n",
        "t:2: valence is 'x', which is not a number from 0 to 1.|t:3: energy is 1.2; it has to be from 0 to 1, or blank.|"
            + "t:4: energy is '0,5', which is not a number from 0 to 1 (decimals need a point, not a comma).|t:4: valence is -1; "
            + "it has to be from 0 to 1, or blank.")]
    [InlineData("energy,valence\n1,0.5\n50,0.5\n100,0.5\n",
        "t:3: energy is 50; it has to be from 0 to 1. All its values are from 0 to 100: divide by 100.")]
    [InlineData("energy,valence\nNaN,0.5\n", "t:2: energy is NaN; it has to be from 0 to 1, or blank.")]
    [InlineData("energy,valenc\n1,0.5\n",
        "t:1: there is no column 'valence', needed for mood8 and mood4. Columns found: energy, valenc. Did you mean 'valenc'?")]
    [InlineData("energy,valence\n", "t:1: there is a header but no track below it.")]
    [InlineData("energy,valence,mood8,mood4_border\n0.1,0.5,x,y\n",
        "--out: the column 'mood8' would be there twice; rename it in the table, or choose other schemes with --scheme|"
            + "--out: the column 'mood4_border' would be there twice; rename it in the table, or choose other schemes with --scheme")]
    public void What_is_wrong_with_a_table_is_told_at_once_and_nothing_is_written(string text, string expected)
    {
        var table = Table(text);
        Assert.Equal(expected, Told(new(table, [], null, At("out.csv"))).Replace(table, "t"));
        Assert.False(File.Exists(At("out.csv")));
    }

    [Fact]
    public void Neither_the_table_itself_nor_unknown_schemes_will_do()
    {
        var table = Table("energy,valence\n0.1,0.5\n");
        Assert.Contains("is the table itself, which is never changed", Told(new(table, [], null, At("./table.csv"))),
            StringComparison.Ordinal);
        Assert.Equal("--scheme: unknown label scheme 'mood5'. Known: mood8, mood4. "
            + "Did you mean 'mood4'? Own ones come from a file: --schemes FILE.yaml", Told(new(table, ["mood5", "mood8"])));
        Assert.Contains("there is no such file", Told(new(At("absent.csv"), [])), StringComparison.Ordinal);
        Assert.StartsWith($"{folder}: this is a folder, not a table (CSV).", Told(new(folder, [])));
    }

    [Fact]
    public void No_input_is_written_over_whatever_path_leads_to_it()
    {
        var table = Table("energy,valence\n0.1,0.5\n");
        const string schemes = "schemes: { strong: { cut: { energy: [0.5] }, labels: [weak, strong] } }\n";
        File.WriteAllText(At("x.yaml"), schemes);
        Directory.CreateSymbolicLink(At("here"), folder);
        Assert.Contains("x.yaml is the file of --schemes, which is never changed", Told(new(table, [], At("x.yaml"), At("here/x.yaml"))),
            StringComparison.Ordinal);
        Assert.Contains("table.csv is the table itself", Told(new(table, [], null, At("here/table.csv"))), StringComparison.Ordinal);
        Assert.Contains("table.csv is a file; nothing can be written below it", Told(new(table, [], null, At("table.csv/x.csv"))),
            StringComparison.Ordinal);
        Assert.Equal((schemes, "energy,valence\n0.1,0.5\n"), (File.ReadAllText(At("x.yaml")), File.ReadAllText(table)));
        Directory.Delete(At("here"));
    }

    [Fact]
    public void The_command_prints_text_or_json()
    {
        Table("energy,valence\n0.9,0.8\n0.5,0.1\n");
        Assert.Equal("""
            tracks    2
            mood4     Happy 1, Calm 0, Sad 1, Angry 0
                      without a label 0
                      within 0.05 of a border 1 (50.0 %), exactly on one 1

            """, GmsaProgram.Run(folder, "label", "table.csv", "--scheme", "mood4").Output);
        var json = JsonNode.Parse(GmsaProgram.Run(folder, "label", "table.csv", "--json").Output)!;
        Assert.Equal("""{"scheme":"mood4","labels":["Happy","Calm","Sad","Angry"],"counts":[1,0,1,0],"without_label":0,"near_border":1,"on_border":1}""", json["schemes"]![1]!.ToJsonString());
        var wrong = GmsaProgram.Run(folder, "label", "table.csv", "--scheme", "mood5");
        Assert.Equal((2, ""), (wrong.ExitCode, wrong.Output));
    }

    [Fact]
    public void The_origins_table_is_labelled_as_the_origin_did()
    {
        var outcome = Toolbox.Label(new(Repository.Shared("corpora/greek/Spotify_Tracks.csv"), [], null, At("out.csv")));
        Assert.Equal([463, 991, 605, 476, 1113, 970, 341, 270], outcome.Schemes[0].Counts);
        Assert.Equal([1454, 1081, 2083, 611], outcome.Schemes[1].Counts);
        Assert.Equal((2838, 33, 1492, 21),
            (outcome.Schemes[0].NearBorder, outcome.Schemes[0].OnBorder, outcome.Schemes[1].NearBorder, outcome.Schemes[1].OnBorder));
        Assert.Equal(5229, CsvTable.Read(At("out.csv")).Rows.Count);
    }

    private static string Told(LabelRequest request) =>
        string.Join('|', Assert.Throws<InputException>(() => Toolbox.Label(request)).Problems);

    private string At(string name) => Path.Combine(folder, name);

    private string Table(string text)
    {
        File.WriteAllText(At("table.csv"), text);
        return At("table.csv");
    }
}
