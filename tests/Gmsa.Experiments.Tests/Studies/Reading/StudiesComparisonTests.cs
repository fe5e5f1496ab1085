using Gmsa.Experiments.Config;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Reports;

namespace Gmsa.Experiments.Tests.Studies;

/// <summary>Studies of different files side by side.</summary>
public sealed class StudiesComparisonTests(SmallStudies studies) : IClassFixture<SmallStudies>
{
    [Fact]
    public void Arms_are_compared_on_the_tracks_that_both_studies_tested()
    {
        var (folder, comparison) = Compare(studies.First, studies.Second);
        Assert.Equal(["first/mood-majority", "first/mood-logistic", "second/mood-lightGbm"], comparison.Arms.Select(a => a.Name));
        Assert.All(comparison.Arms, a => Assert.Equal((72, 72, 12), (a.N, a.Tracks, a.Groups)));
        Assert.Equal([false, true, true], comparison.Arms.Select(a => a.Represents)); // one in each study

        var card = Study.Read<ComparedCard>(Path.Combine(folder, ComparedCard.FileName));
        Assert.Equal((Path.GetFileName(folder), 72), (card.Id, card.Tracks));
        Assert.Equal([("first", "../" + Path.GetFileName(studies.First), 96), ("second", "../" + Path.GetFileName(studies.Second), 72)],
            card.Studies.Select(s => (s.Name, s.Place, s.Tested)));

        // What anybody gets who takes the predictions of those tracks alone.
        var (whole, part) = (PredictionFile.Read(new Study(studies.First).PredictionsFile("mood-logistic")),
            new Study(studies.Second).PredictionsFile("mood-lightGbm"));
        var shared = PredictionFile.Read(part).Rows.Select(r => r.TrackId).ToHashSet();
        var file = Path.Combine(studies.Folder, "shared.csv");
        PredictionFile.Write(file, whole with { Rows = [.. whole.Rows.Where(r => shared.Contains(r.TrackId))] });
        var expected = Assert.Single(Toolbox.Compare(file, part, null, "accuracy").Pairs);
        var pair = comparison.Pairs.Single(p => p is { A: "first/mood-logistic", B: "second/mood-lightGbm" });
        Assert.Equal((expected.Difference, expected.Mcnemar, expected.P, 72), (pair.Difference, pair.Mcnemar, pair.P, pair.N));
    }

    [Fact]
    public void The_report_says_what_was_compared_and_leaves_the_rest_to_the_studies()
    {
        var (folder, _) = Compare(studies.First, studies.Second);
        var text = File.ReadAllText(Path.Combine(folder, "report.md"));
        Assert.Matches("^# Which study is better\\? .*\\.\n\nfirst and second, compared · 72 tracks, 12 artists\n\n", text);
        Assert.Contains("2 studies, compared on the 72 tracks in 12 groups of the same artist that both tested: first tested 96 (2 folds, "
            + "2 arms) and second tested no others (2 folds, 1 arm).", text, StringComparison.Ordinal);
        Assert.Contains("**Which study, for mood?**", text, StringComparison.Ordinal);
        Assert.Contains("The studies’ models learnt from different tracks: those of first from ", text, StringComparison.Ordinal);
        Assert.Matches("second was begun \\(.*\\) after the trials of first, and is judged on tracks that had been tested there", text);
        Assert.Contains("first: Same artist on both sides: no test track.", text, StringComparison.Ordinal);
        Assert.Contains($"    gmsa report {Path.GetFileName(studies.First)} {Path.GetFileName(studies.Second)}\n", text,
            StringComparison.Ordinal);

        var page = File.ReadAllText(Path.Combine(folder, "report.html"));
        Assert.Contains($"href=\"../{Path.GetFileName(studies.Second)}/report.html\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"sweep\"", page, StringComparison.Ordinal);
        System.Xml.Linq.XDocument.Parse(page.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal));
        Assert.Contains("first/mood-logistic", File.ReadAllText(Path.Combine(folder, "trials.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_studies_give_the_same_bytes_wherever_they_are_compared()
    {
        var before = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.InvariantCulture;
            ReportOptions[] all = [.. Named.All<ReportOptions>(Catalog.Default.Reports).Select(r => r.Value)];
            var places = new[] { "one", "two" }.Select(p => Path.Combine(studies.Folder, "results", p)).ToArray();
            Pipeline.Report([studies.First, studies.Second], places[0], all);
            System.Globalization.CultureInfo.CurrentCulture = new("el-GR");
            Pipeline.Report([studies.First, studies.Second], places[1], all);
            Pipeline.Report([studies.First, studies.Second], places[1], all); // over the one that is there
            string[] names = [.. Directory.EnumerateFiles(places[0], "*", SearchOption.AllDirectories)
                .Select(f => Path.GetRelativePath(places[0], f)).Order(StringComparer.Ordinal)];
            Assert.Contains("tables.tex", names);
            Assert.Equal(names, Directory.EnumerateFiles(places[1], "*", SearchOption.AllDirectories)
                .Select(f => Path.GetRelativePath(places[1], f)).Order(StringComparer.Ordinal));
            Assert.All(names.Where(n => !n.EndsWith(".parquet", StringComparison.Ordinal)),
                n => Assert.Equal(File.ReadAllText(Path.Combine(places[0], n)), File.ReadAllText(Path.Combine(places[1], n))));
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_fine_scheme_of_one_study_is_merged_onto_a_coarse_one_of_another()
    {
        studies.Derive("plane.csv", r => [.. r, Place(r, 0, 4), Place(r, 1, 4)], "id,artist,mood,one,two,huge,energy,valence");
        var eight = studies.Run("eight", "plane.csv", labels: "[mood4]");
        var own = studies.Run("own", "plane.csv", "[majority, logistic]",
            "schemes: { high: { merge: mood4, into: { up: [Happy, Angry], down: [Calm, Sad] } } }", "[high]");
        var (folder, comparison) = Compare(eight, own);
        Assert.Equal(["argmax", "summed"], comparison.Pairs.Select(p => p.Collapse).OfType<string>());
        Assert.Equal(("mood4", "high"), (comparison.Collapse!.Fine, comparison.Collapse.Coarse));
        Assert.Equal(["mood4", "high"], comparison.Ceilings.Select(c => c.Scheme));
        Assert.Equal(["eight/mood4-majority", "own/high-majority", "own/high-logistic"], comparison.Borders.Select(b => b.Arm));
        Assert.NotNull(comparison.Arms[0].ValenceSignAccuracy); // the ring of moods is known
        var text = File.ReadAllText(Path.Combine(folder, "report.md"));
        Assert.StartsWith("# 4 labels or 2? ", text, StringComparison.Ordinal);
        Assert.Contains("On the same 96 tracks, which both tested, judged by the same 2 labels of high: learning the 4 moods and "
            + "merging is right on **", text, StringComparison.Ordinal);
        Assert.Contains(". The two are eight/mood4-majority and own/high-", text, StringComparison.Ordinal);
    }

    // Four places round the middle, by turns of groups of tracks, so that every artist has some of each.
    private static string Place(string[] row, int axis, int of)
    {
        var turn = int.Parse(row[0], System.Globalization.CultureInfo.InvariantCulture) / 3 % of;
        return (turn >> axis) % 2 == 0 ? "0.3" : "0.8";
    }

    [Fact]
    public void Tracks_that_any_study_keeps_together_are_resampled_together()
    {
        studies.Derive("venues.csv", r => [.. r, $"venue {int.Parse(r[0], System.Globalization.CultureInfo.InvariantCulture) % 24}"],
            "id,artist,mood,one,two,huge,venue");
        var venues = studies.Run("venues", "venues.csv", split: "{ kind: groupKFold, folds: 2, by: venue }");
        var (folder, comparison) = Compare(studies.First, venues);
        Assert.All(comparison.Arms, a => Assert.Equal((96, 8), (a.N, a.Groups))); // by the rest of 16 and by the rest of 24: by that of 8
        Assert.Contains("in 8 groups of the same artist or venue", File.ReadAllText(Path.Combine(folder, "report.md")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Of_repeated_tests_those_count_that_every_study_has()
    {
        var twice = studies.Run("twice", "table.csv", split: "{ kind: groupKFold, folds: 2, repeats: 2 }");
        Assert.Equal(192, Study.Read<Comparison>(new Study(twice).ComparisonFile).Arms[0].N);
        var (folder, comparison) = Compare(studies.First, twice);
        Assert.All(comparison.Arms, a => Assert.Equal((96, 96), (a.N, a.Tracks)));
        Assert.Contains(
            "Tracks count in their first test alone, which all studies have: first tested each once and twice tested each 2 times.",
            File.ReadAllText(Path.Combine(folder, "report.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void Leaks_and_metrics_are_told_of_the_study_that_has_them()
    {
        var leaky = studies.Run("leaky", "table.csv", "[{ kind: logistic, l2: { log: [0.1, 10] } }]", split: "{ kind: kFold, folds: 2 }");
        var once = studies.Run("once", "table.csv", split: "{ kind: holdout, test: 0.4 }");
        var (folder, _) = Compare(studies.First, leaky, once);
        var text = File.ReadAllText(Path.Combine(folder, "report.md"));
        Assert.Contains("> leaky: Test tracks have something in common with training tracks", text, StringComparison.Ordinal);
        Assert.DoesNotContain("> first: Test tracks have something in common", text, StringComparison.Ordinal);
        Assert.Contains("once has one test part only", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Studies_of_one_name_are_known_by_their_ids()
    {
        var again = studies.Run("first", "table.csv", more: "seed: 5");
        var (_, comparison) = Compare(studies.First, again);
        Assert.Equal([$"{Path.GetFileName(studies.First)}/mood-majority", $"{Path.GetFileName(studies.First)}/mood-logistic",
            $"{Path.GetFileName(again)}/mood-majority"], comparison.Arms.Select(a => a.Name));
    }

    [Fact]
    public void Where_metrics_differ_inner_scores_choose_within_studies_alone()
    {
        var other = studies.Run("loss", "table.csv", "[{ kind: logistic, l2: { log: [0.1, 10] } }]", "", results: "results2");
        foreach (var record in Directory.EnumerateFiles(Path.Combine(other, "trials"), Study.RecordName, SearchOption.AllDirectories))
            File.WriteAllText(record, File.ReadAllText(record).Replace("balancedAccuracy", "logLoss", StringComparison.Ordinal));
        var (folder, comparison) = Compare(studies.First, other);
        Assert.All(comparison.Arms, a => Assert.True(double.IsFinite(a.InnerScore)));
        Assert.Contains("The studies choose by different metrics: first by balancedAccuracy and loss by logLoss.",
            File.ReadAllText(Path.Combine(folder, "report.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_list_of_studies_leads_to_reports_and_comparisons_and_they_lead_back()
    {
        var (folder, _) = Compare(studies.First, studies.Second);
        var later = studies.Run("later", "table.csv");
        var index = File.ReadAllText(Path.Combine(studies.Folder, "results", "index.html"));
        Assert.Contains($"<a href=\"{Path.GetFileName(folder)}/report.html\">first and second</a>", index, StringComparison.Ordinal);
        Assert.Contains($"<a href=\"{Path.GetFileName(later)}/report.html\">later</a>", index, StringComparison.Ordinal);
        foreach (var (place, links) in (ReadOnlySpan<(string, string[])>)[
            (later, ["../index.html", "metrics.csv", "trials.csv", "report.md"]),
            (folder, ["../index.html", "metrics.csv", $"../{Path.GetFileName(studies.First)}/report.html"])])
        {
            var page = File.ReadAllText(Path.Combine(place, "report.html"));
            Assert.All(links, link => Assert.Contains($"href=\"{link}\"", page, StringComparison.Ordinal));
        }
    }

    private static (string Folder, Comparison Comparison) Compare(params string[] folders)
    {
        var outcome = Pipeline.Report(folders, null, []);
        Assert.Equal(Path.GetDirectoryName(folders[0]), Path.GetDirectoryName(outcome.Folder));
        return (outcome.Folder, Study.Read<Comparison>(new Study(outcome.Folder).ComparisonFile));
    }
}
