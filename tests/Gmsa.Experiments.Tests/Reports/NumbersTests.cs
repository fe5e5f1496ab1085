using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Reports;

namespace Gmsa.Experiments.Tests.Reports;

public sealed partial class NumbersTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Thousands_stand_apart_for_people_and_together_for_programs()
    {
        Assert.Equal(["5,229", "−1,000", "999", "0"], new long[] { 5229, -1000, 999, 0 }.Select(Numbers.Whole));
        Assert.Equal(["5229", "-1000"], new long[] { 5229, -1000 }.Select(Numbers.Plain));
        Assert.Equal(["1,450.5", "−1,450.50", "12,346"], [Numbers.Fixed(1450.5, 1), Numbers.Fixed(-1450.5, 2), Numbers.Fixed(12345.6, 0)]);
        Assert.Equal(["1,450", "22,050"], [Numbers.Short(1450), Numbers.Short(22050)]);
        Assert.Equal("1234567", Numbers.Exact(1234567));
        Assert.Equal("1234.5", Numbers.Coordinate(1234.5));
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("el-GR");
            Assert.Equal(["5,229", "1,450.5"], [Digits.Grouped(5229), Digits.Grouped(1450.5, 1)]);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Large_studies_have_their_thousands_apart_everywhere()
    {
        var study = Large();
        var going = study with { IsFinished = false, Comparison = new() { Arms = [], Pairs = [] } };
        foreach (var (what, text) in (ReadOnlySpan<(string, string)>)[
            ("page", Text(HtmlReport.Render(study))), ("page of one that goes on", Text(HtmlReport.Render(going))),
            ("Markdown", Regex.Replace(MarkdownReport.Render(study), "(?m)^    .*$|`[^`]*`", "")), ("terminal", Conclusions.InWords(study)),
            ("index", Text(StudyIndex.Render([new("study", DateTimeOffset.UnixEpoch, study.Plan, study.Dataset, study.Comparison)])))])
        {
            Assert.True(Regex.Count(text, "5,229") > 0, what);
            Assert.Equal([], Together().Matches(text).Select(m => $"{what}: {m.Value}"));
        }
        Assert.Contains(",5229,", CsvReport.MetricsTable(Findings.Of(study)));
        Assert.Contains("on 5229 tracks", LatexReport.Render(study));
    }

    [Fact]
    public void Numbers_that_are_not_apart_are_found() => Assert.Equal(["5229", "1234"],
        Together().Matches("5229 tracks, 5,229 tracks; 2026-11-23, demo-0015, 0.1234, 1234 MB, 405897cf5b").Select(m => m.Value));

    // Neither dates, ids and hashes nor decimals.
    [GeneratedRegex(@"(?<![\w.,-])\d{4,}(?![\w-])")]
    private static partial Regex Together();

    /// <summary>What people read of a page, and what is read to them, without code.</summary>
    private static string Text(string page)
    {
        var read = Regex.Replace(page, @"<(style|script|pre|code)\b.*?</\1>", "", RegexOptions.Singleline);
        var labels = string.Join('\n', Regex.Matches(read, "aria-label=\"([^\"]*)\"").Select(m => m.Groups[1].Value));
        return WebUtility.HtmlDecode(Regex.Replace(read, "<[^>]*>", "\n") + labels);
    }

    /// <summary>The usual study as if it were of 5,229 tracks, with everything counted in thousands.</summary>
    private static StudyResults Large(StudyResults study)
    {
        var comparison = study.Comparison;
        return study with
        {
            Plan = study.Plan with
            {
                Tracks = 5229,
                Trials = 4800,
                Folds = [.. study.Plan.Folds.Select(f => f with { Train = 3328, Validation = 1041, Test = 1743 })],
                Schemes = [.. study.Plan.Schemes.Select(s => s with { Counts = [.. s.Counts.Select(c => 100 * c)] })],
                Arms = [.. study.Plan.Arms.Select(a => a with { TrialsPerFold = a.Space.Count > 0 ? 1500 : 1 })],
            },
            Dataset = study.Dataset with { Tracks = 5229, Clips = 15687, Source = "songs.csv" },
            Trials = [.. study.Trials.Select(t => t with
            {
                PeakMemoryMb = 2812.5,
                Point = t.Point.Count == 0 ? t.Point : new Dictionary<string, object>(t.Point) { ["trees"] = 1500L },
            })],
            Comparison = comparison with
            {
                Arms = [.. comparison.Arms.Select(a => a with
                {
                    N = 5229,
                    Tracks = 5229,
                    Groups = 1280,
                    Confusion = [.. a.Confusion.Select(r => (IReadOnlyList<int>)[.. r.Select(c => 1000 * c)])],
                })],
                Pairs = [.. comparison.Pairs.Select(p => p with
                {
                    N = 5229,
                    Mcnemar = p.Mcnemar with { OnlyFirstRight = 1312, OnlySecondRight = 1364 },
                })],
            },
        };
    }

    private StudyResults Large() => Large(Example.WithDrawings(Example.Study(folder, name: "a song")));
}
