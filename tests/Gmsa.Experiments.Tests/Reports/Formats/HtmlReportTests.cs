using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Reports;

namespace Gmsa.Experiments.Tests.Reports;

public class HtmlReportTests
{
    private static readonly XNamespace Xhtml = "http://www.w3.org/1999/xhtml";

    private readonly string folder = Repository.TemporaryFolder();

    [Fact]
    public void Page_tells_the_verdict_first_and_everything_in_order()
    {
        var page = Parse(HtmlReport.Render(Example.Study(folder)));
        var headings = page.Descendants().Where(e => e.Name.LocalName is "h1" or "h2").Select(e => e.Value).ToArray();
        Assert.Equal(
            ["8 moods or 4? 4 is better.", "mood8", "mood4", "Before you rely on this", "Arms side by side", "More labels against fewer",
                "Fold by fold", "Label by label", "What is taken for what", "Sure and right", "Which tracks are hard", "Learning curves",
                "The sweep", "Example pictures", "The data", "What it cost", "How to redo it"],
            headings);
        var header = page.Descendants(Xhtml + "header").Single().Value;
        Assert.Contains("four-vs-eight · 240 tracks, 40 artists, 3 folds", header);
        Assert.Contains("The audio is synthetic", header);
        Assert.Contains("3 tracks of 243 left out (audio that can’t be read)", header);
        Assert.DoesNotContain("the same album", header); // a note, not an alarm: its lookup tells little
        Assert.Contains("Same album on both sides: 3.8\u00A0% of the test tracks. Looking labels up by it gets hardly more",
            page.Root!.Value);
        Assert.Contains("6 trials of 48 failed", header);
    }

    [Fact]
    public void Numbers_of_the_comparison_stand_in_the_tables()
    {
        var study = Example.Study(folder);
        var page = Parse(HtmlReport.Render(study));
        var best = study.Comparison.Arms.Single(a => a.Name == "mood8-seedCnn");
        var row = page.Descendants(Xhtml + "tr")
            .First(r => r.Elements().First().Value.StartsWith("mood8-seedCnn", StringComparison.Ordinal));
        Assert.Contains((100 * best.BalancedAccuracy).ToString("F1", CultureInfo.InvariantCulture), row.Value);
        Assert.Contains((100 * best.Ci95!["balanced_accuracy"].Low).ToString("F1", CultureInfo.InvariantCulture), row.Value);
        Assert.Contains(best.Kappa.ToString("F3", CultureInfo.InvariantCulture), row.Value);
        var matrix = page.Descendants(Xhtml + "table").First(t => (string?)t.Attribute("class") == "confusion");
        Assert.Equal(
            best.Confusion.SelectMany(r => r),
                matrix.Descendants(Xhtml + "small").Select(c => int.Parse(c.Value, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Arms_of_a_scheme_stand_by_balanced_accuracy_and_the_chosen_one_is_marked()
    {
        var page = Parse(HtmlReport.Render(Example.Study(folder)));
        var arms = page.Descendants(Xhtml + "section").First().Descendants(Xhtml + "tbody").First().Elements().ToArray();
        Assert.Equal(["mood8-seedCnn", "mood8-lightGbm", "mood8-logistic", "mood8-majority"],
            arms.Select(a => a.Elements().First().Nodes().First().ToString()));
        Assert.Equal("chosen", (string?)Assert.Single(arms, a => a.Attribute("class") is not null).Attribute("class"));
    }

    [Fact]
    public void Hostile_names_stay_text_everywhere()
    {
        var results = Example.Study(folder);
        results = results with
        {
            Plan = results.Plan with { Name = Example.Hostile, Id = Example.Hostile },
            Dataset = results.Dataset with { Source = Example.Hostile },
            Commands = [Example.Hostile],
        };
        var html = HtmlReport.Render(results);
        Assert.Equal(1, Regex.Count(html, "<script"));
        Assert.DoesNotContain('\u001b', html);
        Assert.True(Regex.Count(html, Regex
            .Escape("&lt;script&gt;alert(&#39;ω&#39;)&lt;/script&gt; &amp; &quot;Ένα τραγούδι&quot; \uFFFD[31m|")) > 10);
        Assert.Equal(TableScript.Source, Assert.Single(Parse(html).Descendants(Xhtml + "script")).Value);
    }

    [Fact]
    public void Page_loads_nothing_and_runs_nothing_but_its_own_script()
    {
        var page = Parse(HtmlReport.Render(Example.Study(folder)));
        var links = page.Descendants().SelectMany(e => e.Attributes())
            .Where(a => a.Name.LocalName is "src" or "href" or "action" or "srcset").ToArray();
        Assert.True(links.Length > 10);
        Assert.All(links, a => Assert.Matches("^(#|data:)", a.Value));
        Assert.DoesNotContain(page.Descendants().SelectMany(e => e.Attributes()), a =>
            a.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        var ids = page.Descendants().Attributes("id").Select(a => a.Value).ToArray();
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(links.Where(a => a.Value[0] == '#'), a => Assert.Contains(a.Value[1..], ids));
    }

    [Fact]
    public void Drawings_pictures_and_tables_can_be_read_aloud()
    {
        var page = Parse(HtmlReport.Render(Example.Study(folder)));
        Assert.All(page.Descendants(Xhtml + "img"), i => Assert.NotEqual("", i.Attribute("alt")!.Value));
        Assert.All(page.Descendants(Xhtml + "th"), h =>
            Assert.True(h.Attribute("scope") is not null || h.Value.All(char.IsDigit), h.ToString()));
        Assert.All(page.Descendants(Xhtml + "svg").Where(s => !s.Ancestors().Any(a => a.Name == Xhtml + "svg")), s => Assert.True(
            s.Attribute("aria-label") is not null || s.AncestorsAndSelf().Any(a => (string?)a.Attribute("aria-hidden") == "true"),
                s.ToString()));
        var levels = page.Descendants().Where(e => Regex.IsMatch(e.Name.LocalName, "^h[1-6]$")).Select(e => e.Name.LocalName[1] - '0')
            .ToArray();
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1));
    }

    [Fact]
    public void Same_results_give_the_same_bytes_under_every_culture()
    {
        var study = Example.Study(folder);
        var shuffled = study with { Trials = [.. study.Trials.Reverse()] };
        var here = HtmlReport.Render(study) + MarkdownReport.Render(study);
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("el-GR");
            Assert.Equal("0,5", $"{0.5}");
            Assert.Equal(here, HtmlReport.Render(shuffled) + MarkdownReport.Render(shuffled));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Pictures_are_embedded_and_a_missing_one_is_said_to_be_missing()
    {
        var study = Example.Study(folder);
        var cards = study.Dataset.Pictures.ToArray();
        File.WriteAllText(Path.Combine(folder, cards[1].File), "<svg onload='alert(1)'/>");
        var outside = Path.Combine(Repository.TemporaryFolder(), "outside.png");
        File.Copy(Path.Combine(folder, cards[3].File), outside);
        cards[2] = cards[2] with { File = outside };
        var page = Parse(HtmlReport.Render(study with { Dataset = study.Dataset with { Pictures = cards } }));
        Assert.Equal(9, page.Descendants(Xhtml + "img").Count());
        var slashed = HtmlReport.Render(study with { Folder = folder + "/", Dataset = study.Dataset with { Pictures = cards } });
        Assert.Equal(9, Parse(slashed).Descendants(Xhtml + "img").Count());
        Assert.Equal(3, page.Descendants().Count(e => (string?)e.Attribute("class") == "missing"));
    }

    [Fact]
    public void Unreadable_files_are_named_once_and_unlabelled_tracks_folded_away()
    {
        var study = Example.Study(folder);
        LeftOut[] left = [new("broken-one", "audio/broken-file.mp3", "empty file"), new("unlabelled-one", "u.mp3", "no label under mood8")];
        var results = study with { Dataset = study.Dataset with { LeftOut = left } };
        foreach (var report in (string[])[HtmlReport.Render(results), MarkdownReport.Render(results)])
            foreach (var once in (string[])["broken-one", "broken-file.mp3", "unlabelled-one"])
                Assert.Equal(1, Regex.Count(report, once));
        var details = Parse(HtmlReport.Render(results)).Descendants(Xhtml + "details").Single(d => d.Value.Contains("unlabelled-one"));
        Assert.StartsWith("1 track: no label under mood8", details.Value);
    }

    [Fact]
    public void Padded_tracks_are_counted_and_the_shortest_named()
    {
        var study = Example.Study(folder);
        var padded = Enumerable.Range(0, 25).Select(i => new PaddedClip($"short-{i:00}", 29.5 - i)).ToArray();
        var results = study with { Dataset = study.Dataset with { Padded = padded } };
        foreach (var report in (string[])[HtmlReport.Render(results), MarkdownReport.Render(results)])
        {
            Assert.Contains("25 tracks of 240 are shorter than the clip and filled up with silence; the 20 shortest: "
                + "short-24 (5.5 s), short-23", report);
            Assert.Contains("short-05 (24.5 s).", report);
            Assert.DoesNotContain("short-04", report);
        }
        Assert.DoesNotContain("filled up with silence", HtmlReport.Render(study) + MarkdownReport.Render(study));
    }

    [Fact]
    public void Axes_of_pictures_are_told_only_where_the_feature_says_them()
    {
        var study = Example.Study(folder);
        Assert.DoesNotContain("Upwards:", HtmlReport.Render(study));
        FeatureCard[] features = [new("picture", "chroma", "12 x 128", "pitch class, C to B", "time")];
        Assert.Contains("Upwards: pitch class, C to B. To the right: time.",
            HtmlReport.Render(study with { Dataset = study.Dataset with { Features = features } }));
    }

    [Fact]
    public void Cards_of_older_studies_load_without_axes_and_padding()
    {
        var card = JsonSerializer.Deserialize<DatasetCard>(
            """
            {"key":"a","source":"s","tracks":1,"sample_rate":8000,"features":[{"name":"picture","kind":"mel","shape":"1 x 1"}],
             "left_out":[],"pictures":[]}
            """, Json.Indented)!;
        Assert.Equal(("", ""), (card.Features[0].RowAxis, card.Features[0].FrameAxis));
        Assert.Empty(card.Padded);
        PaddedClip[] padded = [new("t", 1.25)];
        var again = JsonSerializer.Serialize(card with { Padded = padded }, Json.Indented);
        Assert.Equal(padded, JsonSerializer.Deserialize<DatasetCard>(again, Json.Indented)!.Padded);
    }

    [Fact]
    public void Budget_is_said_as_the_plan_has_it()
    {
        var study = Example.Study(folder);
        var page = Parse(HtmlReport.Render(study)).Root!.Value;
        Assert.Contains("the same budget in each fold: 5 trials. An arm with nothing to search has one trial a fold.", page);
        PlannedArm[] arms = [.. study.Plan.Arms.Where(a => a.Space.Count == 0)];
        Assert.Contains("No arm has anything to search", HtmlReport.Render(study with { Plan = study.Plan with { Arms = arms } }));
    }

    [Fact]
    public void Page_stays_small_however_many_pictures_there_are()
    {
        var study = Example.Study(folder);
        var big = Path.Combine(folder, "big.png");
        File.WriteAllBytes(big, [0x89, (byte)'P', (byte)'N', (byte)'G', .. new byte[700_000]]);
        var cards = Enumerable.Range(0, 20).Select(i => new PictureCard("picture", "mood4", "Happy", $"t{i}", "big.png")).ToArray();
        Assert.InRange(HtmlReport.Render(study with { Dataset = study.Dataset with { Pictures = cards } }).Length, 3_000_000, 5_000_000);
    }

    [Fact]
    public void Folds_without_a_finished_trial_are_named_as_the_reason()
    {
        var study = Example.Study(folder);
        var broken = study with
        {
            Trials = [.. study.Trials.Select(t => t.Arm != "mood4-seedCnn" ? t
                : t with { State = TrialState.Failed, Score = null, History = [],
                    Failure = new(FailureKind.OutOfMemory, "no <memory> left", []) })],
            Comparison = study.Comparison with
            {
                Arms = [.. study.Comparison.Arms.Where(a => a.Name != "mood4-seedCnn")],
                Pairs = [.. study.Comparison.Pairs.Where(p => p.B != "mood4-seedCnn")],
                Collapse = null,
            },
        };
        var page = Parse(HtmlReport.Render(broken)).Root!.Value;
        Assert.Contains("mood4-seedCnn has no result: no trial was completed. The first failure: out of memory: no <memory> left",
            page);
        Assert.Contains("1 of 8 arms has no result and is not compared: mood4-seedCnn.", page);
    }

    [Fact]
    public void Sections_with_nothing_to_say_have_neither_a_heading_nor_a_link()
    {
        var study = Example.WithDrawings(Example.Study(folder));
        var full = Parse(HtmlReport.Render(study));
        string[] drawn = ["Where the errors lie", "Which tracks are hard", "Learning curves", "Example pictures", "What it cost"];
        Assert.All(drawn, title => Assert.Equal(2, full.Descendants().Count(e => e.Name.LocalName is "h2" or "a" && e.Value == title)));
        var bare = HtmlReport.Render(study with
        {
            Trials = [],
            Comparison = new() { Arms = [], Pairs = [] },
            Predictions = new Dictionary<string, PredictionTable>(),
            Plane = new Dictionary<string, (double, double)>(),
            Dataset = study.Dataset with { Pictures = [] },
        });
        Assert.All(drawn, title => Assert.DoesNotContain(title, bare, StringComparison.Ordinal));
        Assert.All(Parse(bare).Descendants(Xhtml + "section"), s =>
            Assert.True(s.Value.Trim().Length > s.Element(Xhtml + "h2")!.Value.Length));
    }

    [Fact]
    public void Words_between_backticks_are_code_in_the_page_and_in_Markdown()
    {
        var study = Example.Study(folder);
        var failed = study with
        {
            IsFinished = false,
            Trials = [.. study.Trials.Select(t => t with { State = TrialState.Failed, Score = null })],
            Warnings = ["Give `search` more `time`.", "An odd ` stays."],
        };
        var page = HtmlReport.Render(failed);
        Assert.Contains("When their cause is gone, <code>gmsa run FILE --retry-failed</code> tries them once more.", page);
        Assert.Contains("<li>Give <code>search</code> more <code>time</code>.</li>", page);
        Assert.Contains("<li>An odd ` stays.</li>", page);
        var text = MarkdownReport.Render(failed);
        Assert.Contains("is gone, `gmsa run FILE --retry-failed` tries", text);
        Assert.Contains("- Give `search` more `time`.\n- An odd \\` stays.", text);
    }

    public static TheoryData<string> Degenerate =>
        ["one scheme", "one fold", "nothing left", "no trials", "no pictures", "no audit", "no networks", "odd numbers"];

    [Theory]
    [MemberData(nameof(Degenerate))]
    public void Degenerate_studies_render(string kind)
    {
        var study = Example.Study(folder, schemes: kind == "one scheme" ? ["mood4"] : null, folds: kind == "one fold" ? 1 : 3);
        var (empty, expected) = kind switch
        {
            "one scheme" => (study, "How well can the 4 moods be told apart? seedCnn is right on "),
            "one fold" => (study, "There is one test part only"),
            "nothing left" => (study with { Dataset = study.Dataset with { LeftOut = [] } },
                "Nothing: every track there is was used."),
            "no trials" => (study with
            {
                Trials = [],
                Comparison = new() { Arms = [], Pairs = [] },
                Predictions = new Dictionary<string, PredictionTable>(),
            }, "No arm was completed in every fold"),
            "no pictures" => (study with { Dataset = study.Dataset with { Pictures = [], Features = [] } }, "8 moods or 4? 4 is better."),
            "no audit" => (study with { Comparison = study.Comparison with { LeakAudit = null } }, "no record of a leak audit"),
            "no networks" => (study with { Trials = [.. study.Trials.Where(t => t.History.Count == 0)] }, "8 moods or 4? 4 is better."),
            _ => (study with { Trials = [.. study.Trials.Select(Odd)] }, "trial 10"),
        };
        Assert.Contains(expected, Parse(HtmlReport.Render(empty)).Root!.Value);
        Assert.Contains("\n\nfour-vs-eight · ", MarkdownReport.Render(empty));
        Assert.DoesNotContain("NaN", CsvReport.MetricsTable(Findings.Of(empty)));
    }

    private static RunRecord Odd(RunRecord trial) => trial with
    {
        Failure = null,
        Seconds = new Dictionary<string, double>(),
        History = [.. trial.History.Take(1).Select(e => e with { TrainLoss = double.NaN, ValidationLoss = double.PositiveInfinity })],
    };

    private static XDocument Parse(string html)
    {
        using var reader = XmlReader.Create(new StringReader(html), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader);
    }
}
