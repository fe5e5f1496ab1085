using Gmsa.Experiments.Config;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Search;
using Gmsa.Experiments.Studies;
using Gmsa.Experiments.Tests.Records;
using Gmsa.Experiments.Training;

namespace Gmsa.Experiments.Tests.Studies;

public class FinalChoiceTests
{
    private static readonly Arm Arm = new("mood-logistic", null!,
        new(new LogisticOptions(), new([new RealDimension("l2", 1e-3, 10, Log: true)])), new Dictionary<string, string>());

    [Fact]
    public void The_point_with_the_best_mean_over_the_folds_is_chosen() =>
        Assert.Equal(2.0, Chosen(Tried(1, 0.6, 0.7, 0.6), Tried(2, 0.7, 0.7, 0.7), Tried(3, 0.5, 0.8, 0.5)));

    [Fact]
    public void The_first_of_equals_is_chosen() => Assert.Equal(1.0, Chosen(Tried(1, 0.5, 0.7), Tried(2, 0.7, 0.5), Tried(3, 0.6, 0.6)));

    [Fact]
    public void A_point_that_was_good_in_every_fold_beats_one_that_was_lucky_in_one() =>
        // Above the folds' levels the first is by .056 on average, the last by .057; scores scatter by .03.
        Assert.Equal(1.0,
            Chosen(Tried(1, 0.70, 0.72, 0.68), Tried(2, 0.60, 0.57, 0.63), Tried(3, 0.66, 0.60, 0.64), Tried(9, 0.71, null, null)));

    [Fact]
    public void A_point_that_was_better_in_one_fold_by_more_than_luck_is_chosen() =>
        Assert.Equal(9.0,
            Chosen(Tried(1, 0.70, 0.72, 0.68), Tried(2, 0.60, 0.57, 0.63), Tried(3, 0.66, 0.60, 0.64), Tried(9, 0.95, null, null)));

    [Fact]
    public void An_easy_fold_makes_no_point_better() =>
        // The point that was tried in the easy fold alone has the highest score there is, and is the worst of that fold.
        Assert.Equal(2.0, Chosen(Tried(1, 0.90, 0.50), Tried(2, 0.95, 0.55), Tried(9, 0.85, null)));

    [Fact]
    public void Where_no_point_was_tried_in_every_fold_each_is_held_against_its_folds_mean() =>
        Assert.Equal(4.0, Chosen(Tried(1, 0.8, null), Tried(2, 0.9, null), Tried(3, null, 0.4), Tried(4, null, 0.6)));

    [Fact]
    public void With_seeds_whose_searches_draw_other_points_luck_in_one_fold_is_no_merit_either()
    {
        // Each seed has points of its own, tried in both of its folds, which scatter; the last one was tried in one fold alone, and is
        // best there by less than that.
        RunRecord[] Seeded(long seed, params RunRecord[][] points) =>
            [.. points.SelectMany(p => p).Select(r => r with { Fold = $"seed{seed}.{r.Fold}" })];
        RunRecord[] done =
        [
            .. Seeded(7, Tried(1, 0.71, 0.69), Tried(2, 0.60, 0.66), Tried(3, 0.66, 0.60)),
            .. Seeded(8, Tried(4, 0.66, 0.64), Tried(5, 0.60, 0.66), Tried(9, 0.68, null)),
        ];
        Assert.Equal(1.0, Chosen(done));
    }

    [Fact]
    public void One_trial_alone_is_the_choice() => Assert.Equal(7.0, Chosen(Tried(7, 0.2)));

    [Fact]
    public void Its_epochs_are_the_mean_of_what_its_trials_found()
    {
        RunRecord[] done = [.. Tried(1, 0.9, 0.9).Zip([3, 6], (r, epoch) => r with { BestEpoch = epoch }), .. Tried(2, 0.1, 0.1)
            .Select(r => r with { BestEpoch = 90 })];
        var member = Assert.Single(FinalChoice.Of(new(Arm, [], null), Numbered(done), 5).Members);
        Assert.Equal((5, 1.0), (member.Epochs, member.Weight)); // 4.5, halves up
    }

    [Fact]
    public void Members_of_the_folds_ensembles_answer_together_the_heaviest_first()
    {
        var done = Numbered([.. Tried(1, 0.9, 0.8), .. Tried(2, 0.7, 0.7), .. Tried(3, 0.1, 0.2)]);
        int Trial(double l2, string fold) => done.Single(r => r.Fold == fold && (double)r.Point["l2"] == l2).Trial;
        ArmOutcome outcome = new(Arm,
        [
            Answer(done, new("1", [new(Trial(1, "1"), 0.25), new(Trial(2, "1"), 0.75)], 1.0, 0.9, 0.9)),
            Answer(done, new("2", [new(Trial(1, "2"), 0.4), new(Trial(2, "2"), 0.4), new(Trial(3, "2"), 0.2)], 2.0, 0.8, 0.8)),
        ], null);
        var all = FinalChoice.Of(outcome, done, 5);
        Assert.Equal([(2.0, 0.575), (1.0, 0.325), (3.0, 0.1)],
            all.Members.Select(m => ((double)m.Point.Values["l2"], Math.Round(m.Weight, 9))));
        Assert.Equal(1.5, all.Temperature);
        var few = FinalChoice.Of(outcome, done, 2);
        Assert.Equal([2.0, 1.0], few.Members.Select(m => (double)m.Point.Values["l2"]));
        Assert.Equal(1, few.Members.Sum(m => m.Weight), 9);
        Assert.Equal(1.15 / 1.8, few.Members[0].Weight, 9);
    }

    [Fact]
    public void An_arm_of_networks_keeps_its_ensembles_members_as_any_other()
    {
        var networks = Arm with
        {
            Trainer = new TrainerEntry(new SeedCnnOptions(), new([new RealDimension("dropout", 0, 0.9, Log: false)])),
        };
        RunRecord[] done = [.. Numbered([.. Tried(0.1, 0.9, 0.8), .. Tried(0.2, 0.7, 0.7)])
            .Select(r => r with { Point = new Dictionary<string, object> { ["dropout"] = r.Point["l2"] } })];
        var answer = Answer(done, new("1", [new(1, 0.75), new(3, 0.25)], 3.0, 0.9, 0.9));
        var choice = FinalChoice.Of(new(networks, [answer], null), done, 5);
        Assert.Equal([(0.1, 0.75), (0.2, 0.25)], choice.Members.Select(m => ((double)m.Point.Values["dropout"], m.Weight)));
        Assert.Equal(3.0, choice.Temperature);
    }

    [Fact]
    public void The_text_of_a_choice_follows_from_what_was_chosen_alone()
    {
        FinalChoice Of(params (string, object)[] values) => new(Arm, [new(new(values.ToDictionary(v => v.Item1, v => v.Item2)), 3, 1)], 1);
        Assert.Equal(Of(("a", 1L), ("b", 0.5)).Text, Of(("b", 0.5), ("a", 1L)).Text);
        Assert.NotEqual(Of(("a", 1L), ("b", 0.5)).Text, Of(("a", 1L), ("b", 0.25)).Text);
    }

    private static Finalist Answer(RunRecord[] done, FoldEnsemble ensemble) => new(new(1, Arm, null!, 0), done[0], ensemble);

    private static double Chosen(params RunRecord[][] points) =>
        (double)Assert.Single(FinalChoice.Of(new(Arm, [], null), Numbered([.. points.SelectMany(p => p)]), 5).Members).Point.Values["l2"];

    /// <summary>A point's trials, one a fold that it has a score in. Points that come later in a list were tried later.</summary>
    private static RunRecord[] Tried(double l2, params double?[] scores) =>
        [.. scores.Index()
            .Where(s => s.Item is not null).Select(s => SampleRecords.Of(0, Arm.Name, $"{s.Index + 1}", 0, s.Item, 1, ("l2", l2)))];

    private static RunRecord[] Numbered(RunRecord[] records) =>
        [.. records.Index().Select(r => r.Item with { Trial = r.Index + 1, Index = records[..r.Index].Count(o => o.Fold == r.Item.Fold) })];
}
