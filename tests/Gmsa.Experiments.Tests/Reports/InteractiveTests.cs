using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Reports;
using Gmsa.Experiments.Search;

namespace Gmsa.Experiments.Tests.Reports;

/// <summary>What a reader can sort, filter and point at in a report.</summary>
public sealed class InteractiveTests : IDisposable
{
    private static readonly XNamespace Xhtml = "http://www.w3.org/1999/xhtml";

    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Tables_of_arms_pairs_and_trials_sort_by_numbers()
    {
        var page = Parse(HtmlReport.Render(Example.WithDrawings(Example.Study(folder))));
        var tables = page.Descendants(Xhtml + "div").Where(d => (string?)d.Attribute("class") == "sortable").ToArray();
        Assert.Equal(19, tables.Length);
        var cells = tables.SelectMany(t => t.Descendants(Xhtml + "td")).Where(c => (string?)c.Attribute("class") == "number").ToArray();
        Assert.True(cells.Length > 300);
        Assert.All(cells, c => Assert.True(c.Value == Numbers.None || double.TryParse(
            (string?)c.Attribute("data-value") ?? c.Value.Replace('−', '-'), NumberStyles.Float, CultureInfo.InvariantCulture,
            out _), c.ToString()));
        Assert.Equal(3, tables.Count(t => t.Descendants(Xhtml + "input").Any()));
        Assert.DoesNotContain(page.Descendants(), e => e.Name.LocalName == "button"); // they come with the script
    }

    [Fact]
    public void Only_the_script_of_the_tables_may_run()
    {
        var page = Parse(HtmlReport.Render(Example.Study(folder)));
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(TableScript.Source)));
        var policy = page.Descendants(Xhtml + "meta").Single(m => (string?)m.Attribute("http-equiv") == "Content-Security-Policy");
        Assert.EndsWith($"script-src 'sha256-{hash}'", policy.Attribute("content")!.Value);
    }

    [Fact]
    public void Dots_and_lines_say_what_they_are()
    {
        var study = Example.WithDrawings(Example.Study(folder));
        var tips = Parse(HtmlReport.Render(study)).Descendants(Xhtml + "body").Descendants(Xhtml + "title").Select(t => t.Value).ToArray();
        var trial = study.Trials.First(t => t.Score is not null && t.Point.Count > 0);
        var begin = $"Trial {trial.Trial}, {trial.Fold}: score {Numbers.Fixed(trial.Score)}";
        var (dropout, rate) =
            ($"; dropout {Numbers.Option(trial.Point["dropout"])}", $"; learningRate {Numbers.Option(trial.Point["learningRate"])}");
        Assert.Equal([begin + dropout, begin + dropout + rate, begin + dropout + rate, begin + rate],
            tips.Where(t => t.StartsWith(begin, StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        var wrong = study.Predictions.Where(p => study.Comparison.Arms.Any(a => a.Represents && a.Name == p.Key))
            .SelectMany(p => p.Value.Rows).Where(r => r.Truth != r.Predicted).ToArray();
        Assert.Equal(wrong.Length, tips.Count(t => t.StartsWith("track-", StringComparison.Ordinal)));
        Assert.Contains($"{wrong[0].TrackId}: {wrong[0].Truth}, called {wrong[0].Predicted} "
            + $"({Numbers.Percent(wrong[0].Probabilities.Max())} sure)", tips);
    }

    [Fact]
    public void Same_bytes_under_every_culture()
    {
        var study = Example.WithDrawings(Example.Study(folder));
        var (here, before) = (HtmlReport.Render(study), CultureInfo.CurrentCulture);
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("el-GR");
            Assert.Equal(here, HtmlReport.Render(study));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Page_stays_small_however_many_trials_and_tracks_there_are()
    {
        var html = HtmlReport.Render(Big(arms: 12, folds: 5, trials: 1000, tracks: 10_000));
        Assert.InRange(Encoding.UTF8.GetByteCount(html), 3_000_000, 15_000_000);
    }

    // Every arm a network with curves of 20 epochs, and a space of eight dimensions.
    private StudyResults Big(int arms, int folds, int trials, int tracks)
    {
        var study = Example.Study(folder);
        string[] names = [.. Enumerable.Range(1, 8).Select(d => $"dimension{d}")];
        var model = study.Plan.Arms.First(a => a.Name == "mood8-seedCnn");
        PlannedArm[] planned = [.. Enumerable.Range(0, arms).Select(i => model with { Name = $"mood8-arm{i}", TrialsPerFold = trials })];
        PlannedFold[] parts = [.. Enumerable.Range(1, folds).Select(f => new PlannedFold($"fold-{f}", 6400, 1600, 2000))];
        var like = study.Trials.Where(t => t.Arm == model.Name && t.Score is not null).ToArray();
        var epochs = like.SelectMany(t => t.History).Take(20).Select((e, i) => e with { Epoch = i + 1 }).ToArray();
        RunRecord[] records =
            [.. planned.SelectMany((a, i) => parts.SelectMany((f, j) => Enumerable.Range(0, trials).Select(t => like[t % like.Length] with
            {
                Trial = (i * folds + j) * trials + t + 1, Arm = a.Name, Fold = f.Name, Index = t,
                Score = (t * 7919 + i + j) % 1000 / 1000.0, History = epochs,
                Point = names.ToDictionary(n => n, n => (object)((t * 31 + n[^1] * 17) % 997 / 997.0)),
            })))];
        var rows = study.Predictions[model.Name].Rows;
        var table = new PredictionTable(study.Predictions[model.Name].Labels,
            [.. Enumerable.Range(0, tracks).Select(t => rows[t % rows.Count] with { TrackId = $"track-{t:00000}" })]);
        var result = study.Comparison.Arms.Single(a => a.Name == model.Name);
        SweptEffects effects = new(null,
            new(1000, [.. names.Select(n => new DimensionEffect(n, 0.1, 0.01, [.. Enumerable.Repeat(0.5, 32)]))], 0.1, 0.5));
        return study with
        {
            Plan = study.Plan with { Arms = planned, Folds = parts, Schemes = [study.Plan.Schemes[0]] },
            Trials = records,
            Comparison = study.Comparison with
            {
                Arms = [.. planned.Select((a, i) => result with { Name = a.Name, Represents = i == 0 })],
                Pairs = [],
                Collapse = null,
            },
            Predictions = planned.ToDictionary(a => a.Name, _ => table),
            Plane = table.Rows.Select((r, i) => (r.TrackId, i)).ToDictionary(r => r.TrackId, r => (r.i % 101 / 101.0, r.i % 103 / 103.0)),
            Sweep = new([.. planned.Select(a =>
                new SweptArm(a.Name, [.. names.Select(n => new SweptDimension(n, 0, 1, false, false, null, null))], [], [effects]))]),
        };
    }

    private static XDocument Parse(string html)
    {
        using var reader = XmlReader.Create(new StringReader(html), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader);
    }
}
