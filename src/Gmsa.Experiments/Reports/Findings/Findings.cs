using System.Globalization;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Reports;

/// <summary>
/// A study's results joined and put into the order that all reports share. What they mean, in words, is in <see cref="Conclusions"/>.
/// </summary>
internal sealed class Findings
{
    private Findings(StudyResults results)
    {
        Results = results;
        Trials = [.. results.Trials.OrderBy(t => t.Trial)];
        Arms = Join(results, Trials);
        Representatives = [.. results.Plan.Schemes
            .SelectMany(s => Arms.Where(a => a.Scheme == s.Name && a.Represents))];
        Machines = [.. Trials.Select(t => t.Machine)
            .DistinctBy(m => (m.Host, m.Os, m.Runtime, m.Cores, m.Device, m.GitCommit, PackagesOf(m)))];
    }

    public static Findings Of(StudyResults results) => new(results);

    public StudyResults Results { get; }

    public StudyPlan Plan => Results.Plan;

    public DatasetCard Dataset => Results.Dataset;

    /// <summary>The studies side by side where there are several; else none.</summary>
    public IReadOnlyList<ComparedStudy> Studies => Results.Studies;

    /// <summary>What a reader holds in hand.</summary>
    public string Work => Studies.Count > 0 ? "Comparison" : "Study";

    /// <summary>By number.</summary>
    public IReadOnlyList<RunRecord> Trials { get; }

    /// <summary>In the order of the plan's schemes; within one by balanced accuracy, those without a result last.</summary>
    public IReadOnlyList<ArmView> Arms { get; }

    /// <summary>The arm that inner validation prefers in each scheme that has one; of several studies that of each.</summary>
    public IReadOnlyList<ArmView> Representatives { get; }

    /// <summary>Every machine that ran a trial.</summary>
    public IReadOnlyList<MachineRecord> Machines { get; }

    /// <summary>The fine scheme merged against the coarse one: by argmax, then summed; empty where no map connects schemes.</summary>
    public IReadOnlyList<ArmPair> Versus => [.. Results.Comparison.Pairs.Where(p => p.Collapse is not null)];

    public IReadOnlyList<ArmPair> WithinScheme => [.. Results.Comparison.Pairs.Where(p => p.Collapse is null)];

    /// <summary>Each track that isn't used, once.</summary>
    public IReadOnlyList<LeftOut> LeftOut => [.. Dataset.LeftOut.DistinctBy(l => (l.TrackId, l.Path))];

    /// <summary>All tracks there were to use: the used ones and those left out.</summary>
    public int Candidates => Dataset.Tracks + LeftOut.Count;

    /// <summary>What the intervals resample.</summary>
    public string GroupWords => Groups == Tested ? "tracks, each a group of its own" : $"whole groups of the same {GroupColumn}";

    /// <summary>The column, or columns, that the split keeps together.</summary>
    public string GroupColumn => Results.Comparison.LeakAudit switch
    {
        _ when Studies.Count > 0 => string.Join(" or ", Studies.Select(s => Of(s.Results).GroupColumn).Distinct()),
        { Together.Count: > 0 } audit => string.Join(" or ", audit.Together),
        { By.Length: > 0 } audit => audit.By,
        _ => "group",
    };

    /// <summary>How many groups the tested tracks are in, which the intervals resample; null without results.</summary>
    public int? Groups => Results.Comparison.Arms.Select(a => a.Groups).FirstOrDefault(g => g is not null);

    /// <summary>How many tracks stood in a test fold: all, or those of the one part that tests; null without results.</summary>
    public int? Tested => Results.Comparison.Arms is [var first, ..] ? first.Tracks : null;

    /// <summary>How often each of them was tested: more than once where folds are repeated.</summary>
    public int TimesTested => Results.Comparison.Arms is [{ Tracks: > 0 } first, ..] ? first.N / first.Tracks : 1;

    /// <summary>The seed as the experiment file says it, with those of the axis; null where it doesn't.</summary>
    public string? Seed =>
        Results.ExperimentYaml.Split('\n').FirstOrDefault(l => l.StartsWith("seed:", StringComparison.Ordinal)) is { } line
            ? line[(line.IndexOf(':') + 1)..].Trim()
                + (Plan.Seeds.Count > 0 ? $"; learnt with {string.Join(", ", Plan.Seeds.Select(s => Numbers.Plain(s)))}" : "")
            : null;

    /// <summary>The day and minute of the first trial; trials there must be.</summary>
    public string Started => Trials.Min(t => t.Started).ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>Of all trials together.</summary>
    public double Seconds => Trials.Sum(SecondsOf);

    public double PeakMemoryMb => Trials.Max(t => t.PeakMemoryMb);

    public static double SecondsOf(RunRecord trial) => trial.Seconds.OrderBy(s => s.Key, StringComparer.Ordinal).Sum(s => s.Value);

    public static string PackagesOf(MachineRecord machine) =>
        string.Join(", ", machine.Packages.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key} {p.Value}"));

    private static ArmView[] Join(StudyResults results, IReadOnlyList<RunRecord> trials)
    {
        var (plan, folds) = (results.Plan, results.Plan.LearntFolds.ToArray());
        var scores = results.Comparison.Arms.ToDictionary(a => a.Name, StringComparer.Ordinal);
        var order = plan.Schemes.Select(s => s.Name).ToList();
        return [.. plan.Arms.Select(View).OrderBy(a => order.IndexOf(a.Scheme)).ThenByDescending(a => a.Result?.BalancedAccuracy ?? -1)];

        ArmView View(PlannedArm arm) => new(
            arm, scores.GetValueOrDefault(arm.Name)?.Labels ?? plan.Schemes.FirstOrDefault(s => s.Name == arm.Scheme)?.Labels ?? [], folds,
            scores.GetValueOrDefault(arm.Name), [.. trials.Where(t => t.Arm == arm.Name)]);
    }
}
