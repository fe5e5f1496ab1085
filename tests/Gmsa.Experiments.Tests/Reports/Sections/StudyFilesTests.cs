using System.Text.RegularExpressions;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Reports;

namespace Gmsa.Experiments.Tests.Reports;

/// <summary>Where reports lead: to what lies beside them, and to nothing else.</summary>
public sealed class StudyFilesTests : IDisposable
{
    private readonly string results = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(results, recursive: true);

    [Fact]
    public void Everything_that_is_there_has_a_link_and_nothing_else()
    {
        var study = Example.Study(Folder("study"));
        string[] own =
        [
            "report.md", "metrics.csv", "trials.csv", "tables.tex", "comparison.json", "sweep.json", "experiment.yaml", "manifest.csv",
        ];
        string[] arm = ["arms/mood8-seedCnn/predictions.csv", "arms/mood8-seedCnn/curves.csv", "arms/mood8-seedCnn/model.zip"];
        var (failed, finalist) = (study.Trials.First(t => t.State == TrialState.Failed), Findings.Of(study).Arms[0].Finalist("fold-1")!);
        string[] logs = [Log(failed), Log(finalist)];
        foreach (var file in own.Concat(arm).Concat(logs)) Write("study/" + file);
        File.WriteAllText(Path.Combine(results, StudyIndex.FileName), StudyIndex.Render([]));
        var page = HtmlReport.Render(study);
        Assert.Equal(own.Concat(arm).Concat(logs).Append("../index.html").Order(StringComparer.Ordinal),
            Places(page).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains($">trial {failed.Trial}</a></p>", page); // among the logs of failed trials
        Assert.Contains($"aria-label=\"Log of trial {finalist.Trial}\">{finalist.Trial}</a></th>", page);
        Assert.Contains($"The whole log of trial {failed.Trial}</a>", page);
        Assert.Contains("where it was passed on alone, the\nlinks lead nowhere", page);
        Assert.Contains("<a class=\"button\" href=\"#files\">All files</a>", page);
    }

    [Fact]
    public void Where_nothing_lies_there_is_no_such_section()
    {
        var page = HtmlReport.Render(Example.Study(Folder("study")));
        Assert.Empty(Places(page));
        Assert.DoesNotContain("id=\"files\"", page);
        Assert.DoesNotContain("#files", page);
    }

    [Fact]
    public void Names_are_escaped_and_somebodys_own_list_of_studies_is_none()
    {
        File.WriteAllText(Path.Combine(results, StudyIndex.FileName), "<title>My own</title>");
        var study = Example.Study(Folder("study"));
        var plan = study.Plan with { Arms = [study.Plan.Arms[0] with { Name = "a %#" }] };
        study = study with { Plan = plan, Trials = [], Comparison = new() { Arms = [], Pairs = [] } };
        Write("study/arms/a %#/model.zip");
        Assert.Equal(["arms/a%20%25%23/model.zip"], Places(HtmlReport.Render(study)));
    }

    [Fact]
    public void A_comparison_leads_to_the_reports_and_predictions_of_its_studies()
    {
        var study = Example.Study(Folder("one"));
        ComparedStudy[] sides = [new("one", "../one", study), new("two", "../two", study)];
        var arms = study.Plan.Arms.Select(a => a with { Name = "one/" + a.Name }).ToArray();
        Write("one/report.html", "one/arms/mood8-logistic/predictions.csv", "one/" + Log(study.Trials[0]),
            "compared/comparison.json", "compared/compared.json");
        var compared = study with
        {
            Folder = Path.Combine(results, "compared"),
            Studies = sides,
            Plan = study.Plan with { Arms = arms },
        };
        var page = StudyFilesSection.Of(Findings.Of(compared)).ToString();
        Assert.Equal(["../one/arms/mood8-logistic/predictions.csv", "../one/report.html", "compared.json", "comparison.json"],
            Places(page).Order(StringComparer.Ordinal));
        Assert.Contains(">Report of one</a>", page);
    }

    private static string Log(RunRecord trial) => $"trials/{trial.Trial:000000}/log.txt";

    /// <summary>Where links lead that leave the page.</summary>
    private static IEnumerable<string> Places(string page) =>
        Regex.Matches(page, "href=\"([^#\"]+)\"").Select(m => m.Groups[1].Value).Where(p => p != "data:,");

    private string Folder(string name) => Directory.CreateDirectory(Path.Combine(results, name)).FullName;

    private void Write(params string[] files)
    {
        foreach (var file in files)
        {
            var path = Path.Combine(results, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, "x");
        }
    }
}
