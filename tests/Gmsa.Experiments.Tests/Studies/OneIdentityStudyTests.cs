using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Reports;
using Gmsa.Experiments.Studies;

namespace Gmsa.Experiments.Tests.Studies;

/// <summary>From a table to a study: spellings that are one value, columns that are no features, words that are doubtful labels.</summary>
public sealed class OneIdentityStudyTests : IDisposable
{
    private const string ByArtist = "labels: [{ column: mood }]\nsplit: { kind: groupKFold, folds: 3 }\n"
        + "trainers: [majority, { kind: lightGbm, trees: 20, minExamplesPerLeaf: 5 }]\n";

    private const string Header = "artist,mood,tempo,loudness";

    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private RunRequest Request(string name, string header, IEnumerable<string> rows, string experiment)
    {
        File.WriteAllLines(Path.Combine(folder, name + ".csv"), [header, .. rows]);
        File.WriteAllText(Path.Combine(folder, name + ".yaml"), $"data: {{ table: {name}.csv }}\n" + experiment);
        return new(Path.Combine(folder, name + ".yaml"), [], null, Path.Combine(folder, "results"));
    }

    private StudyDesign Design(string header, IEnumerable<string> rows, string experiment)
    {
        var request = Request("table", header, rows, experiment);
        return Pipeline.Plan(new(request.File, [], null));
    }

    private byte[][] Predictions(string name, string header, IEnumerable<string> rows, string experiment)
    {
        var study = Pipeline.Run(Request(name, header, rows, experiment), Progress.Unheard, TestContext.Current.CancellationToken).Folder;
        var files = Directory.GetFiles(Path.Combine(study, "arms"), "predictions.csv", SearchOption.AllDirectories);
        return [.. files.Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
    }

    /// <summary>96 songs of 12 artists; every second row of an artist may be spelt otherwise.</summary>
    private static string[] Songs(Func<string, string> artist, Func<string, string>? mood = null) => [.. Enumerable.Range(0, 96).Select(i =>
    {
        var (name, label) = ($"Χάρις {(char)('Α' + i % 12)}ης", i % 12 % 2 == 0 ? "very happy" : "sad");
        var (by, said) = (i / 12 % 2 == 0 ? name : artist(name), i % 4 == 0 && mood is not null ? mood(label) : label);
        return FormattableString.Invariant($"{by},{said},{100 + i * 37 % 91}.5,{i * 53 % 89}.25");
    })];

    [Fact]
    public void Spellings_of_one_value_give_the_same_predictions_byte_for_byte_in_any_order_of_rows()
    {
        var one = Predictions("one", Header, Songs(a => a), ByArtist);
        Assert.Equal(2, one.Length);
        Func<string, string>[] spellings =
        [
            a => a.Replace(" ", "\u00A0"), a => "\u2003" + a.Replace(" ", " \u3000") + "\t",
            a => a.Replace("ρ", "\u200Bρ\u00AD\u2060"), a => a.Normalize(System.Text.NormalizationForm.FormD),
        ];
        foreach (var (spelling, i) in spellings.Select((s, i) => (s, i)))
        {
            var rows = Songs(spelling, mood: l => spelling(l));
            Assert.Equal(one, Predictions($"other{i}", Header, i % 2 == 0 ? rows : rows.Reverse(), ByArtist));
        }
    }

    [Fact]
    public void Folds_and_roles_that_a_column_names_have_one_spelling()
    {
        string[] Rows(string[] folds) => [.. Songs(a => a).Select((r, i) => $"{i},{r},{folds[i / 3 % folds.Length]}")];
        const string header = $"id,{Header},part";
        const string split = "labels: [{ column: mood }]\nsplit: { kind: column, name: part, by: [] }\ntrainers: [majority]\n";
        var one = Predictions("folds", header, Rows(["0", "1", "0", "1"]), split);
        Assert.Equal(one, Predictions("floats", header, Rows(["0.0", "1", "0", "01.0"]), split));
        Assert.Equal(one, Predictions("blanks", header, Rows(["0\u00A0", "\u200B1", " 0", "+1"]), split));
        var design = Design(header, Rows(["train", "Train\u00A0", "TEST", "\u200Btest"]), split);
        Assert.Equal(("test", 48), (Assert.Single(design.Folds).Name, design.Folds[0].Test.Count));
        // Words that differ by more are folds of their own, and told.
        design = Design(header, Rows(["a", "b", "A", "c"]), split);
        Assert.StartsWith("the column 'part' names folds that may be one: 'A' (24 tracks), 'a' (24 tracks)",
            Assert.Single(design.Plan.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void An_index_by_pandas_name_is_the_id_and_no_feature()
    {
        string[] rows = [.. Songs(a => a).Select((r, i) => $"{i},{r}")];
        var one = Predictions("blank", $",{Header}", rows, ByArtist);
        Assert.Equal(one, Predictions("unnamed", $"Unnamed: 0,{Header}", rows, ByArtist));
        foreach (var name in (string[])["#", "ID", "level_0", "whatever"])
        {
            var design = Design($"{Header},{name}", Songs(a => a).Select((r, i) => $"{r},{i + 1}.0"), ByArtist);
            var features = Assert.IsType<Experiments.Features.ColumnsOptions>(Assert.Single(design.Experiment.Features));
            Assert.Equal(["tempo", "loudness"], features.Names);
            Assert.Contains(design.Plan.Withheld, w => w.Column == name);
        }
    }

    [Fact]
    public void An_index_that_the_file_names_is_an_alarm()
    {
        var rows = Songs(a => a).Select((r, i) => $"{i},{r}");
        var design = Design($"Unnamed: 0,{Header}", rows, ByArtist + "features: [{ kind: columns, names: [tempo, 'Unnamed: 0'] }]\n");
        Assert.StartsWith("The feature column 'Unnamed: 0' numbers the rows",
            Assert.Single(LeakWords.Warnings(Preview.Audit(design))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"3,055\"", "1 of 96 cells is a number with a thousands separator: “3,055” in line 5", true)]
    [InlineData("\"1,5\"", "1 of 96 cells is a number with a decimal comma: “1,5” in line 5", true)]
    [InlineData("\"0,123\"", "1 of 96 cells is a number with a decimal comma: “0,123” in line 5", true)]
    [InlineData("\"-0,123\"", "1 of 96 cells is a number with a decimal comma: “-0,123” in line 5", true)]
    [InlineData("\"120,000,000\"", "1 of 96 cells is a number with a thousands separator: “120,000,000” in line 5", true)]
    [InlineData("", "1 of 96 cells is blank: in line 5", true)]
    [InlineData("NaN", "1 of 96 cells is a word for no value: “NaN” in line 5", true)]
    [InlineData("None", "1 of 96 cells is a word for no value: “None” in line 5", true)]
    [InlineData("-", "1 of 96 cells is a word for no value: “-” in line 5", true)]
    [InlineData("42 %", "1 of 96 cells is a number with a percent sign: “42 %” in line 5", true)]
    [InlineData("120 bpm", "1 of 96 cells is a number with a unit: “120 bpm” in line 5", true)]
    [InlineData("BPM110KeyA", "1 of 96 cells is no number: “BPM110KeyA” in line 5", true)]
    public void A_column_that_is_left_out_is_told_with_its_first_bad_cell(string cell, string reason, bool isDefect)
    {
        var design = Design($"{Header},streams", Songs(a => a).Select((r, i) => $"{r},{(i == 3 ? cell : $"{i * 31 % 97}")}"), ByArtist);
        Assert.Equal(new("streams", reason, isDefect), design.Plan.Withheld.Single(w => w.Column == "streams"));
    }

    [Fact]
    public void What_may_be_a_thousand_is_a_decimal_where_the_columns_others_are()
    {
        var design = Design($"{Header},streams", Songs(a => a).Select((r, i) => $"{r},\"{i % 9},{(i % 2 == 0 ? "125" : "5")}\""), ByArtist);
        Assert.Equal("96 of 96 cells are a number with a decimal comma, the first “0,125” in line 2",
            design.Plan.Withheld.Single(w => w.Column == "streams").Reason);
    }

    [Fact]
    public void Columns_of_words_and_dates_are_told_too_and_are_no_fault()
    {
        var rows = Songs(a => a).Select((r, i) => $"{r},rock,,{(i % 9 == 0 ? "1999" : "1999-01-02")}");
        var design = Design($"{Header},genre,comment,released", rows, ByArtist);
        Assert.Equal(
        [
            ("artist", "the split reads it"), ("mood", "mood is made of it"), ("genre", "it holds no numbers, as “rock” in line 2"),
            ("comment", "it is blank in every track"), ("released", "85 of 96 cells are no number, the first “1999-01-02” in line 3"),
        ], design.Plan.Withheld.Select(w => (w.Column, w.Reason)));
        Assert.DoesNotContain(design.Plan.Withheld, w => w.IsDefect);
    }

    [Fact]
    public void Labels_that_stand_for_no_value_or_may_be_one_are_noted()
    {
        foreach (var word in (string[])["nan", "None", "N/A", "null", "-", "Unknown", "<NA>", "#N/A", "?"])
        {
            var note = Assert.Single(Notes(_ => word));
            Assert.StartsWith($"mood: '{word}' is a label of its own (24 tracks), and elsewhere", note, StringComparison.Ordinal);
        }
        foreach (var spelling in (Func<string, string>[])[l => l.ToUpperInvariant(), l => l.Replace(" ", "-"), l => l.Replace("a", "á")])
            Assert.StartsWith("mood has labels that may be one: '", Assert.Single(Notes(spelling)), StringComparison.Ordinal);
        Assert.Empty(Notes(l => l));
        // A merge that takes them together has seen to it.
        Assert.Empty(Notes(l => l.ToUpperInvariant(), "labels: [m]\nsplit: { kind: groupKFold, folds: 3 }\ntrainers: [majority]\n"
            + "schemes: { m: { merge: { column: mood }, into: { up: [\"very\u00A0happy\", VERY HAPPY], down: [sad] } } }\n"));

        IReadOnlyList<string> Notes(Func<string, string> mood, string experiment = ByArtist) =>
            Design(Header, Songs(a => a, mood), experiment).Plan.Notes;
    }

    [Fact]
    public void Plan_and_report_tell_all_of_it()
    {
        const string bad = "streams: 1 of 96 cells is a number with a thousands separator: “3,055” in line 5";
        var songs = Songs(a => a.ToUpperInvariant(), mood: l => l.ToUpperInvariant());
        var request = Request("told", $"{Header},streams", songs.Select((r, i) => $"{r},{(i == 3 ? "\"3,055\"" : $"{i}")}"), ByArtist);
        var study = Pipeline.Run(request, Progress.Unheard, TestContext.Current.CancellationToken).Folder;
        var plan = GmsaProgram.Run(folder, "plan", request.File).Output;
        Assert.Matches("(?m)^alarm     The split takes for two what may be one.*“Χάρις .ης” .* and “ΧΆΡΙΣ .ΗΣ”", plan);
        Assert.Contains("note      mood has labels that may be one: ", plan, StringComparison.Ordinal);
        Assert.Contains("          " + bad, plan, StringComparison.Ordinal);
        foreach (var file in (string[])["report.md", "report.html"])
        {
            var report = File.ReadAllText(Path.Combine(study, file));
            Assert.Contains("may be one, so the numbers may be too good", report, StringComparison.Ordinal);
            Assert.Contains("mood has labels that may be one: ", report, StringComparison.Ordinal);
            Assert.Contains(bad["streams: ".Length..], report, StringComparison.Ordinal);
        }
    }
}
