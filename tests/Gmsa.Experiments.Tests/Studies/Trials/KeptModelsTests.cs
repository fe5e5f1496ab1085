using Gmsa.Experiments.Records;
using Gmsa.Experiments.Search;
using Gmsa.Experiments.Studies;
using Gmsa.Experiments.Tests.Records;

namespace Gmsa.Experiments.Tests.Studies;

public sealed class KeptModelsTests : IDisposable
{
    private const string Arm = "mood-auto", Fold = "1";

    private static readonly RandomSearchOptions Alone = new(), Ensemble = new() { Ensemble = 5 };

    private readonly string folder = Repository.TemporaryFolder();
    private readonly Journal journal;
    private readonly TrialBoard board = new((_, point) => point);

    public KeptModelsTests() => journal = Journal.Open(Path.Combine(folder, "journal.jsonl"));

    public void Dispose()
    {
        journal.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private Study Study => new(folder);

    [Theory]
    [InlineData("0", 0.5, 0.4, 0.3)]
    [InlineData("2", 0.3, 0.4, 0.5)]
    [InlineData("1", 0.4, 0.5, 0.4)]
    [InlineData("0", 0.5, 0.5, 0.5)] // the first of equals
    [InlineData("1", null, 0.2, null)]
    [InlineData("1", double.NaN, 0.2, 0.1)]
    public void Alone_the_best_trial_keeps_its_models(string kept, params double?[] scores)
    {
        foreach (var (index, score) in scores.Index()) Run(index, score, Alone);
        Assert.Equal(kept, Left(scores.Length));
    }

    [Fact]
    public void Of_equal_trials_that_end_in_another_order_the_lower_index_stays()
    {
        Claim(0);
        Claim(1);
        End(1, 0.5, Alone);
        End(0, 0.5, Alone);
        Assert.Equal("0", Left(2));
    }

    [Fact]
    public void What_is_no_number_is_not_worth_keeping()
    {
        Claim(0);
        Assert.All([double.NaN, double.NegativeInfinity, double.PositiveInfinity], score => Assert.False(IsWorthKeeping(0, score, Alone)));
        Assert.True(IsWorthKeeping(0, -1e9, Alone));
    }

    [Fact]
    public void For_an_ensemble_the_best_fifteen_stay()
    {
        for (var index = 0; index < 20; index++) Run(index, index % 7 == 3 ? 0 : index / 100.0, Ensemble); // 3, 10 and 17 are the worst
        Assert.Equal("11 12 13 14 15 16 18 19 2 4 5 6 7 8 9", Left(20)); // in the order of words
    }

    [Fact]
    public void For_an_ensemble_the_best_fifteen_of_each_learner_stay()
    {
        for (var index = 0; index < 16; index++) Run(index, 0.9 - index / 100.0, Ensemble, "good");
        Run(16, 0.1, Ensemble, "bad");
        Assert.Equal(string.Join(' ', Enumerable.Range(0, 15).Append(16).Select(i => $"{i}").Order(StringComparer.Ordinal)), Left(17));
        Run(17, 0.95, Ensemble, "good");
        Assert.Equal(
            string.Join(' ', Enumerable.Range(0, 14).Concat([16, 17]).Select(i => $"{i}").Order(StringComparer.Ordinal)), Left(18));
    }

    [Fact]
    public void Those_that_were_kept_are_found_again_from_their_records()
    {
        RunRecord[] records =
        [
            .. Enumerable.Range(0, 17)
                .Select(i => SampleRecords.Of(i + 1, Arm, Fold, i, i is 2 or 3 ? 0.99 : i / 100.0, 1, ("learner", "good"))),
            SampleRecords.Of(18, Arm, Fold, 17, 0.05, 1, ("learner", "bad")),
            SampleRecords.Of(19, Arm, Fold, 18, null, 1, ("learner", "bad")),
            SampleRecords.Of(20, Arm, Fold, 19, double.NaN, 1, ("learner", "bad")),
        ];
        // By score, the first of equals first; of the good learner the two worst are left out.
        Assert.Equal([2, 3, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 17, 4], KeptModels.Of(records, Ensemble).Select(r => r.Index));
        Assert.Equal([2, 17], KeptModels.Of(records, Alone).Select(r => r.Index));
    }

    [Fact]
    public void A_trials_models_of_all_inner_folds_go_and_its_record_stays()
    {
        var trial = Study.TrialFolder(1);
        Directory.CreateDirectory(trial);
        string[] files = [KeptModels.ModelFile(trial, 0), KeptModels.ModelFile(trial, 1), KeptModels.ModelFile(trial, 2),
            KeptModels.ValidationFile(trial), Path.Combine(trial, Study.RecordName)];
        Assert.Equal(["model.zip", "model.2.zip", "model.3.zip", "validation.csv", "run.json"], files.Select(Path.GetFileName));
        foreach (var file in files) File.WriteAllText(file, "");
        KeptModels.Drop(trial);
        Assert.Equal(["run.json"], Directory.GetFiles(trial).Select(Path.GetFileName));
        KeptModels.Drop(Study.TrialFolder(2)); // there is none
    }

    /// <summary>Claims and ends a trial as a worker does.</summary>
    private void Run(int index, double? score, SearchOptions search, string learner = "tree")
    {
        Claim(index, learner);
        End(index, score, search);
    }

    private void Claim(int index, string learner = "tree") =>
        journal.Add(new TrialClaimed(index + 1, Arm, Fold, index, new Dictionary<string, object> { ["learner"] = learner }, "w"));

    private void End(int index, double? score, SearchOptions search)
    {
        if (score is { } value && IsWorthKeeping(index, value, search))
        {
            Directory.CreateDirectory(Study.TrialFolder(index + 1));
            File.WriteAllText(KeptModels.ModelFile(Study.TrialFolder(index + 1), 0), "");
        }
        journal.Add(TrialFinished.Of(SampleRecords.Of(index + 1, Arm, Fold, index, score)));
        board.CatchUp(journal);
        KeptModels.DropBeaten(Study, board[Arm, Fold], SlotOf(index), search);
    }

    private bool IsWorthKeeping(int index, double score, SearchOptions search)
    {
        board.CatchUp(journal);
        var cell = board[Arm, Fold];
        return KeptModels.IsWorthKeeping(cell, new(SlotOf(index), cell.Trials[index].Point, []), score, search);
    }

    private static Slot SlotOf(int index) => new(index + 1, null!, null!, index);

    /// <summary>The indices of the trials that have a model.</summary>
    private string Left(int trials) =>
        string.Join(' ', Enumerable.Range(0, trials)
            .Where(i => File.Exists(KeptModels.ModelFile(Study.TrialFolder(i + 1), 0))).Select(i => $"{i}").Order(StringComparer.Ordinal));
}
