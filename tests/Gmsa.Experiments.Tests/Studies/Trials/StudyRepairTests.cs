using System.Text.RegularExpressions;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Studies;
using static Gmsa.Experiments.Tests.Studies.DamagedStudyTests;

namespace Gmsa.Experiments.Tests.Studies;

/// <summary>How a run mends a study: what it leaves alone, what it does first, and who does it.</summary>
public sealed class StudyRepairTests(SmallStudies studies) : IClassFixture<SmallStudies>, IDisposable
{
    private const string Own = "arms/mood-logistic/analysis.ipynb", OwnCsv = "trials/000003/ensemble-notes.csv";

    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Files_of_a_user_are_not_the_studys()
    {
        var study = CopyOf(studies.First, folder);
        Unfinished(study);
        foreach (var own in (string[])[Own, OwnCsv]) File.WriteAllText(In(study, own), "{}");
        Run();
        File.AppendAllText(In(study, Own), "more");
        File.Delete(In(study, OwnCsv));
        Assert.True(Run().WasFinished);
        Assert.Equal("{}more", File.ReadAllText(In(study, Own)));
    }

    [Fact]
    public void A_trials_folder_goes_before_the_journal_says_so_and_with_all_that_lies_in_it()
    {
        var study = CopyOf(studies.First, folder);
        Copy(study, "trials/000001/run.json", "trials/000004/run.json");
        File.WriteAllText(In(study, "trials/000004/other.txt"), "");
        var there = new List<bool>();
        Run(entry =>
        {
            if (entry is TrialLost) there.Add(Directory.Exists(In(study, "trials/000004")));
        });
        Assert.Equal([false], there);
        Assert.False(File.Exists(In(study, "trials/000004/other.txt")));
        AssertSame(studies.First, study);
    }

    [Theory, InlineData("{"), InlineData("")]
    public void What_a_trial_that_has_not_ended_left_is_no_hindrance(string record)
    {
        var study = CopyOf(studies.First, folder);
        Unfinished(study);
        using (var journal = Journal.Open(In(study, "journal.jsonl"))) journal.Add(new TrialLost(6));
        File.WriteAllText(In(study, "trials/000006/run.json"), record);
        Pipeline.Report([study], null, []);
        Assert.Equal(1, Run().StartedTrials);
        AssertSame(studies.First, study);
    }

    [Fact]
    public void A_file_that_nothing_needs_is_removed_and_not_said_to_be_made_again()
    {
        var study = CopyOf(studies.First, folder);
        Unfinished(study);
        string[] others = [.. new[] { "000003", "000004", "000005", "000006" }
            .Select(t => $"trials/{t}/predictions.csv").Where(f => !File.Exists(In(study, f)))];
        foreach (var other in others) Copy(study, "trials/000001/predictions.csv", other);
        Run();
        Edit(study, others[0], t => WithoutLines(t, 1));
        File.Delete(In(study, others[1]));
        var warnings = Run().Warnings.Select(w => w.Replace('\\', '/')).ToArray();
        var removed = $"{others[0]} was removed, since it isn't what the run wrote";
        Assert.Contains(warnings, w => w.StartsWith(removed, StringComparison.Ordinal));
        Assert.Contains($"{others[1]} was gone: it was there when the study ended; nothing needs it now", warnings);
        Assert.True(Run().WasFinished);
    }

    [Theory, InlineData(true), InlineData(false)]
    public void A_record_that_is_damaged_during_a_run_is_made_again_before_finalists_are_chosen(bool isGone)
    {
        var study = CopyOf(studies.First, folder);
        Unfinished(study);
        var outcome = Run(entry =>
        {
            if (entry is not StudyEnding) return;
            if (isGone) Directory.Delete(In(study, "trials/000003"), true);
            else Edit(study, "trials/000003/run.json", t => t[..50]);
        });
        Assert.Equal(1, outcome.StartedTrials);
        Assert.Contains(outcome.Warnings, w => w.Contains("run.json was made again", StringComparison.Ordinal));
        AssertSame(studies.First, study);
    }

    [Fact]
    public void Which_trials_there_are_to_be_is_said_by_the_experiment_and_not_by_a_plan_that_was_edited()
    {
        var study = CopyOf(studies.First, folder);
        Unfinished(study);
        Edit(study, "plan.json", t => Regex.Replace(t, "(\"trials_?per_?fold\": )\\d+", "${1}1", RegexOptions.IgnoreCase));
        Directory.Delete(In(study, "trials/000005"), true);
        Assert.Equal(1, Run().StartedTrials);
        AssertSame(studies.First, study);
    }

    [Fact]
    public void A_card_of_the_data_that_cannot_be_read_is_written_again()
    {
        var study = CopyOf(studies.First, folder);
        Unfinished(study);
        Edit(study, "dataset.json", t => t[..40]);
        Run();
        AssertSame(studies.First, study);
    }

    [Fact]
    public async Task Of_runs_that_begin_together_one_mends_the_study()
    {
        var study = CopyOf(studies.First, folder);
        Directory.Delete(In(study, "trials/000003"), true);
        Edit(study, "arms/mood-logistic/curves.csv", t => t + "\n");
        using var together = new Barrier(4);
        var outcomes = new RunOutcome[4];
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Factory.StartNew(
            () =>
            {
                together.SignalAndWait();
                outcomes[i] = Run();
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        Assert.Equal(1, outcomes.Sum(o => o.StartedTrials));
        Assert.Single(outcomes, o => o.Warnings.Any(w => w.Contains("was made again", StringComparison.Ordinal)));
        AssertSame(studies.First, study);
        Assert.True(Run().WasFinished);
    }

    [Theory, InlineData(true, false), InlineData(false, true)]
    public void What_an_ensemble_was_chosen_by_is_made_again_by_its_trial(bool isFinished, bool isGone)
    {
        var file = In(studies.Folder, "ensemble.yml");
        File.WriteAllText(file, """
            data: { table: table.csv }
            labels: [{ column: mood }]
            split: { kind: groupKFold, folds: 2 }
            features: [{ name: numbers, kind: columns, names: [one, two] }]
            trainers: [{ kind: logistic, l2: { log: [0.1, 10] } }]
            search: { trials: 3, ensemble: 2 }
            report: [csv]
            """);
        var first = Run(file).Folder;
        var study = CopyOf(first, In(folder, "copy"));
        if (!isFinished) Unfinished(study);
        if (isGone) File.Delete(In(study, "trials/000001/validation.csv"));
        else Edit(study, "trials/000001/validation.csv", t => WithoutLines(t, 5));
        Assert.Equal(1, Run(file, In(folder, "copy")).StartedTrials);
        AssertSame(first, study);
    }

    [Fact]
    public void Arms_that_failed_are_told_after_another_run_joined()
    {
        JournalEvent[] journal =
        [
            new StudyEnding("w"), new TestFailed(3, "a", "1", "no numbers"),
            new StudyStarted(null, 7, null, null, null, "v", 2, 1, null), new StudyFinished(null, null, null, null),
        ];
        Assert.Equal("trial 3 gave no answers to the test of fold 1 (no numbers)", Assert.Single(MissingArms.FailedFolds(journal)["a"]));
        Assert.Empty(MissingArms.FailedFolds([.. journal, new StudyEnding("w")]));
    }

    private RunOutcome Run(Action<JournalEvent>? told = null) =>
        Run(Directory.GetFiles(studies.Folder, "first-*.yaml").Single(), null, told);

    private RunOutcome Run(string file, string? results = null, Action<JournalEvent>? told = null) => Pipeline.Run(
        new(file, [], null, results ?? folder) { OnRecord = told }, Progress.Unheard, TestContext.Current.CancellationToken);
}
