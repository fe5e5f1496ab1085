using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Training;

namespace Gmsa.Experiments.Tests.Records;

public sealed class RunRecordTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_record_comes_back_as_it_was_written()
    {
        var record = Example();
        Study.Write(Path.Combine(folder, "run.json"), record);
        var read = Study.RecordOf(folder)!;
        Assert.Equal(record.Point.OrderBy(p => p.Key), read.Point.OrderBy(p => p.Key));
        Assert.Equal(record.History, read.History);
        Assert.Equal((record.Score, record.State, record.BestEpoch, record.Seed), (read.Score, read.State, read.BestEpoch, read.Seed));
        Assert.Equal(record.Started, read.Started);
    }

    [Fact]
    public void Keys_are_snake_case_and_states_are_words()
    {
        Study.Write(Path.Combine(folder, "run.json"), Example());
        var text = File.ReadAllText(Path.Combine(folder, "run.json"));
        Assert.Contains("\"best_epoch\": 2", text, StringComparison.Ordinal);
        Assert.Contains("\"state\": \"done\"", text, StringComparison.Ordinal);
        Assert.Contains("\"learningRate\": 0.001", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_is_a_word_and_comes_back()
    {
        var path = Path.Combine(folder, "run.json");
        foreach (var kind in Enum.GetValues<FailureKind>())
        {
            var failure = new Failure(kind, "why", ["last"]);
            Study.Write(path, Example() with { State = TrialState.Failed, Score = null, Failure = failure });
            Assert.Contains($"\"kind\": \"{failure.Word}\"", File.ReadAllText(path), StringComparison.Ordinal);
            Assert.Equal((kind, "why"), (Study.RecordOf(folder)!.Failure!.Kind, Study.RecordOf(folder)!.Failure!.Message));
        }
        Assert.Equal("log_too_long", new Failure(FailureKind.LogTooLong, "", []).Word);
    }

    [Fact]
    public void A_folder_without_a_record_has_none_and_a_torn_one_is_named()
    {
        Assert.Null(Study.RecordOf(folder));
        File.WriteAllText(Path.Combine(folder, "run.json"), "{ \"trial\": 1,");
        var error = Assert.Throws<InputException>(() => Study.RecordOf(folder));
        Assert.Contains("run.json", error.Message, StringComparison.Ordinal);
    }

    private static RunRecord Example() => new()
    {
        Trial = 12,
        Arm = "mood8-seedCnn",
        Fold = "2",
        Index = 3,
        Point = new Dictionary<string, object> { ["learningRate"] = 1e-3, ["batchSize"] = 32L, ["scale"] = "db", ["deltas"] = true },
        State = TrialState.Done,
        Score = 1.0 / 3,
        Metric = "balancedAccuracy",
        BestEpoch = 2,
        History = [new EpochResult(1, 1.5, 1.6, 0.25), new EpochResult(2, 1.1, null, null)],
        Seed = ulong.MaxValue,
        Started = new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero),
        Seconds = new Dictionary<string, double> { ["fit"] = 1.25 },
        PeakMemoryMb = 512.5,
        Machine = new("host", "linux", ".NET 10", 2, "cpu", null, new Dictionary<string, string> { ["Microsoft.ML"] = "5.0.1" }),
    };
}
