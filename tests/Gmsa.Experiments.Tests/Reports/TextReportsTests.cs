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
        Assert.Equal(["confusion.csv", "folds.csv", "labels.csv", "metrics.csv", "report.html", "report.md", "trials.csv"],
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
        Assert.Equal(8, table.Length); // arms side by side, and fold by fold
        Assert.All(table[..4], l => Assert.Equal(13, l.Count(c => c == '|')));
    }

    [Fact]
    public void Metrics_table_has_every_metric_of_every_arm_in_full_precision()
    {
        var study = Example.Study(folder);
        var rows = Read(CsvReport.MetricsTable(Findings.Of(study)));
        Assert.Equal(["arm", "scheme", "trainer", "represents", "metric", "value", "ci95_low", "ci95_high", "tracks", "groups",
            "fold_mean", "fold_deviation"], rows[0]);
        foreach (var arm in study.Comparison.Arms)
        {
            var row = Assert.Single(rows, r => r[0] == arm.Name && r[4] == "balanced_accuracy");
            Assert.Equal(arm.BalancedAccuracy, double.Parse(row[5], CultureInfo.InvariantCulture));
            Assert.Equal(arm.Ci95!["balanced_accuracy"].High, double.Parse(row[7], CultureInfo.InvariantCulture));
            Assert.Equal("240", row[8]);
            Assert.Equal("40", row[9]);
            Assert.Equal(arm.OverFolds["balanced_accuracy"].Mean, double.Parse(row[10], CultureInfo.InvariantCulture));
            Assert.Equal(arm.OverFolds["balanced_accuracy"].Deviation!.Value, double.Parse(row[11], CultureInfo.InvariantCulture));
        }
        Assert.Equal(8, rows.Count(r => r[4] == "inner_score"));
        Assert.DoesNotContain(rows, r => r[4] == "mean_octant_error");
    }

    [Fact]
    public void Folds_labels_and_what_is_taken_for_what_have_tables_of_their_own()
    {
        var study = Example.Study(folder);
        var (findings, arm) = (Findings.Of(study), study.Comparison.Arms[1]);
        var fold = arm.PerFold[1];
        var row = Assert.Single(Read(CsvReport.FoldsTable(findings)), r => r[0] == arm.Name && r[2] == fold.Fold && r[4] == "macro_f1");
        Assert.Equal(fold.Metrics["macro_f1"], double.Parse(row[5], CultureInfo.InvariantCulture));
        var labels = Read(CsvReport.LabelsTable(findings));
        Assert.Equal(["arm", "scheme", "label", "support", "predicted", "precision", "precision_ci95_low", "precision_ci95_high", "recall",
            "recall_ci95_low", "recall_ci95_high", "f1", "f1_ci95_low", "f1_ci95_high"], labels[0]);
        Assert.Equal(1 + study.Comparison.Arms.Sum(a => a.Labels.Count), labels.Count);
        var angry = Assert.Single(labels, r => r[0] == arm.Name && r[2] == "Angry");
        Assert.Equal(arm.PerLabel.Single(l => l.Label == "Angry").Ci95!["f1"].High, double.Parse(angry[^1], CultureInfo.InvariantCulture));
        var cells = Read(CsvReport.ConfusionTable(findings)).Where(r => r[0] == arm.Name);
        Assert.Equal(arm.N, cells.Sum(r => int.Parse(r[4], CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Markdown_has_folds_labels_and_what_is_taken_for_what()
    {
        var study = Example.Study(folder);
        var text = MarkdownReport.Render(study);
        Assert.Contains("## Fold by fold", text, StringComparison.Ordinal);
        Assert.Matches(@"\| mood8 \| mood8-seedCnn \\\* \| 3 \| \d+\.\d ± \d+\.\d %", text.Replace('\u00a0', ' '));
        Assert.Contains("## Label by label: mood8-seedCnn", text, StringComparison.Ordinal);
        Assert.Contains("| is / called | Excited | Happy |", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_loss_is_positive_wherever_it_is_shown_and_told_which_way_is_better()
    {
        var study = Example.Study(folder);
        study = study with
        {
            Trials = [.. study.Trials.Select(t => t with { Metric = "logLoss", Score = t.Score - 2 })],
            Comparison = study.Comparison with { Arms = [.. study.Comparison.Arms.Select(a => a with { InnerScore = a.InnerScore - 2 })] },
        };
        var findings = Findings.Of(study);
        var trials = Read(CsvReport.TrialsTable(findings)).Skip(1).Where(r => r[8].Length > 0).ToArray();
        Assert.NotEmpty(trials);
        Assert.All(trials, r => Assert.True(r[7] == "lower" && double.Parse(r[8], CultureInfo.InvariantCulture) > 0));
        var inner = Read(CsvReport.MetricsTable(findings)).Where(r => r[4] == "inner_log_loss").ToArray();
        Assert.Equal(study.Comparison.Arms.Count, inner.Length);
        Assert.All(inner, r => Assert.True(double.Parse(r[5], CultureInfo.InvariantCulture) > 0));
        foreach (var text in (string[])[HtmlReport.Render(study), MarkdownReport.Render(study)])
        {
            Assert.Contains("inner log loss (lower is better)", text, StringComparison.Ordinal);
            Assert.DoesNotContain("inner score",
                text.Replace("best inner score in its fold", "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.DoesNotContain($"−{2 - study.Trials[0].Score:0.00}", text, StringComparison.Ordinal);
        }
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
        Assert.Equal($"loss is not a number after epoch 2 of {Example.Hostile}", failed[16]);
        Assert.Equal("2026-11-23T06:00:01Z", rows[1][14]);
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
        Assert.Equal(["5,000", "5,000", "5000", "5000"],
            [Numbers.Option(5000L), Numbers.Option(5000.0), Numbers.ExactOption(5000L), Numbers.ExactOption(5000.0)]);
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
