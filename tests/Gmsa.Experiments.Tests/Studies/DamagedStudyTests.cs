using System.Text.Json.Nodes;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Studies;

namespace Gmsa.Experiments.Tests.Studies;

/// <summary>Files of a study that were lost, cut off, edited or exchanged: reading names them, and a run makes them again.</summary>
public sealed class DamagedStudyTests(SmallStudies studies) : IClassFixture<SmallStudies>, IDisposable
{
    private static readonly string[] Same = ["comparison.json", "predictions.csv", "plan.json", "dataset.json", "manifest.csv"];

    private const string Logistic = "arms/mood-logistic/", Majority = "arms/mood-majority/";

    private readonly string folder = Repository.TemporaryFolder();

    private static readonly (Action<string> Do, string File, string Says)[] Records =
    [
        (s => Directory.Delete(In(s, "trials/000001"), true), "trials/000001/run.json",
            "is gone: the journal has trial 1 of mood-majority in fold 1 as done"),
        (s => Copy(s, "trials/000005/run.json", "trials/000004/run.json"), "trials/000004/run.json", "is the record of trial 5"),
        (s => Edit(s, "trials/000005/run.json", Rescored), "trials/000005/run.json", "says otherwise than the journal"),
        (s => Edit(s, "trials/000006/run.json", t => t[..50]), "trials/000006/run.json", "can't be read"),
        (s => Edit(s, Logistic + "predictions.csv", t => WithoutLines(t, 6)), Logistic + "predictions.csv", "rows of fold"),
        (s => Edit(s, Tested(s), t => WithoutLines(t, 3)), "predictions.csv", "isn't what the run wrote"),
        (s => Copy(s, Majority + "model.zip", Logistic + "model.zip"), Logistic + "model.zip", "isn't what the run wrote"),
        (s => File.Delete(In(s, "dataset.json")), "dataset.json", "is gone"),
    ];

    private static readonly (Action<string> Do, string File, string Says)[] Results =
    [
        (s => Copy(s, Majority + "predictions.csv", Logistic + "predictions.csv"), Logistic + "predictions.csv",
            "don't belong together: an accuracy of"),
        (s => File.Delete(In(s, Majority + "predictions.csv")), Majority + "predictions.csv",
            "is gone: mood-majority is in the comparison"),
        (s => File.Delete(In(s, Logistic + "model.zip")), Logistic + "model.zip", "is gone"),
        (s => Edit(s, "comparison.json", t => t.Replace("\"represents\": true", "\"represents\": false", StringComparison.Ordinal)),
            "comparison.json", "isn't what the run wrote"),
        (s => Edit(s, "manifest.csv", t => WithoutLines(t, 6)), "manifest.csv", "isn't what the run wrote"),
    ];

    private static readonly (Action<string> Do, string File, string Says)[] Lost =
        [.. new[] { "comparison.json", "experiment.yaml", "manifest.csv", "dataset.json" }
            .Select(file => ((Action<string>)(s => File.Delete(In(s, file))), file, "is gone"))];

    public static TheoryData<string> Kinds => [nameof(Records), nameof(Results), nameof(Lost)];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>Each of them lost, cut off, edited or exchanged.</summary>
    [Theory, MemberData(nameof(Kinds))]
    public void What_is_wrong_is_named_and_made_again(string kind)
    {
        var damages = kind switch { nameof(Records) => Records, nameof(Results) => Results, _ => Lost };
        var study = CopyOfStudy();
        foreach (var damage in damages) damage.Do(study);
        var told = Assert.Throws<InputException>(() => Pipeline.Report([study], null, [])).Problems;
        foreach (var (_, file, says) in damages)
            Assert.Contains(told, p => Slashed(p.Where).EndsWith(file, StringComparison.Ordinal)
                && p.Message.Contains(says, StringComparison.Ordinal));
        Assert.All(told, p => Assert.Contains("run the study's experiment file again", p.Message, StringComparison.Ordinal));

        var mended = Run();
        Assert.Equal((kind == nameof(Records) ? 4 : 0, false), (mended.StartedTrials, mended.WasFinished));
        Assert.All(damages, d => Assert.Contains(mended.Warnings,
            w => Slashed(w).Contains($"{d.File} was made again", StringComparison.Ordinal)));
        AssertSame(study);
        Assert.DoesNotContain("The test folds were read", File.ReadAllText(In(study, "report.md")), StringComparison.Ordinal);
        Assert.True(Run().WasFinished);
    }

    [Fact]
    public void A_plan_that_is_gone_is_made_again()
    {
        var study = CopyOfStudy();
        File.Delete(In(study, "plan.json"));
        Assert.Contains("plan.json was made again, since it was gone: it was there when the study ended", Run().Warnings);
        AssertSame(study);
    }

    [Fact]
    public void Several_studies_side_by_side_read_no_damaged_one_and_a_warm_start_none_of_which_it_uses_what_is_damaged()
    {
        var study = CopyOfStudy();
        foreach (var gone in (string[])["trials", Majority + "model.zip", Logistic + "model.zip", "sweep.json"])
            if (Directory.Exists(In(study, gone))) Directory.Delete(In(study, gone), true);
            else File.Delete(In(study, gone));
        Assert.Equal(2, EarlierStudy.Read(new(study)).Arms.Count);
        Edit(study, Majority + "predictions.csv", t => WithoutLines(t, 6));
        Assert.Equal(["predictions.csv"],
            Assert.Throws<InputException>(() => EarlierStudy.Read(new(study))).Problems.Select(p => Path.GetFileName(p.Where)));
        var told = Assert.Throws<InputException>(() => Both(study)).Problems.Select(p => Path.GetFileName(p.Where)).ToHashSet();
        Assert.Superset(new HashSet<string>(["run.json", "predictions.csv", "model.zip", "sweep.json"]), told!);
    }

    [Fact]
    public void A_study_that_was_stopped_runs_a_lost_trial_again()
    {
        var study = CopyOfStudy();
        Unfinished(study);
        Directory.Delete(In(study, "trials/000003"), true);
        var told = Assert.Throws<InputException>(() => Pipeline.Report([study], null, [])).Message;
        Assert.Contains("trial 3 of mood-logistic", told, StringComparison.Ordinal);
        Assert.Equal(1, Run().StartedTrials);
        AssertSame(study);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void Without_its_journal_a_study_neither_goes_on_nor_is_told_of(bool emptied)
    {
        var study = CopyOfStudy();
        if (emptied) File.WriteAllText(In(study, "journal.jsonl"), "");
        else File.Delete(In(study, "journal.jsonl"));
        var refused = Assert.Throws<InputException>(() => Run()).Message;
        Assert.Contains("journal.jsonl: is gone or empty, though the study has 6 trials", refused, StringComparison.Ordinal);
        if (!emptied) AssertReadersSay(study, "journal.jsonl: this file of the study is gone");
    }

    [Fact]
    public void Every_command_says_that_the_plan_is_gone()
    {
        var study = CopyOfStudy();
        File.Delete(In(study, "plan.json"));
        AssertReadersSay(study, "plan.json: this file of the study is gone");
        var status = GmsaProgram.Run(folder, "status", study);
        Assert.Equal((2, 1), (status.ExitCode, status.Errors.TrimEnd().Split('\n').Length));
    }

    [Fact]
    public void A_model_of_another_trial_reads_no_test_fold()
    {
        var study = CopyOfStudy();
        Unfinished(study);
        foreach (var read in Directory.GetFiles(In(study, "trials"), "predictions.csv", SearchOption.AllDirectories)) File.Delete(read);
        Copy(study, "trials/000001/model.zip", "trials/000003/model.zip");
        Copy(study, "trials/000001/model.zip", "trials/000005/model.zip");
        var refused = Assert.Throws<InputException>(() => Run()).Message;
        Assert.Contains("this is the model of another trial (majority", refused, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_differs_from_the_trials_own_in_its_fold_alone_reads_no_test_fold()
    {
        var study = CopyOfStudy();
        Unfinished(study);
        foreach (var read in Directory.GetFiles(In(study, "trials"), "predictions.csv", SearchOption.AllDirectories)) File.Delete(read);
        Copy(study, "trials/000002/model.zip", "trials/000001/model.zip");
        var refused = Assert.Throws<InputException>(() => Run()).Message;
        Assert.Contains("000001", refused, StringComparison.Ordinal);
        Assert.Matches(@"this is the model of another trial \(majority .*, trial 2\)", refused);
        Assert.False(File.Exists(In(study, "trials/000001/predictions.csv")));
    }

    private ReportOutcome Both(string study) => Pipeline.Report([study, studies.Second], Path.Combine(folder, "both"), []);

    private void AssertReadersSay(string study, string expected)
    {
        Action[] readers =
        [
            () => Pipeline.Report([study], null, []), () => Both(study), () => Pipeline.Status(study), () => EarlierStudy.Read(new(study)),
        ];
        Assert.All(readers, reader => Assert.Contains(expected, Assert.Throws<InputException>(reader).Message, StringComparison.Ordinal));
    }

    private RunOutcome Run() => Pipeline.Run(
        new(Directory.GetFiles(studies.Folder, "first-*.yaml").Single(), [], null, folder), Progress.Unheard,
        TestContext.Current.CancellationToken);

    private void AssertSame(string study) => AssertSame(studies.First, study);

    internal static void AssertSame(string expected, string study)
    {
        Assert.Equal(Contents(expected), Contents(study));
        static string[] Contents(string study) => [.. Directory.GetFiles(study, "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).Where(f => f.Contains("arms", StringComparison.Ordinal) || Same.Contains(Path.GetFileName(f)))
            .Select(f => $"{Path.GetRelativePath(study, f)} {ContentHash.OfFile(f)}")];
    }

    /// <summary>The first study in the folder of this test.</summary>
    private string CopyOfStudy() => CopyOf(studies.First, folder);

    /// <summary>A study in another folder of results.</summary>
    internal static string CopyOf(string study, string results)
    {
        var copy = Path.Combine(results, Path.GetFileName(study));
        foreach (var file in Directory.GetFiles(study, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(copy, Path.GetRelativePath(study, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }
        return copy;
    }

    /// <summary>As it is where a run was stopped after its trials.</summary>
    internal static void Unfinished(string study)
    {
        File.Delete(In(study, "comparison.json"));
        Edit(study, "journal.jsonl", t => WithoutLines(t, 1));
    }

    /// <summary>The predictions of a finalist of the logistic arm.</summary>
    private static string Tested(string study) => Path.GetRelativePath(
        study, new[] { "000003", "000005" }.Select(t => In(study, $"trials/{t}/predictions.csv")).First(File.Exists));

    internal static string In(string study, string file) => Path.Combine(study, file);

    internal static void Copy(string study, string from, string to) => File.Copy(In(study, from), In(study, to), overwrite: true);

    internal static void Edit(string study, string file, Func<string, string> edited)
    {
        var text = File.ReadAllText(In(study, file));
        var changed = edited(text);
        Assert.NotEqual(text, changed);
        File.WriteAllText(In(study, file), changed);
    }

    private static string Rescored(string record)
    {
        var node = JsonNode.Parse(record)!;
        node["score"] = 0.123;
        return node.ToJsonString();
    }

    private static string Slashed(string path) => path.Replace('\\', '/');

    internal static string WithoutLines(string text, int count) =>
        string.Concat(text.TrimEnd('\n').Split('\n').SkipLast(count).Select(l => l + "\n"));
}
