using Gmsa.Experiments.Records;
using Gmsa.Experiments.Studies;
using Gmsa.Experiments.Tests.Reports;

namespace Gmsa.Experiments.Tests.Studies;

/// <summary>What a study says of the way it was run.</summary>
public sealed class StudyWarningsTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(1, 1, 1, "The time budget of 1m was over after one trial of mood8-seedCnn in every fold and mood4-seedCnn in every "
        + "fold: nothing was searched there. Give `search` more `time`.")]
    [InlineData(1, 3, 2, "The time budget of 1m was over after one trial of mood8-seedCnn in fold-1 and mood4-seedCnn in fold-1: "
        + "nothing was searched there. Give `search` more `time`.")]
    [InlineData(2, 3, 1, "The time budget of 1m was over after one trial of mood8-seedCnn in fold-3 and mood4-seedCnn in fold-3: "
        + "nothing was searched there. Give `search` more `time`.")]
    [InlineData(2, 2, 3, null)]
    public void A_time_budget_that_gave_one_trial_is_a_warning(int first, int second, int third, string? expected)
    {
        int[] trials = [first, second, third];
        var (plan, records) = Searched(r => r.Index < trials[int.Parse(r.Fold[^1..],
            System.Globalization.CultureInfo.InvariantCulture) - 1]);
        Assert.Equal(expected, StudyWarnings.OfChoice(
            plan, records, Journal(new(null, 60, null))).SingleOrDefault());
        // One trial that was asked for is none.
        Assert.Empty(StudyWarnings.OfChoice(
            plan, records, Journal(new(1, null, null))));
    }

    [Fact]
    public void Trials_that_were_given_back_dont_count_and_many_arms_are_counted()
    {
        var (plan, records) = Searched(r => r.Index < 2);
        records = [.. records.Select(r => r with { State = r.Index == 0 ? TrialState.Failed : TrialState.Cancelled })];
        var journal = Journal(new(40, 3600, null));
        Assert.StartsWith("The time budget of 1h was over after one trial of mood8-seedCnn in every fold",
            StudyWarnings.OfChoice(plan, records, journal).Single(), StringComparison.Ordinal);
        var arm = plan.Arms.First(a => a.Space.Count > 0);
        plan = plan with { Arms = [.. Enumerable.Range(0, 9).Select(i => arm with { Name = $"arm{i}" })] };
        records = [.. plan.Arms.SelectMany(a => records.Where(r => r.Arm == arm.Name).Select(r => r with { Arm = a.Name }))];
        Assert.Contains("arm4 in every fold, and of 4 more arms: nothing", StudyWarnings.OfChoice(plan, records, journal).Single(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void With_inner_folds_every_track_that_isnt_tested_validates()
    {
        var (plan, records) = Searched(_ => true);
        var journal = Journal(new(5, null, null));
        Assert.Contains("as few as 32 tracks", StudyWarnings.SmallValidation(plan).Single(), StringComparison.Ordinal);
        Assert.Empty(StudyWarnings.SmallValidation(plan with { InnerFolds = 5 }));
        Assert.Contains("Ensembles are chosen", StudyWarnings.OfChoice(plan with { InnerFolds = 1, Ensemble = 10 }, records, journal)[^1],
            StringComparison.Ordinal);
        Assert.Empty(StudyWarnings.OfChoice(plan with { InnerFolds = 5, Ensemble = 10 }, records, journal));
        Assert.Empty(StudyWarnings.OfChoice(plan with { Ensemble = 10 }, records, journal)); // an older study doesn't say
    }

    private (StudyPlan Plan, IReadOnlyList<RunRecord> Records) Searched(Func<RunRecord, bool> ran)
    {
        var study = Example.Study(folder);
        return (study.Plan, [.. study.Trials.Where(ran).Select(t =>
            t with { State = t.State == TrialState.Cancelled ? TrialState.Done : t.State })]);
    }

    private static JournalEvent[] Journal(Budget budget) =>
        [new StudyStarted(null, 7, budget, null, null, null, 2, 0, null), new TrialCancelled(1)];
}
