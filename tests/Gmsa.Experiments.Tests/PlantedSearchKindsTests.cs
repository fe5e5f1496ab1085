using System.Diagnostics;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Launchers;
using Gmsa.Experiments.Search;

namespace Gmsa.Experiments.Tests;

/// <summary>Searches, pruners and launchers that break a promise each, and the check of the suite that sees it.</summary>
public class PlantedSearchKindsTests
{
    [Fact]
    public void A_search_that_always_says_the_same_is_seen()
    {
        var suite = new Searches(new BadSearchOptions((space, _, _) => RandomSearch.Draw(space, new Seed(1))));
        Planted.Seen(() => suite.Every_choice_and_both_ends_of_whole_numbers_are_reached("bad"));
        Planted.Seen(() => suite.Scores_matter_where_it_says_so_and_nowhere_else("bad"));
        Planted.Seen(() => suite.Trials_that_run_beside_each_other_are_different("bad"));
        Planted.Seen(() => suite.A_space_of_few_points_is_gone_through_before_the_search_ends_if_it_ever_does("bad"));
        Planted.Seen(() => suite.Another_seed_gives_other_points_but_where_points_are_gone_through_to_an_end("bad"));
        Planted.Seen(() => suite.Learners_find_more_than_random_points_do("bad"));
    }

    [Fact]
    public void A_search_that_remembers_and_one_that_ends_too_early_are_seen()
    {
        var asked = 0UL;
        var lucky = new Searches(new BadSearchOptions((space, _, _) => RandomSearch.Draw(space, new Seed(asked++))));
        Planted.Seen(() => lucky.The_same_history_gives_the_same_point("bad"));
        var brief = new Searches(new BadSearchOptions((space, seed, history) =>
            history.Count > 1 ? null : RandomSearch.Draw(space, seed.Derive(FormattableString.Invariant($"{history.Count}")))));
        Planted.Seen(() => brief.Points_are_whole_inside_and_of_the_right_types("bad"));
        Planted.Seen(() => brief.Favoured_points_that_were_tried_first_do_no_harm("bad"));
    }

    [Fact]
    public void A_search_that_gives_half_a_point_is_seen()
    {
        var suite = new Searches(new BadSearchOptions((space, seed, history) =>
        {
            var point = RandomSearch.Draw(space, seed.Derive(FormattableString.Invariant($"{history.Count}")));
            return new(point.Values.Skip(1).ToDictionary());
        }));
        Planted.Seen(() => suite.Copes_with_running_failed_pruned_foreign_repeated_and_odd_trials("bad"));
        Planted.Seen(() => suite.Nothing_but_failures_or_equal_scores_is_no_end("bad"));
        Planted.Seen(() => suite.Spaces_of_one_kind_of_dimension_are_searched("bad"));
    }

    [Fact]
    public void A_pruner_that_stops_nobody_is_seen()
    {
        var suite = new Pruners(new BadPrunerOptions(_ => false));
        Planted.Seen(() => suite.Stops_a_hopeless_trial_sooner_or_later("bad"));
        Planted.Seen(() => suite.Copes_with_what_is_no_number_and_with_curves_of_any_length("bad"));
    }

    [Fact]
    public void A_pruner_that_stops_everybody_is_seen()
    {
        var suite = new Pruners(new BadPrunerOptions(_ => true));
        Planted.Seen(() => suite.Stops_nobody_before_its_earliest_step_nor_at_the_last("bad"));
        Planted.Seen(() => suite.Never_stops_the_best_trial_so_far_that_gets_better_with_each_step("bad"));
        Planted.Seen(() => suite.Stops_no_trial_for_a_score_when_there_are_no_others("bad"));
        Planted.Seen(() => suite.Equals_go_on_alike("bad"));
    }

    [Fact]
    public void A_pruner_of_luck_is_seen()
    {
        var asked = 0;
        var suite = new Pruners(new BadPrunerOptions(_ => Interlocked.Increment(ref asked) % 7 == 0));
        Planted.Seen(() => suite.The_same_curves_give_the_same_answer_from_any_instance_thread_and_culture("bad"));
    }

    [Fact]
    public async Task A_launcher_that_starts_nothing_is_seen()
    {
        using var suite = new Launchers(new BadLauncherOptions(_ => { }));
        Planted.Seen(() => suite.A_task_is_executed_once_and_its_end_is_a_good_one("bad"));
        Planted.Seen(() => suite.Cancelling_ends_a_task_at_once("bad"));
        Planted.Seen(() => suite.A_task_that_was_cancelled_before_ends_as_one("bad"));
        Planted.Seen(() => suite.A_task_that_its_machine_failed_is_an_error_of_the_study("bad"));
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => suite.Tasks_on_several_threads_are_all_executed("bad"));
    }

    [Fact]
    public void A_launcher_that_keeps_a_bad_end_to_itself_is_seen()
    {
        using var suite = new Launchers(new BadLauncherOptions(task =>
        {
            var start = new ProcessStartInfo(task.Command[0], task.Command.Skip(1)) { RedirectStandardOutput = true };
            using var process = Process.Start(start)!;
            process.WaitForExit();
        }));
        Planted.Seen(() => suite.A_task_that_ends_badly_is_told_of_and_no_error("bad"));
    }

    private sealed class Searches(SearchOptions bad) : EverySearchTests
    {
        public override IReadOnlyList<Named<SearchOptions>> Kinds => [new("bad", bad)];
    }

    private sealed class Pruners(PrunerOptions bad) : EveryPrunerTests
    {
        public override IReadOnlyList<Named<PrunerOptions>> Kinds => [new("bad", bad)];
    }

    private sealed class Launchers(LauncherOptions bad) : EveryLauncherTests
    {
        public override IReadOnlyList<Named<LauncherOptions>> Kinds => [new("bad", bad)];
    }

    private delegate Point? Asked(SearchSpace space, Seed seed, IReadOnlyList<Observation> history);

    private sealed record BadSearchOptions(Asked Answer) : SearchOptions
    {
        public override ISearch Create() => new BadSearch(Answer);
    }

    private sealed class BadSearch(Asked answer) : ISearch
    {
        public Point? Next(SearchSpace space, Seed seed, IReadOnlyList<Observation> history) => answer(space, seed, history);
    }

    private sealed record BadPrunerOptions(Func<Curve, bool> Answer) : PrunerOptions
    {
        public override int Earliest(int steps) => 1;

        public override IPruner Create() => new BadPruner(Answer);
    }

    private sealed class BadPruner(Func<Curve, bool> answer) : IPruner
    {
        public bool Stops(Curve running, IReadOnlyList<Curve> others, int steps, Seed seed) => answer(running);
    }

    private sealed record BadLauncherOptions(Action<StudyTask> Way) : LauncherOptions
    {
        public override ITaskRunner CreateRunner() => new BadLauncher(Way);
    }

    private sealed class BadLauncher(Action<StudyTask> way) : ITaskRunner
    {
        public ProcessEnd? Run(StudyTask trial, CancellationToken cancel)
        {
            way(trial);
            return null;
        }
    }
}
