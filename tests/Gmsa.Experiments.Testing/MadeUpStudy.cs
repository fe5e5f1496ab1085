using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Reports;
using Gmsa.Experiments.Training;

namespace Gmsa.Experiments.Testing;

/// <summary>
/// The results of a study that nobody ran: 60 tracks of 20 artists in three folds, two learners with two trials a fold (one of which
/// failed), with curves, and with names that a format has to escape.
/// </summary>
public static class MadeUpStudy
{
    /// <summary>A value of a point and a score: none but these digits may stand in a report, whatever the country.</summary>
    public const double Told = 0.0123456789;

    /// <summary>What text may hold: a separator, quotes, a tag, what LaTeX and Markdown take for their own, a line's end and
    /// Greek.</summary>
    public const string Odd = "Χαρά, \"δυνατή\" <b>&c</b> 50 %_x_#|$~^\\{*}\n2";

    private const int Tracks = 60;

    /// <summary>Labels with all of that.</summary>
    public static IReadOnlyList<string> OddLabels { get; } = ["Χαρά, \"δυνατή\"", "a<b>&c", "50 %_x#|$~^", "Sad"];

    private static readonly string[] Folds = ["1", "2", "3"];

    /// <summary>A finished study with two arms.</summary>
    /// <param name="folder">The study's folder; nothing is written to it.</param>
    /// <param name="arms">1 or 2.</param>
    public static StudyResults Of(string folder, IReadOnlyList<string>? labels = null, int arms = 2)
    {
        labels ??= ["Happy", "Calm", "Sad", "Angry"];
        var plan = Plan(labels, arms);
        var trials = plan.Arms.SelectMany((arm, a) => Folds.SelectMany((fold, f) =>
            Enumerable.Range(0, 2).Select(index => Trial(1 + index + 2 * (f + Folds.Length * a), arm, fold, index)))).ToArray();
        var predictions = plan.Arms.ToDictionary(arm => arm.Name, arm => Predictions(labels, arm.Kind));
        return new(plan, Card(), trials, Compared(plan, trials, predictions), predictions, $"name: made-up\n# {Odd.Replace('\n', ' ')}\n",
            folder, ["gmsa run made-up.yaml"]);
    }

    /// <summary>The same where nothing was compared yet.</summary>
    public static StudyResults Unfinished(StudyResults study) => study with
    {
        IsFinished = false,
        Comparison = new() { Arms = [], Pairs = [] },
        Predictions = new Dictionary<string, PredictionTable>(),
        Trials = [.. study.Trials.Take(3)],
    };

    /// <summary>The same with learners that are always sure: probabilities are 0 and 1, and errors are endless in the logarithm.</summary>
    public static StudyResults Certain(StudyResults study)
    {
        var predictions = study.Predictions.ToDictionary(arm => arm.Key, arm => arm.Value with
        {
            Rows = [.. arm.Value.Rows.Select(row => row with
            {
                Probabilities = [.. arm.Value.Labels.Select(label => label == row.Predicted ? 1.0 : 0)],
            })],
        });
        return study with { Predictions = predictions, Comparison = Compared(study.Plan, study.Trials, predictions) };
    }

    /// <summary>The same where several trials answered together.</summary>
    public static StudyResults WithEnsembles(StudyResults study) => study with
    {
        Plan = study.Plan with { Ensemble = 2, InnerFolds = 5 },
        Ensembles = study.Comparison.Arms.ToDictionary(arm => arm.Name, arm => new EnsembleCard
        {
            Folds = [.. Folds.Select(fold => new FoldEnsemble(fold, [new(1, 0.75), new(2, 0.25)], 1.5, 0.5, 0.625))],
            Single = arm,
            Ensemble = arm,
            AccuracyGain = Told,
            AccuracyGainCi95 = new(-Told, 2 * Told),
        }),
    };

    private static StudyPlan Plan(IReadOnlyList<string> labels, int arms) => new()
    {
        Name = "made-up",
        Id = "made-up-0123abcd",
        Tracks = Tracks,
        Schemes = [new("moods", labels, [.. labels.Select((_, l) => Enumerable.Range(0, Tracks).Count(t => t % labels.Count == l))])],
        Folds = [.. Folds.Select(fold => new PlannedFold(fold, 32, 8, 20))],
        Arms = [.. ((string[])["logistic", "majority"]).Take(arms)
            .Select(kind => new PlannedArm($"moods-{kind}", "moods", kind, kind, ["numbers"], ["l2: 0.001 to 10 (log)"], 2))],
        Trials = arms * Folds.Length * 2,
    };

    private static PredictionTable Predictions(IReadOnlyList<string> labels, string kind)
    {
        var random = new Seed(3).Derive(kind).Generator();
        return new(labels, [.. Enumerable.Range(0, Tracks).Select(track =>
        {
            var truth = track % labels.Count;
            double[] scores = [.. labels.Select((_, label) => Math.Exp(random.NextGaussian() + (label == truth ? 1 : 0)))];
            return new Prediction(
                FormattableString.Invariant($"{Odd} {track:00}"), FormattableString.Invariant($"artist {track / 3}"), Folds[track / 3 % 3],
                labels[truth], labels[Array.IndexOf(scores, scores.Max())], [.. scores.Select(score => score / scores.Sum())]);
        })]);
    }

    private static Comparison Compared(
        StudyPlan plan, IReadOnlyList<RunRecord> trials, Dictionary<string, PredictionTable> predictions) => Comparer.Compare(
        [.. plan.Arms.Select(arm => new ArmInput(arm.Name, arm.Scheme, arm.Trainer,
            trials.Where(t => t.Arm == arm.Name).Average(t => t.Score) ?? 0, predictions[arm.Name], []))],
        map: null, "balancedAccuracy", new Seed(42));

    private static RunRecord Trial(int number, PlannedArm arm, string fold, int index)
    {
        var isDone = index == 0;
        return new()
        {
            Trial = number,
            Arm = arm.Name,
            Fold = fold,
            Index = index,
            Point = new Dictionary<string, object> { ["l2"] = Told, ["scale"] = "rank", ["bends"] = 3L },
            State = isDone ? TrialState.Done : TrialState.Failed,
            Score = isDone ? 0.5 + Told : null,
            Metric = "balancedAccuracy",
            BestEpoch = isDone ? 2 : null,
            History = isDone ? [.. Enumerable.Range(1, 3).Select(e => new EpochResult(e, 1.5 / e, 1.75 / e, 0.25 + Told * e))] : [],
            Failure = isDone ? null : new(FailureKind.Diverged, Odd, ["epoch 1", Odd]),
            Seed = (ulong)number,
            Started = new DateTimeOffset(2026, 11, 23, 8, 0, number, TimeSpan.FromHours(2)),
            Seconds = new Dictionary<string, double> { ["fit"] = 1.25, ["score"] = 0.125 },
            PeakMemoryMb = 812.5,
            Machine = new("workstation", "Debian", ".NET", 2, "cpu", "0123abc", new Dictionary<string, string> { ["ML.NET"] = "5.0.1" }),
        };
    }

    private static DatasetCard Card() => new()
    {
        Key = new string('a', 64),
        Source = Odd,
        Tracks = Tracks,
        Features = [new("numbers", "columns", "2 x 1")],
        LeftOut = [new(Odd, Odd, "empty file")],
        Pictures = [],
    };
}
