using System.Globalization;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Reports;
using Gmsa.Experiments.Training;

namespace Gmsa.Experiments.Tests;

/// <summary>Kinds that break a promise each, and the check of the suite that sees it.</summary>
public class PlantedKindsTests
{
    [Fact]
    public void A_trainer_that_learns_nothing_is_seen()
    {
        var suite = new Trainers(new DeafOptions());
        Planted.Seen(() => suite.Learns_what_can_be_learnt("bad"));
        Planted.Seen(() => suite.A_label_without_rows_keeps_its_place("bad"));
        Planted.Seen(() => suite.Cancellation_stops_the_fit("bad"));
        Planted.Seen(() => suite.Says_which_shapes_it_can_learn_from("bad"));
        Planted.Seen(() => suite.Its_good_settings_are_of_its_own_kind("bad"));
        Planted.Seen(() => suite.Says_what_its_keys_are("bad"));
    }

    [Fact]
    public void A_trainer_whose_numbers_are_luck_is_seen() =>
        Planted.Seen(() => new Trainers(new LuckyOptions()).The_bits_are_the_same_while_garbage_is_collected_all_the_time("bad"));

    [Fact]
    public void A_split_that_leaks_is_seen()
    {
        var suite = new Splits(new BadSplitOptions((tracks, _) => [new("1", Odd(tracks, 3), Odd(tracks, 2), Odd(tracks, 3))]));
        Planted.Seen(() => suite.Parts_share_no_track_and_are_never_empty("bad"));
        Planted.Seen(() => suite.What_belongs_together_is_never_divided("bad"));
        Planted.Seen(() => suite.Another_seed_gives_other_parts("bad"));
        Planted.Seen(() => suite.Several_inner_folds_validate_each_track_that_is_not_tested_once("bad"));
        Planted.Seen(() => suite.A_label_of_one_track_is_refused_by_its_name("bad"));
    }

    [Fact]
    public void A_split_by_place_that_tests_twice_and_falls_over_few_tracks_is_seen()
    {
        var suite = new Splits(new BadSplitOptions((tracks, seed) =>
        {
            var first = tracks[(int)(seed.Value % 2)..][0]; // whatever stands there
            int[] others = [.. Enumerable.Range(1, tracks.Length - 1).Where(i => tracks[i] != first)];
            return [new("1", others[1..], others[..1], [0]), new("2", others[1..], others[..1], [0])];
        }));
        Planted.Seen(() => suite.A_track_is_tested_once_a_repeat_at_most_and_by_several_folds_each_track_once("bad"));
        Planted.Seen(() => suite.Neither_asking_again_nor_the_order_of_tracks_nor_a_country_changes_a_fold("bad"));
        Assert.Throws<ArgumentOutOfRangeException>(() => suite.Too_few_tracks_are_split_rightly_or_refused_in_words("bad"));
    }

    [Theory]
    [InlineData("beside")]
    [InlineData("half")]
    [InlineData("nothing")]
    public void A_report_that_writes_where_it_may_not_or_leaves_halves_is_seen(string how)
    {
        using var suite = new Reports(new BadReport((_, folder) =>
        {
            Directory.CreateDirectory(folder);
            if (how == "beside") File.WriteAllText(Path.Combine(Path.GetDirectoryName(folder)!, "beside.txt"), "x");
            if (how != "nothing") File.WriteAllText(Path.Combine(folder, how == "half" ? ".report.txt.tmp" : "report.txt"), "x");
        }));
        Planted.Seen(() => suite.Writes_whole_files_into_its_folder_and_nowhere_else("bad"));
    }

    [Fact]
    public void A_report_of_the_country_and_of_the_order_of_trials_with_bare_names_is_seen()
    {
        using var suite = new Reports(new BadReport((results, folder) =>
        {
            Directory.CreateDirectory(folder);
            var number = results.Trials.Count == 0 ? "" : MadeUpStudy.Told.ToString(CultureInfo.CurrentCulture);
            var (arm, label) = (results.Plan.Arms[0].Name, results.Plan.Schemes[0].Labels[0]);
            File.WriteAllText(Path.Combine(folder, "report.csv"), $"arm,value,label\n{arm},{number},{label}\n");
            File.WriteAllText(Path.Combine(folder, "report.md"), $"| label | trial |\n|---|---|\n| a<b>&c | {results.Trials[0].Trial} |\n");
        }));
        Planted.Seen(() => suite.The_same_results_give_the_same_bytes_in_every_country_and_again_over_what_was_there("bad"));
        Planted.Seen(() => suite.The_order_in_which_trials_are_read_changes_nothing("bad"));
        Planted.Seen(() => suite.Numbers_have_a_point("bad"));
        Planted.Seen(() => suite.What_labels_and_names_hold_stays_text("bad"));
        Planted.Seen(
            () => suite.A_study_of_one_arm_one_with_ensembles_one_of_sure_answers_and_one_that_still_runs_are_told("bad"));
    }

    private static int[] Odd(Track[] tracks, int step) => [.. Enumerable.Range(0, tracks.Length).Where(i => i % step == 0)];

    private sealed class Trainers(TrainerOptions bad) : EveryTrainerTests
    {
        public override IReadOnlyList<Named<TrainerOptions>> Kinds => [new("bad", bad)];
    }

    private sealed class Splits(SplitOptions bad) : EverySplitTests
    {
        public override IReadOnlyList<Named<SplitOptions>> Kinds => [new("bad", bad)];
    }

    private sealed class Reports(ReportOptions bad) : EveryReportTests
    {
        public override IReadOnlyList<Named<ReportOptions>> Kinds => [new("bad", bad)];
    }

    /// <summary>Answers by the labels' shares, minds neither cancellation nor its name, and says its needs badly.</summary>
    private sealed record DeafOptions : TrainerOptions
    {
        public int Undescribed { get; init; }

        public override IReadOnlyList<TrainerOptions> Portfolio => [new MajorityOptions()];

        public override string? Needs(FeatureShape shape) => shape.IsVector ? null : "Needs a vector.";

        public override bool JoinsFeatures => true;

        public override ITrainer Create() => new Deaf();
    }

    private sealed class Deaf : ITrainer
    {
        public TrainedModel Fit(TrainingContext context) => new Majority().Fit(context with { Cancel = CancellationToken.None });
    }

    /// <summary>Weighs rows by chance.</summary>
    private sealed record LuckyOptions : TrainerOptions
    {
        public override string? Needs(FeatureShape shape) => shape.IsVector ? null : "a vector";

        public override bool JoinsFeatures => true;

        public override ITrainer Create() => new Lucky();
    }

    private sealed class Lucky : ITrainer
    {
        private static int fits;

        public TrainedModel Fit(TrainingContext context) =>
            new LogisticOptions { L2 = Interlocked.Increment(ref fits) % 2 == 0 ? 0.1 : 1 }.Create().Fit(context);
    }

    /// <summary>Gives the folds of a function, whatever the options.</summary>
    private sealed record BadSplitOptions(Func<Track[], Seed, IReadOnlyList<Fold>> Made) : SplitOptions
    {
        public override IReadOnlyList<string> KeptTogether => ["artist"];

        public override ISplit Create() => new BadSplit(Made);
    }

    private sealed class BadSplit(Func<Track[], Seed, IReadOnlyList<Fold>> made) : ISplit
    {
        public IReadOnlyList<Fold> Split(IReadOnlyList<Track> tracks, IReadOnlyList<string> labels, Seed seed) => made([.. tracks], seed);
    }

    private sealed record BadReport(Action<StudyResults, string> Written) : ReportOptions, IReport
    {
        public override IReport Create() => this;

        public void Write(StudyResults results, string folder) => Written(results, folder);
    }
}
