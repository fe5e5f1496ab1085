using System.Text;
using System.Text.RegularExpressions;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Reports;

namespace Gmsa.Experiments.Testing;

/// <summary>What every report promises of a study's results (<see cref="MadeUpStudy"/>), whatever it writes.</summary>
/// <remarks>Files are held to their own formats as far as their names tell them: csv, html, md, tex.</remarks>
public abstract partial class EveryReportTests : Suite<ReportOptions>, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gmsa-report-").FullName;

    /// <summary>By default the catalog's as they are by default.</summary>
    public override IReadOnlyList<Named<ReportOptions>> Kinds => Named.All<ReportOptions>(Catalog.Reports);

    private StudyResults Study => MadeUpStudy.Of(Path.Combine(folder, "study"), MadeUpStudy.OddLabels);

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Theory, EachKind]
    public void Says_what_its_keys_are(string kind) =>
        Keys.AssertDescribed(this[kind].GetType(), some: false);

    [Theory, EachKind]
    public void Writes_whole_files_into_its_folder_and_nowhere_else(string kind)
    {
        var study = Path.Combine(folder, "study");
        Directory.CreateDirectory(study);
        File.WriteAllText(Path.Combine(study, "plan.json"), "{}");
        var files = Written(kind, Study, "out");
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.NotEmpty(file.Value));
        Assert.DoesNotContain(files.Keys, name => name.EndsWith(".tmp", StringComparison.Ordinal));
        var all = Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder, f));
        Assert.Equal(
            files.Keys.Select(name => Path.Combine("out", name)).Append(Path.Combine("study", "plan.json")).Order(StringComparer.Ordinal),
            all.Order(StringComparer.Ordinal));
        Assert.Equal("{}", File.ReadAllText(Path.Combine(study, "plan.json")));
    }

    [Theory, EachKind]
    public void The_same_results_give_the_same_bytes_in_every_country_and_again_over_what_was_there(string kind)
    {
        var files = Written(kind, Study, "out");
        AssertSame(files, Written(kind, Study, "out"));
        foreach (var culture in (string[])["", "el-GR", "tr-TR"])
            AssertSame(files, Cultures.In(culture, () => Written(kind, Study, "in" + culture)));
    }

    [Theory, EachKind]
    public void The_order_in_which_trials_are_read_changes_nothing(string kind) =>
        AssertSame(Written(kind, Study, "out"), Written(kind, Study with { Trials = [.. Study.Trials.Reverse()] }, "reversed"));

    [Theory, EachKind]
    public void Numbers_have_a_point(string kind) => Assert.All(
        Texts(Cultures.In("el-GR", () => Written(kind, Study, "out"))), text => Assert.DoesNotMatch(@"\d,0*123456789|\d,0123", text.Value));

    [Theory, EachKind]
    public void What_labels_and_names_hold_stays_text(string kind) => Assert.All(Texts(Written(kind, Study, "out")), AssertWellFormed);

    [Theory, EachKind]
    public void A_study_of_one_arm_one_with_ensembles_one_of_sure_answers_and_one_that_still_runs_are_told(string kind)
    {
        var place = Path.Combine(folder, "study");
        (string Name, StudyResults Results)[] studies =
        [
            ("one arm", MadeUpStudy.Of(place, arms: 1)),
            ("ensembles", MadeUpStudy.WithEnsembles(MadeUpStudy.Of(place))),
            ("sure", MadeUpStudy.Certain(MadeUpStudy.Of(place))),
            ("running", MadeUpStudy.Unfinished(MadeUpStudy.Of(place))),
            ("begun", MadeUpStudy.Unfinished(MadeUpStudy.Of(place)) with { Trials = [] }),
        ];
        foreach (var (name, results) in studies)
        {
            var files = Written(kind, results, name);
            if (results.Trials.Count > 0) Assert.NotEmpty(files);
            Assert.All(Texts(files), AssertWellFormed);
        }
    }

    /// <summary>The files that a report leaves under a folder of this name, by their paths from there.</summary>
    private SortedDictionary<string, byte[]> Written(string kind, StudyResults results, string name)
    {
        var target = Path.Combine(folder, name);
        this[kind].Create().Write(results, target);
        Directory.CreateDirectory(target); // a report may have nothing to tell of a study that has only begun
        return new(Directory.GetFiles(target, "*", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(target, file), File.ReadAllBytes), StringComparer.Ordinal);
    }

    private static Dictionary<string, string> Texts(SortedDictionary<string, byte[]> files)
    {
        var utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);
        return files.Where(file => !file.Value.Contains((byte)0)).ToDictionary(file => file.Key, file => utf8.GetString(file.Value));
    }

    private static void AssertSame(SortedDictionary<string, byte[]> expected, SortedDictionary<string, byte[]> files)
    {
        Assert.Equal(expected.Keys, files.Keys);
        Assert.All(expected, file => Assert.True(file.Value.AsSpan().SequenceEqual(files[file.Key]), file.Key + " has other bytes"));
    }

    private void AssertWellFormed(KeyValuePair<string, string> file)
    {
        var text = file.Value;
        switch (Path.GetExtension(file.Key))
        {
            case ".csv":
                var csv = Path.Combine(folder, "checked.csv");
                File.WriteAllText(csv, text);
                var table = CsvTable.Read(csv);
                Assert.All(table.Rows, row => Assert.Equal(table.Columns.Count, row.Fields.Count));
                break;
            case ".html":
                Assert.DoesNotContain("<b>&c", text, StringComparison.Ordinal);
                break;
            case ".md":
                Assert.DoesNotContain("<b>", text, StringComparison.Ordinal);
                foreach (var cells in Tables(text.Split('\n')).Select(rows => rows.Select(row => Bar().Count(row)).Distinct()))
                    Assert.Single(cells);
                break;
            case ".tex":
                Assert.DoesNotMatch(@"(?<!\\)[#_]", text.ReplaceLineEndings("\n").Split('\n', 2)[1]);
                Assert.Equal(OpenBrace().Count(text), CloseBrace().Count(text));
                break;
        }
    }

    /// <summary>Rows of Markdown that follow each other.</summary>
    private static IEnumerable<IReadOnlyList<string>> Tables(IEnumerable<string> lines)
    {
        var rows = new List<string>();
        foreach (var line in lines.Append(""))
        {
            if (line.StartsWith('|')) rows.Add(line);
            else if (rows.Count > 0)
            {
                yield return rows;
                rows = [];
            }
        }
    }

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Bar();

    [GeneratedRegex(@"(?<!\\)\{")]
    private static partial Regex OpenBrace();

    [GeneratedRegex(@"(?<!\\)\}")]
    private static partial Regex CloseBrace();
}
