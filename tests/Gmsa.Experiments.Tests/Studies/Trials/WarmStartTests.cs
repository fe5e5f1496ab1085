using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Studies;

namespace Gmsa.Experiments.Tests.Studies;

/// <summary>Studies that start from earlier ones.</summary>
public sealed class WarmStartTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();
    private readonly string earlier;

    public WarmStartTests()
    {
        SmallTable.Write(folder);
        earlier = Run("earlier", "table.csv",
            "[{ kind: logistic, l2: { log: [1.0e-3, 10] } }, { kind: lightGbm, trees: { int: [2, 20] }, minExamplesPerLeaf: 5 }]",
            "{ trials: 6 }").Folder;
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_best_points_of_the_same_arm_and_fold_come_first()
    {
        var later = Run("later", "table.csv", "[{ kind: logistic, l2: { log: [1.0e-3, 10] } }]", From("points: 2")).Folder;
        foreach (var fold in (string[])["1", "2"])
        {
            var best = Trials(earlier, "mood-logistic", fold).OrderByDescending(r => r.Score).ThenBy(r => r.Index).Take(2)
                .Select(r => r.Point["l2"]);
            Assert.Equal(best, Trials(later, "mood-logistic", fold).Take(2).Select(r => r.Point["l2"]));
        }
    }

    [Fact]
    public void Values_are_brought_into_the_new_ranges_and_what_is_new_is_as_the_file_has_it()
    {
        var later = Run("later", "table.csv",
            "[{ kind: lightGbm, trees: { int: [30, 40] }, leaves: { choice: [7, 4] }, minExamplesPerLeaf: 5 }]", From("points: 1")).Folder;
        Assert.All((string[])["1", "2"], fold =>
        {
            var point = Trials(later, "mood-lightGbm", fold)[0].Point;
            Assert.Equal((30L, 4L), (point["trees"], point["leaves"])); // LightGBM's own default has 4 leaves
        });
    }

    [Fact]
    public void A_choice_of_learners_takes_over_what_each_did_and_gives_it_back()
    {
        var auto = Run("auto", "table.csv",
            "[{ kind: auto, of: [{ kind: logistic, l2: { log: [1.0e-3, 10] } }, { kind: lightGbm, trees: { int: [2, 20] } }] }]",
            From("points: 12, ", trials: 12)).Folder;
        var points = Trials(auto, "mood-auto", "1").Select(r => r.Point).ToArray();
        Assert.Equal(Trials(earlier, "mood-logistic", "1").Select(r => r.Point["l2"]).Order(),
            points.Where(p => p.ContainsKey("logistic.l2")).Select(p => p["logistic.l2"]).Take(6).Order());
        Assert.Contains(points, p => p.ContainsKey("lightGbm.trees"));

        var plain = Run("plain", "table.csv", "[{ kind: logistic, l2: { log: [1.0e-3, 10] } }]",
            $"{{ trials: 1, from: {{ studies: '{auto}' }} }}").Folder;
        var best = Trials(auto, "mood-auto", "2").Where(r => r.Point.ContainsKey("logistic.l2")).OrderByDescending(r => r.Score)
            .ThenBy(r => r.Index).First();
        Assert.Equal(best.Point["logistic.l2"], Trials(plain, "mood-logistic", "2")[0].Point["l2"]);
    }

    [Fact]
    public void Trials_that_had_seen_what_is_tested_are_barred()
    {
        var later = Run("later", "table.csv", "[{ kind: logistic, l2: { log: [1.0e-3, 10] } }]", From("points: 2"), "seed: 7");
        var known = Trials(earlier, "mood-logistic", "1").Concat(Trials(earlier, "mood-logistic", "2")).Select(r => r.Point["l2"]);
        Assert.Empty(Trials(later.Folder, "mood-logistic", "1")
            .Concat(Trials(later.Folder, "mood-logistic", "2")).Select(r => r.Point["l2"]).Intersect(known));
        Assert.Contains(later.Warnings, w => w.StartsWith("fold 1 and fold 2 took nothing from earlier-", StringComparison.Ordinal));
    }

    [Fact]
    public void Other_music_takes_what_was_good_in_all_folds()
    {
        Between("band");
        var later = Run("later", "other.csv", "[{ kind: logistic, l2: { log: [1.0e-3, 10] } }]", From("points: 3"), "seed: 7");
        Assert.Empty(later.Warnings);
        var scores = Trials(earlier, "mood-logistic", "1").Zip(Trials(earlier, "mood-logistic", "2"));
        // random searches try the same in every fold
        Assert.All(scores, pair => Assert.Equal(pair.First.Point["l2"], pair.Second.Point["l2"]));
        var taken = Trials(later.Folder, "mood-logistic", "1").Select(r => r.Point["l2"]).ToArray();
        Assert.Equal(taken, Trials(later.Folder, "mood-logistic", "2").Select(r => r.Point["l2"]));
        Assert.Equal(3, taken.Take(3).Intersect(scores.Select(s => s.First.Point["l2"])).Count());
        var best = scores.MaxBy(s => s.First.Score + s.Second.Score);
        Assert.Contains(best.First.Point["l2"], taken.Take(3));
    }

    [Fact]
    public void What_a_study_took_over_itself_is_not_forgotten()
    {
        Between("band");
        var between = Run("between", "other.csv", "[{ kind: logistic, l2: { log: [1.0e-3, 10] } }]", From("points: 2")).Folder;
        var later = Run("later", "table.csv", "[{ kind: logistic, l2: { log: [1.0e-3, 10] } }]",
            $"{{ trials: 2, from: {{ studies: '{between}' }} }}");
        // Other music, but its points come from this.
        Assert.Contains(later.Warnings, w => w.StartsWith("fold 1 and fold 2 took nothing from between-", StringComparison.Ordinal));
    }

    [Fact]
    public void Corrected_names_make_no_other_tracks()
    {
        File.WriteAllText(Path.Combine(folder, "other.csv"),
            File.ReadAllText(Path.Combine(folder, "table.csv")).Replace(",artist 3,", ",Artist Three,", StringComparison.Ordinal));
        var later = Run("later", "other.csv", "[{ kind: logistic, l2: { log: [1.0e-3, 10] } }]", From("points: 2"), "seed: 7");
        Assert.Contains(later.Warnings, w => w.StartsWith("fold 1 and fold 2 took nothing from earlier-", StringComparison.Ordinal));
    }

    [Fact]
    public void Audio_and_parents_tell_a_track_under_another_id()
    {
        EarlierTrack Of(string id, params (string, string)[] values) =>
            EarlierTrack.Of(new(id, "", values.ToDictionary(v => v.Item1, v => v.Item2)), ["1"]);
        var study = new EarlierStudy("s", [Of("a", ("sha256", "ABC")), Of("b")], [new("arm", "s", "t", "k", [new("1", []), new("2", [])])]);
        Assert.Equal(["1"], study.FoldsBlindTo([Of("x", ("sha256", " abc "))]));
        Assert.Equal(["1"], study.FoldsBlindTo([Of("copy", ("parent", "b"))]));
        Assert.Equal(["1", "2"], study.FoldsBlindTo([Of("x", ("sha256", "def"))]).Order(StringComparer.Ordinal));
    }

    private void Between(string name) => File.WriteAllText(
        Path.Combine(folder, "other.csv"),
        File.ReadAllText(Path.Combine(folder, "table.csv")).Replace(",artist ", $",{name} ", StringComparison.Ordinal));

    [Fact]
    public void A_study_keeps_what_it_started_from()
    {
        var later = Run("later", "table.csv", "[{ kind: logistic, l2: { log: [1.0e-3, 10] } }]", From("points: 2")).Folder;
        Directory.Move(earlier, earlier + "-gone");
        var again = Pipeline.Run(new(Path.Combine(later, "experiment.yaml"), [], null, Path.Combine(folder, "results")), Progress.Unheard,
            TestContext.Current.CancellationToken);
        Assert.Equal((later, true), (again.Folder, again.WasFinished));
    }

    [Fact]
    public void What_is_no_finished_study_is_a_mistake_where_it_stands()
    {
        File.Delete(Path.Combine(earlier, "comparison.json"));
        var error = Assert.Throws<InputException>(() => Run("later", "table.csv", "[{ kind: logistic, l2: { log: [1.0e-3, 10] } }]",
            $"{{ trials: 2, from: {{ studies: ['{earlier}', nowhere] }} }}"));
        Assert.Equal(2, error.Problems.Count);
        Assert.EndsWith("later.yaml:6:40", error.Problems[0].Where, StringComparison.Ordinal);
        Assert.Contains("this study isn't finished", error.Problems[0].Message, StringComparison.Ordinal);
        Assert.Contains("this is no study", error.Problems[1].Message, StringComparison.Ordinal);
    }

    private string From(string more, int trials = 3) => $"{{ trials: {trials}, from: {{ studies: '{earlier}', {more} }} }}";

    private RunOutcome Run(string name, string table, string trainers, string search, string more = "")
    {
        var file = Path.Combine(folder, name + ".yaml");
        File.WriteAllText(file, $$"""
            data: { table: {{table}} }
            labels: [{ column: mood }]
            split: { kind: groupKFold, folds: 2 }
            features: [{ name: numbers, kind: columns, names: [one, two] }]
            trainers: {{trainers}}
            search: {{search}}
            report: [csv]
            {{more}}
            """);
        return Pipeline.Run(new(file, [], null, Path.Combine(folder, "results")), Progress.Unheard, TestContext.Current.CancellationToken);
    }

    private static RunRecord[] Trials(string study, string arm, string fold) =>
        [.. Directory.GetDirectories(Path.Combine(study, "trials"))
            .Select(t => Study.RecordOf(t)!).Where(r => r.Arm == arm && r.Fold == fold).OrderBy(r => r.Index)];
}
