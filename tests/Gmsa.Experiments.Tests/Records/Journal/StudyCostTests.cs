using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Tests.Records;

public class StudyCostTests
{
    private static readonly DateTimeOffset Begin = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Pauses_between_runs_dont_count()
    {
        var cost = StudyCost.Of([Started(0), Trial(10), Started(1000), Trial(1020), Finished(1021)]);
        Assert.Equal((2, 30.0, 2), (cost.Runs, cost.WallSeconds, cost.Workers));
    }

    [Fact]
    public void A_second_process_that_joins_is_no_pause()
    {
        var cost = StudyCost.Of([Started(0), Trial(10), Started(50, others: 1), Trial(60)]);
        Assert.Equal((2, 60.0), (cost.Runs, cost.WallSeconds));
    }

    [Fact]
    public void A_report_that_is_rendered_again_after_the_end_says_the_same()
    {
        JournalEvent[] journal = [Started(0), Trial(10), new ModelRefitted("a", "") { Time = Begin.AddSeconds(15) }, Finished(18)];
        Assert.Equal(StudyCost.Of(journal[..^1]).WallSeconds, StudyCost.Of(journal).WallSeconds);
    }

    [Fact]
    public void Clocks_that_disagree_take_nothing_away() =>
        Assert.Equal(12, StudyCost.Of([Started(0), Trial(10), Trial(8), Trial(10)]).WallSeconds);

    [Fact]
    public void Journals_of_older_studies_tell_neither_workers_nor_energy()
    {
        var old = StudyCost.Of([Started(0) with { Workers = null }, Trial(10)]);
        Assert.Equal((10.0, null, null), (old.WallSeconds, old.Workers, old.Joules));
        Assert.Empty(old.MeteredHosts);
        Assert.Null(StudyCost.Of([]).WallSeconds);
    }

    [Fact]
    public void Energy_is_summed_over_runs_and_machines()
    {
        var cost = StudyCost.Of([Energy(10, 10, 500, "b"), Energy(20, 10, 100, "a"), Energy(30, 10, 50, "a")]);
        Assert.Equal(650, cost.Joules);
        Assert.Equal(["a", "b"], cost.MeteredHosts);
    }

    [Fact]
    public void Processes_at_work_on_one_machine_at_a_time_count_its_processors_once()
    {
        // The second began halfway through the first, and went on as long again.
        Assert.Equal(150, StudyCost.Of([Energy(10, 10, 100, "a"), Energy(15, 10, 100, "a")]).Joules!.Value, 1e-9);
        Assert.Equal(100, StudyCost.Of([Energy(10, 10, 100, "a"), Energy(9, 5, 50, "a")]).Joules);
    }

    private static StudyStarted Started(double seconds, int others = 0) =>
        new(null, 7, null, null, null, null, 2, others, null) { Time = Begin.AddSeconds(seconds) };

    private static TrialFinished Trial(double seconds) => new(1, TrialState.Done, 0.5, 1) { Time = Begin.AddSeconds(seconds) };

    private static StudyFinished Finished(double seconds) => new(null, null, null, null) { Time = Begin.AddSeconds(seconds) };

    private static EnergyTaken Energy(double at, double seconds, double joules, string host) =>
        new(joules, Begin.AddSeconds(at - seconds), Begin.AddSeconds(at), host);
}
