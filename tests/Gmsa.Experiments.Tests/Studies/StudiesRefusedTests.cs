using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Tests.Studies;

/// <summary>Studies that can't be compared, and why.</summary>
public sealed class StudiesRefusedTests(SmallStudies studies) : IClassFixture<SmallStudies>
{
    [Fact]
    public void Studies_without_a_track_in_common()
    {
        studies.Derive("others.csv", r => [$"x{r[0]}", .. r[1..]]);
        var others = studies.Run("others", "others.csv");
        Refused($"no track was tested by all of these studies: {studies.First} tested 96 ('0', '1', '10', ...); {others} tested 96 ('x0', "
            + "'x1', 'x10', ...). Studies are compared on tracks that all of them tested", studies.First, others);
    }

    [Fact]
    public void Too_few_tracks_in_common()
    {
        studies.Derive("few.csv", r => r[1] == "artist 3" || r[0].Length == 1 ? r : [$"x{r[0]}", .. r[1..]]);
        studies.Derive("lone.csv", r => r[1] is "artist 3" ? r : [$"x{r[0]}", .. r[1..]]);
        Assert.NotNull(Pipeline.Report([studies.First, studies.Run("few", "few.csv")], null, []));
        Refused("none is low under mood, so that its arms can't be scored on them. Compare studies that share more tracks", studies.First,
            studies.Run("lone", "lone.csv"));
        studies.Derive("duet.csv", r => r[0] is "3" or "8" ? [.. r, "both"] : [$"x{r[0]}", .. r[1..], $"venue {r[0]}"],
            "id,artist,mood,one,two,huge,venue");
        var duet = studies.Run("duet", "duet.csv", split: "{ kind: groupKFold, folds: 2, by: venue }");
        Refused("the 2 tracks that all studies tested ('3', '8') are of one group, 'artist 3 / both'; intervals need at least two.",
            studies.First, duet);
    }

    [Fact]
    public void One_id_for_two_tracks()
    {
        studies.Derive("strangers.csv", r => [r[0], r[0] == "5" ? "someone else" : r[1], .. r[2..]]);
        var strangers = studies.Run("strangers", "strangers.csv");
        Refused($"{strangers}: 1 of 96 shared ids stand for another track here than in {studies.First} (the first: '5' is 'someone else', "
            + "and there 'artist 5'). Tracks are known by their ids", studies.First, strangers);
    }

    [Fact]
    public void Another_label_of_the_same_track()
    {
        studies.Derive("moved.csv", r => [r[0], r[1], r[0] is "7" or "9" ? "low" : r[2], .. r[3..]]);
        var moved = studies.Run("moved", "moved.csv");
        Refused($"{moved}: the schemes called mood aren't the same: 2 of 96 shared tracks have another label here than in {studies.First} "
            + "(the first: track '7', low and there high). Compare studies whose labels are the same", studies.First, moved);
    }

    [Fact]
    public void Another_list_of_labels()
    {
        studies.Derive("three.csv",
            r => [r[0], r[1], int.Parse(r[0], System.Globalization.CultureInfo.InvariantCulture) % 5 == 0 ? "middle" : r[2], .. r[3..]]);
        var three = studies.Run("three", "three.csv");
        Refused($"{three}: mood has the labels high, low, middle here, and high, low in {studies.First}: they aren't the same scheme.",
            studies.First, three);
    }

    [Fact]
    public void Other_labels_altogether()
    {
        studies.Derive("genre.csv", r => [.. r, r[2] == "low" ? "x" : "y"], "id,artist,mood,one,two,huge,genre");
        var genre = studies.Run("genre", "genre.csv", labels: "[{ column: genre }]");
        Refused($"{genre}: its labels (genre) are those of no other of these studies (first: mood; "
            + "second: mood), and aren't merged into theirs.", studies.First, studies.Second, genre);
    }

    [Fact]
    public void What_is_no_finished_study_of_its_own_is_told_at_once()
    {
        var half = Path.Combine(studies.Folder, "half");
        Directory.CreateDirectory(half);
        foreach (var name in (string[])["plan.json", "journal.jsonl"])
            File.Copy(Path.Combine(studies.Second, name), Path.Combine(half, name), overwrite: true);
        var error = Assert.Throws<InputException>(() =>
            Pipeline.Report([studies.First, half, studies.Folder, studies.First + Path.DirectorySeparatorChar], null, []));
        Assert.Equal([half, studies.Folder, studies.First], error.Problems.Select(p => p.Where));
        Assert.StartsWith("this study isn't finished", error.Problems[0].Message, StringComparison.Ordinal);
        Assert.StartsWith("this is a folder of studies, not the folder of a study", error.Problems[1].Message, StringComparison.Ordinal);
        Assert.StartsWith($"this is {Path.GetFileName(studies.First)} again, as {studies.First} is; give each study once.",
            error.Problems[2].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tracks_of_manifests_without_ids_are_known_by_their_paths()
    {
        // Copies whose manifests call the tracks by their paths alone, each of other music.
        string Copy(string study, string artist)
        {
            var copy = Directory.CreateDirectory(Path.Combine(studies.Folder, "unnamed", Path.GetFileName(study))).FullName;
            foreach (var file in Directory.GetFiles(study, "*", SearchOption.AllDirectories))
            {
                var to = Path.Combine(copy, Path.GetRelativePath(study, file));
                Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                File.Copy(file, to);
            }
            // As a study was left before its journal's last line told the hashes of its files.
            var journal = Path.Combine(copy, "journal.jsonl");
            File.WriteAllLines(journal, [.. File.ReadLines(journal).SkipLast(1)]);
            File.WriteAllText(Path.Combine(copy, "manifest.csv"), "path,artist,mood\n" + string.Concat(Enumerable.Range(0, 96)
                .Select(i => FormattableString.Invariant($"{i},{artist} {i},{(i % 2 == 0 ? "low" : "high")}\n"))));
            return copy;
        }
        Refused("shared ids stand for another track here", Copy(studies.First, "somebody"), Copy(studies.Second, "somebody else"));
    }

    [Fact]
    public void Studies_with_seeds_are_compared_seed_by_seed_or_not_at_all()
    {
        string[] seeds =
            [studies.Run("ones", "table.csv", more: "seeds: [1, 2, 3]"), studies.Run("twos", "table.csv", more: "seeds: [2, 3, 4]")];
        Refused($"these studies tested the same tracks, but none with the same seed: {studies.First} has no `seeds`; "
            + $"{seeds[0]} has the seeds 1, 2, 3.", studies.First, seeds[0]);
        var place = Path.Combine(studies.Folder, "seeded");
        Pipeline.Report(seeds, place, []);
        var report = File.ReadAllText(Path.Combine(place, "report.html"));
        Assert.Contains("with the seeds 2, 3.", report, StringComparison.Ordinal);
        Assert.Contains(
            "Tracks count with the seeds 2 and 3 alone, which all studies have: ones tested each 3 times and twos tested each 3 times.",
            report, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_holds_something_else_is_left_alone()
    {
        Refused("has something else in it; expected a new or empty folder",
            () => Pipeline.Report([studies.First, studies.Second], studies.First, []));
        Assert.False(File.Exists(Path.Combine(studies.First, ComparedCard.FileName)));
        var place = Path.Combine(studies.Folder, "compared");
        var third = studies.Run("third", "table.csv");
        Pipeline.Report([studies.First, third], place, []);
        Refused($"{place} holds a comparison of other studies, {Path.GetFileName(studies.First)} and {Path.GetFileName(third)}; "
            + "name another folder", () => Pipeline.Report([studies.First, studies.Second], place, []));
        Pipeline.Report([third, studies.First], place, []); // the same in another order
    }

    [Fact]
    public void The_program_ends_with_2_and_says_why()
    {
        var again = GmsaProgram.Run(studies.Folder, "report", studies.First, studies.First);
        Assert.Equal((2, ""), (again.ExitCode, again.Output));
        Assert.Contains("give each study once", again.Errors, StringComparison.Ordinal);
        var one = GmsaProgram.Run(studies.Folder, "report", studies.First, "--out", "elsewhere");
        Assert.Equal(2, one.ExitCode);
        Assert.Contains("--out: is where a comparison of several studies goes", one.Errors, StringComparison.Ordinal);
        var good = GmsaProgram.Run(studies.Folder, "report", studies.First, studies.Second, "--out", "side-by-side", "--as", "csv");
        Assert.Equal((0, ""), (good.ExitCode, good.Errors));
        Assert.EndsWith($"{Path.DirectorySeparatorChar}side-by-side\n", good.Output, StringComparison.Ordinal);
        Assert.Equal(["compared.json", "comparison.json", "confusion.csv", "folds.csv", "labels.csv", "metrics.csv", "trials.csv"],
            Directory.EnumerateFileSystemEntries(Path.Combine(studies.Folder, "side-by-side")).Select(Path.GetFileName)
                .Order(StringComparer.Ordinal));
    }

    private static void Refused(string expected, params string[] folders) => Refused(expected, () => Pipeline.Report(folders, null, []));

    private static void Refused(string expected, Action compare) =>
        Assert.Contains(expected, Assert.Throws<InputException>(compare).Message, StringComparison.Ordinal);
}
