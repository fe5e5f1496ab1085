using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Tests.Records;

/// <summary>Records of trials that nobody ran.</summary>
internal static class SampleRecords
{
    /// <summary>A trial that is done; one that failed where there is no score.</summary>
    public static RunRecord Of(int trial, string arm, string fold, int index, double? score, double seconds = 1,
        params (string Name, object Value)[] point) => new()
        {
            Trial = trial,
            Arm = arm,
            Fold = fold,
            Index = index,
            Point = point.ToDictionary(v => v.Name, v => v.Value),
            State = score is null ? TrialState.Failed : TrialState.Done,
            Score = score,
            Metric = "balancedAccuracy",
            Failure = score is null ? new(FailureKind.Error, $"trial {trial} was made to fail", []) : null,
            Seed = 1,
            Started = new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero),
            Seconds = new Dictionary<string, double> { ["fit"] = seconds },
            PeakMemoryMb = 100,
            Machine = new("host", "linux", ".NET 10", 2, "cpu", null, new Dictionary<string, string>()),
        };
}
