using System.Globalization;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Moods;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Search;
using Gmsa.Experiments.Training;

namespace Gmsa.Experiments.Benchmarks;

/// <summary>
/// A finished study as large as overnight ones are, made up: 12 arms on two schemes, 5 folds, and as many tracks and trials as asked for.
/// </summary>
internal sealed class LargeStudy(int tracks, int trials)
{
    private const int ArmsOfScheme = 6, Folds = 5, Epochs = 30, Artists = 400;

    private static readonly LabelScheme[] Schemes = [MoodSchemes.Mood8, MoodSchemes.Mood4];
    private static readonly Dimension[] Space = [new RealDimension("learningRate", 1e-5, 1e-2, true),
        new IntegerDimension("batchSize", 8, 64, false), new RealDimension("dropout", 0.1, 0.6, false)];

    private readonly (double Energy, double Valence)[] places = Places(tracks);

    /// <returns>The seconds that the comparison took.</returns>
    public double Write(Study study)
    {
        Directory.CreateDirectory(study.Folder);
        var plan = Plan(Path.GetFileName(study.Folder));
        Study.Write(study.PlanFile, plan);
        Study.Write(study.DatasetFile, new DatasetCard
        {
            Key = new('0', 64),
            Source = "Made up, to be measured with.",
            Tracks = tracks,
            Features = [new("picture", "mel", "128 x 128")],
            LeftOut = [],
            Pictures = [],
        });
        AtomicFile.WriteText(study.ExperimentFile, "seed: 42\n");
        AtomicFile.WriteText(study.ManifestFile, "id,artist,title,energy,valence\n" + string.Concat(places.Select((p, i) =>
            string.Create(CultureInfo.InvariantCulture, $"{i:00000},artist {i % Artists},song {i},{p.Energy},{p.Valence}\n"))));
        using var journal = Journal.Open(study.JournalFile);
        journal.Add(new StudyStarted("gmsa run large.yaml", 0, null, null, null, null, null, 0, null));
        var records = Records(plan);
        foreach (var record in records)
        {
            var point = new Point(record.Point);
            journal.Add(new TrialClaimed(record.Trial, record.Arm, record.Fold, record.Index, point.Values, "made-up"));
            journal.Add(TrialFinished.Of(record));
            Directory.CreateDirectory(study.TrialFolder(record.Trial));
            Study.Write(Path.Combine(study.TrialFolder(record.Trial), Study.RecordName), record);
        }
        Study.Write(study.SweepFile, new SweepCard([.. plan.Arms.Select(a => Swept(a.Name, [.. records.Where(r => r.Arm == a.Name)]))]));
        var arms = plan.Arms.Select(a => new ArmInput(a.Name, a.Scheme, a.Trainer, 0.3, Predictions(a), SchemeOf(a.Scheme).Ring)).ToArray();
        foreach (var arm in arms)
        {
            Directory.CreateDirectory(study.ArmFolder(arm.Name));
            PredictionFile.Write(study.PredictionsFile(arm.Name), arm.Predictions);
        }
        var start = Clock.Start();
        var comparison = Comparer.Compare(arms, new("mood8", "mood4", MoodSchemes.EightToFour), "accuracy", new Seed(42));
        var seconds = Clock.Elapsed(start).TotalSeconds;
        Study.Write(study.ComparisonFile, comparison);
        return seconds;
    }

    private StudyPlan Plan(string id) => new()
    {
        Name = "large",
        Id = id,
        Tracks = tracks,
        Schemes = [.. Schemes.Select(s =>
            new PlannedScheme(s.Name, s.Labels, [.. s.Labels.Select(l => Enumerable.Range(0, tracks).Count(t => LabelOf(s, t) == l))]))],
        Folds = [.. Enumerable.Range(1, Folds)
            .Select(f => new PlannedFold(f.ToString(CultureInfo.InvariantCulture), tracks * 16 / 25, tracks * 4 / 25, tracks / 5))],
        Arms = [.. from scheme in Schemes
            from n in Enumerable.Range(0, ArmsOfScheme)
            select new PlannedArm($"{scheme.Name}-net{n}", scheme.Name, $"net{n}", "seedCnn", ["picture"],
                [.. Space.Select(d => d.ToString()!)], trials / (2 * ArmsOfScheme * Folds) + 1)],
        Trials = trials,
    };

    private IReadOnlyList<RunRecord> Records(StudyPlan plan) => [.. Enumerable.Range(0, trials).Select(n =>
    {
        var (arm, fold, index) =
            (plan.Arms[n % plan.Arms.Count], plan.Folds[n / plan.Arms.Count % Folds].Name, n / (plan.Arms.Count * Folds));
        var random = new Seed((ulong)n).Generator();
        var rate = Math.Pow(10, -5 + 3 * random.NextDouble());
        var best = 0.35 - 0.02 * Math.Pow(Math.Log10(rate) + 3.5, 2) + 0.02 * random.NextGaussian();
        EpochResult[] history = [.. Enumerable.Range(1, Epochs).Select(e => new EpochResult(e, 2 * Math.Exp(-0.05 * e),
            2 * Math.Exp(-0.05 * e) + 0.01 * e, best * (1 - Math.Exp(-0.2 * e)) + 0.01 * random.NextGaussian()))];
        var failed = n % 50 == 49;
        return new RunRecord
        {
            Trial = n + 1, Arm = arm.Name, Fold = fold, Index = index,
            Point = new Dictionary<string, object>
            {
                ["learningRate"] = rate,
                ["batchSize"] = (long)(8 + random.NextInt(57)),
                ["dropout"] = 0.1 + 0.5 * random.NextDouble(),
            },
            State = failed ? TrialState.Failed : n % 10 == 9 ? TrialState.Pruned : TrialState.Done,
            Score = failed || n % 10 == 9 ? null : history.Max(h => h.ValidationScore),
            Metric = "balancedAccuracy",
            BestEpoch = history.MaxBy(h => h.ValidationScore)!.Epoch,
            History = history,
            Failure = failed ? new(FailureKind.Diverged, "the loss is no number after epoch 7",
                ["epoch 6: training loss 3.1", "epoch 7: training loss NaN"]) : null,
            Seed = (ulong)n,
            Started = DateTimeOffset.UnixEpoch.AddMinutes(n),
            Seconds = new Dictionary<string, double> { ["fit"] = 20 + random.NextDouble(), ["score"] = 0.5 },
            PeakMemoryMb = 900,
            Machine = new("machine", "Linux", ".NET 10", 2, "cpu", null, new Dictionary<string, string>()),
        };
    })];

    private static SweptArm Swept(string name, RunRecord[] records)
    {
        var scored = CentredScores.Of(records).Select(t => (Point: new Point(t.Trial.Point), t.Score)).ToArray();
        var effects = FunctionalAnova.Of(Space, [.. scored.Select(s => s.Point)], [.. scored.Select(s => s.Score)], new Seed(1));
        return new(name, [.. Space.Select(d => d switch
        {
            RealDimension r => new SweptDimension(r.Name, r.Low, r.High, r.Log, false, null, null),
            IntegerDimension i => new SweptDimension(i.Name, i.Low, i.High, i.Log, true, null, null),
            _ => throw new InvalidOperationException(),
        })], [], effects is null ? [] : [new(null, effects)]);
    }

    private PredictionTable Predictions(PlannedArm arm)
    {
        var (scheme, random) = (SchemeOf(arm.Scheme), new Seed(7).Derive(arm.Name).Generator());
        return new(scheme.Labels, [.. Enumerable.Range(0, tracks).Select(t =>
        {
            var truth = LabelOf(scheme, t);
            double[] weights = [.. scheme.Labels.Select(l => Math.Exp(random.NextGaussian() + (l == truth ? 0.8 : 0)))];
            var sum = weights.Sum();
            return new Prediction(string.Create(CultureInfo.InvariantCulture, $"{t:00000}"), $"artist {t % Artists}",
                (1 + t % Artists % Folds).ToString(CultureInfo.InvariantCulture), truth,
                scheme.Labels[Array.IndexOf(weights, weights.Max())], [.. weights.Select(w => w / sum)]);
        })]);
    }

    private string LabelOf(LabelScheme scheme, int track) => scheme.LabelOf(new("", "", new Dictionary<string, string>
    {
        ["energy"] = places[track].Energy.ToString(CultureInfo.InvariantCulture),
        ["valence"] = places[track].Valence.ToString(CultureInfo.InvariantCulture),
    }))!;

    private static LabelScheme SchemeOf(string name) => Schemes.First(s => s.Name == name);

    private static (double, double)[] Places(int tracks)
    {
        var random = new Seed(3).Generator();
        return [.. Enumerable.Range(0, tracks).Select(_ => (Math.Round(random.NextDouble(), 3), Math.Round(random.NextDouble(), 3)))];
    }
}
