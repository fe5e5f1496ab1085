using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Reports;
using Gmsa.Experiments.Tests.Reports.Explore;

namespace Gmsa.Experiments.Tests.Reports;

/// <summary>Pages as Chromium shows them: nothing in the console, no sideways scrolling, nothing serious that axe-core finds.</summary>
public sealed class BrowserTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("usual study, with seeds")]
    [InlineData("one scheme, one fold")]
    [InlineData("not finished")]
    [InlineData("index")]
    [InlineData("corpus")]
    [InlineData("track")]
    public async Task Pages_can_be_read_by_everybody_at_every_width_and_in_the_dark(string page)
    {
        var study = Example.WithDrawings(Example.Study(folder));
        var look = await Browser.See(page switch
        {
            "usual study, with seeds" => HtmlReport.Render(Example.WithSeeds(study)),
            "one scheme, one fold" => HtmlReport.Render(Example.Study(folder, schemes: ["mood4"], folds: 1)),
            "not finished" => HtmlReport.Render(study with
            {
                IsFinished = false,
                Comparison = new() { Arms = [], Pairs = [] },
                Predictions = new Dictionary<string, PredictionTable>(),
            }),
            "index" => StudyIndex.Render([Indexed(study), Indexed(study) with { Folder = "unfinished", Comparison = null }]),
            "corpus" => CorpusPage.Render(ExplorePagesTests.Corpus("m.csv")),
            _ => TrackPage.Render(ExplorePagesTests.Track("song.mp3")),
        });
        Assert.Empty(look.Complaints);
    }

    /// <summary>
    /// Holds pages of your own to the same: GMSA_PAGES names their files, with colons between them (semicolons on Windows).
    /// </summary>
    [Fact]
    public async Task Pages_that_GMSA_PAGES_names_can_be_read_too()
    {
        var files = (Environment.GetEnvironmentVariable("GMSA_PAGES") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        Assert.SkipWhen(files.Length == 0, "GMSA_PAGES names no pages");
        foreach (var file in files)
            Assert.Empty((await Browser.See(File.ReadAllText(file), everywhere: true)).Complaints.Select(c => $"{file}: {c}"));
    }

    [Fact]
    public async Task Pages_that_nobody_can_read_are_found()
    {
        var look = await Browser.See("""
            <!DOCTYPE html><html lang="en"><head><title>Planted</title><meta http-equiv="Content-Security-Policy" content="style-src 'unsafe-inline'" /></head>
            <body><img src="data:," /><p style="width: 1500px; color: #bbb; background: #fff">Too wide and too pale</p><script>alert(1)</script></body></html>
            """);
        foreach (var planted in (string[])["390 dark: image-alt (critical)", "1280 light: color-contrast (serious)", "390 light: 15",
            "1280 dark: 15", "Content Security Policy"])
            Assert.Contains(look.Complaints, c => c.Contains(planted, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Headings_sort_and_the_box_filters()
    {
        var study = Example.WithDrawings(Example.Study(folder));
        var trials = study.Trials.Where(t => t.Arm == "mood8-seedCnn").ToArray();
        var answers = await Browser.Ask(HtmlReport.Render(study), """
            const part = Array.from(document.querySelectorAll('.sortable')).find(function (p) { return p.textContent.includes('Trials of mood8-seedCnn'); });
            const trials = function () {
              return Array.from(part.querySelectorAll('tbody tr')).filter(function (r) { return !r.hidden; }).map(function (r) { return r.cells[0].textContent; }).join(' ');
            };
            const score = Array.from(part.querySelectorAll('thead button')).find(function (b) { return b.textContent === 'inner score'; });
            const said = [];
            score.click(); said.push(score.parentNode.getAttribute('aria-sort'), trials());
            score.click(); said.push(score.parentNode.getAttribute('aria-sort'), trials());
            const box = part.querySelector('input');
            box.value = 'Fold-2'; box.dispatchEvent(new Event('input')); said.push(trials(), part.querySelector('output').textContent);
            return said.join(' | ');
            """);
        var (unscored, byScore) =
            (trials.Where(t => t.Score is null).ToArray(), trials.Where(t => t.Score is not null).OrderBy(t => t.Score).ToArray());
        string Numbers(IEnumerable<RunRecord> some) => string.Join(' ', some.Select(t => t.Trial));
        var down = byScore.Reverse().Concat(unscored).ToArray();
        Assert.All(answers, answer => Assert.Equal($"ascending | {Numbers(byScore.Concat(unscored))} | descending | {Numbers(down)} | "
            + $"{Numbers(down.Where(t => t.Fold == "fold-2"))} | 5 of 15 rows", answer));
    }

    [Fact]
    public async Task Tables_fit_a_desk_and_say_on_a_phone_that_they_go_on()
    {
        var study = Example.WithSeeds(Example.WithDrawings(Example.Study(folder)));
        string Long(string name) => name.Replace("seedCnn", "network-with-a-name-that-nobody-would-want-to-type", StringComparison.Ordinal);
        study = study with
        {
            Plan = study.Plan with { Arms = [.. study.Plan.Arms.Select(a => a with { Name = Long(a.Name) })] },
            Comparison = study.Comparison with { Arms = [.. study.Comparison.Arms.Select(a => a with { Name = Long(a.Name) })] },
        };
        var answers = await Browser.Ask(HtmlReport.Render(study), """
            document.querySelectorAll('details').forEach(function (d) { d.open = true; });
            const size = function (e) { return parseFloat(getComputedStyle(e).fontSize); };
            const part = document.querySelector('#arms'), wide = Array.from(part.querySelectorAll('.scroll')).filter(function (s) {
              return s.scrollWidth > s.clientWidth; });
            const said = wide.filter(function (s) {
              return s.tabIndex === 0 && parseFloat(getComputedStyle(s.querySelector('caption span'), '::after').maxWidth) > 0; });
            const loud = Array.from(document.querySelectorAll('td.number small, .gap small')).filter(function (s) {
              return size(s) >= size(s.parentNode); });
            const silent = Array.from(part.querySelectorAll('.scroll')).filter(function (s) {
              return !wide.includes(s) && parseFloat(getComputedStyle(s.querySelector('caption span'), '::after').maxWidth) > 0; });
            return innerWidth + ': ' + wide.length + ' scroll, ' + said.length + ' say so, '
              + silent.length + ' without need, ' + loud.length + ' loud intervals';
            """);
        const string narrow = "390: 2 scroll, 2 say so, 0 without need, 0 loud intervals";
        const string desk = "1280: 0 scroll, 0 say so, 0 without need, 0 loud intervals";
        Assert.Equal([desk, desk, narrow, narrow], answers.Order(StringComparer.Ordinal));
    }

    private static IndexedStudy Indexed(StudyResults study) =>
        new("study-1", new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), study.Plan, study.Dataset, study.Comparison);
}
