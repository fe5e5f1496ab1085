using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Studies;

namespace Gmsa.Experiments.Tests.Studies;

/// <summary>A study that is taken away from under its run is not made again by half.</summary>
public sealed class DeletedStudyTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public DeletedStudyTests() => SmallTable.Write(folder);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("study_started")]
    [InlineData("dataset_built")]
    [InlineData("trial_claimed")]
    [InlineData("trial_finished")]
    [InlineData("study_ending")]
    [InlineData("test_read")]
    [InlineData("task_started")]
    [InlineData("task_finished")]
    public void A_run_whose_study_is_deleted_says_so_and_leaves_nothing(string moment)
    {
        var error = Disturbed(moment, study => Directory.Delete(study, recursive: true));
        Assert.Contains("the study was deleted, moved or replaced while this run worked on it", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(folder, "results")));
    }

    [Fact]
    public void A_study_that_is_moved_away_stays_as_it_was_and_goes_on_when_it_is_back()
    {
        var moved = Path.Combine(folder, "moved");
        Disturbed("trial_finished", study => Directory.Move(study, moved));
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(folder, "results")));
        var id = Pipeline.Plan(Request()).Plan.Id;
        Directory.Move(moved, Path.Combine(folder, "results", id));
        var outcome = Pipeline.Run(Request(), Progress.Unheard, TestContext.Current.CancellationToken);
        Assert.True(outcome.StartedTrials is > 0 and < 6);
    }

    [Fact]
    public void A_study_that_another_run_began_anew_in_its_place_is_left_alone()
    {
        string[] fresh = [];
        Disturbed("trial_finished", study =>
        {
            Directory.Delete(study, recursive: true);
            Directory.CreateDirectory(study);
            File.WriteAllText(Path.Combine(study, "journal.jsonl"), "");
            fresh = Directory.GetFileSystemEntries(study);
        });
        var study = StudyContent.Of(Path.Combine(folder, "results"));
        Assert.Equal("", File.ReadAllText(Path.Combine(study, "journal.jsonl")));
        Assert.Equal(fresh, Directory.GetFileSystemEntries(study).Where(f => Path.GetFileName(f) != ".lock"));
    }

    /// <summary>Runs the study, and does something to its folder when an event is first in its journal.</summary>
    private IOException Disturbed(string moment, Action<string> disturb)
    {
        var isDone = false;
        var request = Request() with
        {
            OnRecord = entry =>
            {
                if (isDone || entry.Name != moment) return;
                isDone = true;
                disturb(StudyContent.Of(Path.Combine(folder, "results")));
            },
        };
        var error = Assert.Throws<IOException>(() => Pipeline.Run(request, Progress.Unheard, TestContext.Current.CancellationToken));
        Assert.True(isDone);
        return error;
    }

    private RunRequest Request()
    {
        var file = Path.Combine(folder, "deleted.yaml");
        File.WriteAllText(file, """
            data: { table: table.csv }
            labels: [{ column: mood }]
            split: { kind: groupKFold, folds: 2 }
            features: [{ name: numbers, kind: columns, names: [one, two] }]
            trainers: [majority, { kind: logistic, l2: { log: [1.0e-3, 10] } }]
            search: { trials: 2 }
            launcher: { workers: 1 }
            report: [csv]
            """);
        return new(file, [], null, Path.Combine(folder, "results"));
    }
}
