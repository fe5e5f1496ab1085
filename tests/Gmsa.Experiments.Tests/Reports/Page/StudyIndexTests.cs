using System.Globalization;
using System.Xml.Linq;
using Gmsa.Experiments.Reports;

namespace Gmsa.Experiments.Tests.Reports;

/// <summary>The list of studies.</summary>
public sealed class StudyIndexTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Studies_stand_newest_first_with_a_row_a_scheme_and_a_link()
    {
        var study = Example.Study(folder);
        var old = new IndexedStudy("old-1", new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), study.Plan, study.Dataset, study.Comparison)
        {
            HasReport = true,
        };
        var page = XDocument.Parse(StudyIndex.Render([old, old with
        {
            Folder = "new 2",
            Started = old.Started.AddDays(1),
            Plan = study.Plan with { Name = Example.Hostile },
        }]).Replace("<!DOCTYPE html>", "", StringComparison.Ordinal));
        XNamespace x = "http://www.w3.org/1999/xhtml";
        var rows = page.Descendants(x + "tbody").Single().Elements(x + "tr").ToArray();
        Assert.Equal(4, rows.Length);
        Assert.Equal(["new%202/report.html", "new%202/report.html", "old-1/report.html", "old-1/report.html"],
            rows.Select(r => r.Descendants(x + "a").Single().Attribute("href")!.Value));
        var best = study.Comparison.Arms.Single(a => a is { Scheme: "mood8", Represents: true });
        Assert.Contains(best.Name, rows[2].Value, StringComparison.Ordinal);
        double[] values = [.. rows[2].Elements().Attributes("data-value").Select(v => double.Parse(v.Value, CultureInfo.InvariantCulture))];
        Assert.Equal([best.BalancedAccuracy * 8, best.BalancedAccuracy, best.Accuracy, best.Kappa],
            values); // times chance first: it compares
        var (merged, pair) = (study.Comparison.Collapse!, study.Comparison.Pairs.First(p => p.Collapse is not null));
        Assert.Contains($"8 moods or 4? 4 is better.8 merged {Percent(merged.Argmax.BalancedAccuracy)}, 4 direct "
            + $"{Percent(merged.Direct.BalancedAccuracy)}: {Conclusions.Difference(pair)} ({Conclusions.Interval(pair)})",
            rows[2].Value, StringComparison.Ordinal);
        Assert.DoesNotContain("alert('ω')</script>", page.ToString(), StringComparison.Ordinal);
    }

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.0}\u00A0%");

    [Fact]
    public void A_page_of_somebodys_own_is_no_such_list()
    {
        var file = Path.Combine(folder, StudyIndex.FileName);
        Assert.False(StudyIndex.Is(file));
        File.WriteAllText(file, "<!DOCTYPE html>\n<title>My studies</title>\n");
        Assert.False(StudyIndex.Is(file));
        File.WriteAllText(file, StudyIndex.Render([]));
        Assert.True(StudyIndex.Is(file));
    }

    [Fact]
    public void Same_bytes_under_every_culture()
    {
        var study = Example.Study(folder);
        string Render() => StudyIndex.Render([new("a", DateTimeOffset.UnixEpoch, study.Plan, study.Dataset, study.Comparison)]);
        var (here, before) = (Render(), CultureInfo.CurrentCulture);
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("el-GR");
            Assert.Equal(here, Render());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Links_lead_to_pages_that_are_there_and_to_comparisons()
    {
        var study = Example.Study(folder);
        IndexedStudy[] studies =
        [
            new("begun", DateTimeOffset.UnixEpoch, study.Plan, null, null) { HasReport = true },
            new("without", DateTimeOffset.UnixEpoch, study.Plan, study.Dataset, study.Comparison),
            new("empty", DateTimeOffset.UnixEpoch, study.Plan, study.Dataset, new() { Arms = [], Pairs = [] }),
        ];
        var page = StudyIndex.Render(studies, [new("compared-1", ["one", "two"])]);
        Assert.Contains("<a href=\"begun/report.html\">four-vs-eight</a>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("without/report.html", page, StringComparison.Ordinal);
        Assert.Contains("no arm was completed in every fold", page, StringComparison.Ordinal);
        Assert.Contains("<h2 id=\"compared-title\">Studies side by side</h2>", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"compared-1/report.html\">one and two</a>", page, StringComparison.Ordinal);
        var alone = StudyIndex.Render(studies);
        Assert.DoesNotContain("side by side", alone, StringComparison.Ordinal);
        Assert.DoesNotContain("<nav", alone, StringComparison.Ordinal); // one section needs no way to it
    }

    [Fact]
    public void A_study_that_is_not_finished_is_listed_as_such()
    {
        var study = Example.Study(folder);
        Assert.Contains("not finished", StudyIndex.Render([new("a", DateTimeOffset.UnixEpoch, study.Plan, null, null)]),
            StringComparison.Ordinal);
        Assert.Contains("0 studies", StudyIndex.Render([]), StringComparison.Ordinal);
        Assert.Contains("1 study,", StudyIndex.Render([new("a", DateTimeOffset.UnixEpoch, study.Plan, null, null)]),
            StringComparison.Ordinal);
    }
}
