using System.Globalization;
using System.Text.Json;
using CsvHelper;
using Gmsa.Experiments.Reports;

namespace Gmsa.Experiments.Tests.Reports;

public class TextReportsTests
{
    private readonly string folder = Repository.TemporaryFolder();

    [Fact]
    public void Reports_write_the_files_that_the_layout_names()
    {
        var target = Path.Combine(folder, "out");
        foreach (IReport report in (IReport[])[new HtmlReport(), new MarkdownReport(), new CsvReport()]) report
            .Write(Example.Study(folder), target);
        Assert.Equal(["metrics.csv", "report.html", "report.md", "trials.csv"],
            Directory.GetFiles(target).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Markdown_keeps_hostile_names_as_text_on_one_line()
    {
        var study = Example.Study(folder);
        var text = MarkdownReport.Render(study with { Plan = study.Plan with { Name = "a|b\n# <script>_x_ [l](javascript:1)" } });
        Assert.StartsWith("# 8 moods or 4? 4 is better.\n\na\\|b \\# &lt;script>\\_x\\_ \\[l\\](javascript:1) · 240 tracks, 40 "
            + "artists, 3 folds · **synthetic audio", text);
        Assert.DoesNotContain("<script", text);
        Assert.DoesNotContain('\u001b', text);
        var table = text.Split('\n').Where(l => l.StartsWith("| mood8 ", StringComparison.Ordinal)).ToArray();
        Assert.Equal(4, table.Length);
        Assert.All(table, l => Assert.Equal(13, l.Count(c => c == '|')));
    }

    [Fact]
    public void Metrics_table_has_every_metric_of_every_arm_in_full_precision()
    {
        var study = Example.Study(folder);
        var rows = Read(CsvReport.MetricsTable(Findings.Of(study)));
        Assert.Equal(["arm", "scheme", "trainer", "represents", "metric", "value", "ci95_low", "ci95_high", "tracks", "groups"], rows[0]);
        foreach (var arm in study.Comparison.Arms)
        {
            var row = Assert.Single(rows, r => r[0] == arm.Name && r[4] == "balanced_accuracy");
            Assert.Equal(arm.BalancedAccuracy, double.Parse(row[5], CultureInfo.InvariantCulture));
            Assert.Equal(arm.Ci95!["balanced_accuracy"].High, double.Parse(row[7], CultureInfo.InvariantCulture));
            Assert.Equal("240", row[8]);
            Assert.Equal("40", row[9]);
        }
        Assert.Equal(8, rows.Count(r => r[4] == "inner_score"));
        Assert.DoesNotContain(rows, r => r[4] == "mean_octant_error");
    }

    [Fact]
    public void Trials_table_has_a_row_a_trial_and_a_column_an_option()
    {
        var study = Example.Study(folder);
        var rows = Read(CsvReport.TrialsTable(Findings.Of(study)));
        Assert.Equal(study.Trials.Count + 1, rows.Count);
        Assert.Equal(["point.dropout", "point.learningRate"], rows[0][^2..]);
        Assert.All(rows, r => Assert.Equal(rows[0].Length, r.Length));
        Assert.Equal(24, rows.Count(r => r[5] == "true"));
        var failed = rows.First(r => r[4] == "failed");
        Assert.Equal($"loss is not a number after epoch 2 of {Example.Hostile}", failed[15]);
        Assert.Equal("2026-11-23T06:00:01Z", rows[1][13]);
        var first = study.Trials.First(t => t.Point.Count > 0);
        Assert.Equal((double)first.Point["dropout"], double.Parse(rows[first.Trial][^2], CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Records_read_back_from_JSON_show_the_same_points()
    {
        var options = JsonSerializer.Deserialize<Dictionary<string, object>>(
            """{"rate":0.00012345678,"layers":3,"kind":"relu","flip":true}""")!;
        Assert.Equal(["0.00012346", "3", "relu", "true"],
            new[] { "rate", "layers", "kind", "flip" }.Select(n => Numbers.Option(options[n])));
        Assert.Equal("0.00012345678", Numbers.ExactOption(options["rate"]));
        Assert.Equal(["0.00012346", "3", "relu", "true"], new object[] { 0.00012345678, 3L, "relu", true }.Select(Numbers.Option));
        Assert.Equal(["5,000", "5,000", "5000", "5000"], [Numbers.Option(5000L), Numbers.Option(5000.0), Numbers.ExactOption(5000L), Numbers.ExactOption(5000.0)]);
    }

    [Fact]
    public void Numbers_never_show_a_minus_zero_or_a_missing_value_as_a_number()
    {
        Assert.Equal("0.000", Numbers.Fixed(-0.0001));
        Assert.Equal("−0.001", Numbers.Fixed(-0.0006));
        Assert.Equal("–", Numbers.Fixed(double.NaN));
        Assert.Equal("–", Numbers.Percent(null));
        Assert.Equal("", Numbers.Exact(double.NaN));
        Assert.Equal("+0.500", Numbers.Signed(0.5));
        Assert.Equal("< 0.001", Numbers.Probability(0.0004));
        Assert.Equal(["9.5 s", "95 s", "3.0 min", "2.5 h"], new[] { 9.5, 95, 180, 9000.0 }.Select(Numbers.Duration));
    }

    private static List<string[]> Read(string csv)
    {
        using var reader = CsvReader.FromText(csv, new CsvReaderOptions { HasHeader = false, Separator = ',' });
        var rows = new List<string[]>();
        while (reader.Read()) rows.Add(reader.Current.ToArray());
        return rows;
    }
}
