using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Reports;
using Gmsa.Experiments.Training;

namespace Gmsa.Experiments.Tests.Reports;

/// <summary>
/// A finished study made up in code: two schemes, four trainers, three folds, curves, a sweep, failures and names that try to break out.
/// </summary>
internal static class Example
{
    public const string Hostile = "<script>alert('ω')</script> & \"Ένα τραγούδι\" \u001b[31m|";

    private static readonly string[] Octants = ["Excited", "Happy", "Content", "Calm", "Sad", "Depressed", "Afraid", "Angry"];
    private static readonly string[] Quadrants = ["Happy", "Calm", "Sad", "Angry"];
    private static readonly string[] Folds = ["fold-1", "fold-2", "fold-3"];

    // Skill: how far an arm's probabilities lean to the truth.
    private static readonly (string Kind, double Skill)[] Trainers = [("majority", -1), ("logistic", 0.9), ("lightGbm", 1.3),
        ("seedCnn", 1.5)];

    /// <summary>The study, with its pictures written under <paramref name="folder"/>.</summary>
    public static StudyResults Study(string folder, string name = Hostile, string[]? schemes = null, int folds = 3,
        string metric = "balancedAccuracy")
    {
        schemes ??= ["mood8", "mood4"];
        var plan = Plan(schemes, folds);
        var predictions = plan.Arms.ToDictionary(a => a.Name, a => Predictions(a, folds));
        var trials = Trials(plan, name);
        return new(
            plan, Card(folder, schemes, name), trials, Compare(plan, predictions, trials, metric), predictions,
            $"name: four-vs-eight\nseed: 42\ndata:\n  # {name}\n  demo: {{ tracks: 240 }}\nlabels: [mood8, mood4]\n", folder,
            ["dotnet run -c Release --project src/Gmsa.Experiments.Cli -- run experiments/quickstart.yaml"]);
    }

    /// <summary>The study with what its sweep found, and its tracks in the plane of energy and valence.</summary>
    public static StudyResults WithDrawings(StudyResults study) => study with
    {
        Plane = Enumerable.Range(0, 240).ToDictionary(t => $"track-{t:000}", t => (t * 7 % 240 / 240.0, t * 31 % 240 / 240.0)),
        Sweep = new([.. study.Plan.Arms.Where(a => a.Space.Count > 0).Select(a => new SweptArm(a.Name,
            [new("learningRate", 1e-5, 0.01, true, false, null, null), new("dropout", 0.1, 0.6, false, false, null, null)], [],
            [new(null,
                new(9, [new("learningRate", 0.6, 0.05, [0.3, 0.4, 0.35]), new("dropout", 0.2, 0.04, [0.35, 0.36, 0.34])], 0.2, 0.7))]))]),
    };

    /// <summary>The same as if it had been learnt with three seeds.</summary>
    public static StudyResults WithSeeds(StudyResults study)
    {
        SeedValues Around(double mean) => SeedValues.Of([mean - 0.02, mean + 0.01, mean + 0.01]);
        var noise = new SeedNoise([1, 2, 3],
            [.. study.Comparison.Arms.Select(a => new SeededArm(a.Name,
                ClusterBootstrap.HeadlineMetrics.ToDictionary(m => m, m => Around(m == "accuracy" ? a.Accuracy : a.BalancedAccuracy))))],
            [.. study.Comparison.Pairs.Select(p => new SeededPair(p.A, p.B, p.Metric, Around(p.Difference), 0.25))]);
        return study with { Plan = study.Plan with { Seeds = noise.Seeds }, Comparison = study.Comparison with { Seeds = noise } };
    }

    private static StudyPlan Plan(string[] schemes, int folds) => new()
    {
        Name = "four-vs-eight",
        Id = "four-vs-eight-1a2b3c4d",
        Tracks = 243,
        Schemes = [.. schemes.Select(s =>
            new PlannedScheme(s, Labels(s), [.. Labels(s).Select((l, i) => Enumerable.Range(0, 240).Count(t => Truth(s, t) == l))]))],
        Folds = [.. Folds.Take(folds).Select(f => new PlannedFold(f, 128, 32, 80))],
        Arms = [.. from s in schemes
            from t in Trainers
            select new PlannedArm(
                $"{s}-{t.Kind}", s, t.Kind, t.Kind, [t.Kind == "seedCnn" ? "picture" : "summary"],
                t.Kind == "seedCnn" ? ["learningRate: 1e-05 to 0.01 (log)", "dropout: 0.1 to 0.6"] : [], t.Kind == "seedCnn" ? 5 : 1)],
        Trials = schemes.Length * folds * 8,
        Merge = schemes.Length > 1 ? new("mood8", "mood4") : null,
    };

    private static string[] Labels(string scheme) => scheme == "mood8" ? Octants : Quadrants;

    private static string Truth(string scheme, int track) => Labels(scheme)[(track * 5 + track / 11) % 8 / (scheme == "mood8" ? 1 : 2)];

    private static PredictionTable Predictions(PlannedArm arm, int folds)
    {
        var (labels, skill) = (Labels(arm.Scheme), Trainers.First(t => t.Kind == arm.Kind).Skill);
        var generator = new Seed(3).Derive(arm.Kind).Generator();
        return new(labels, [.. Enumerable.Range(0, 240).Select(track =>
        {
            var truth = Truth(arm.Scheme, track);
            var scores = labels.Select((l, i) => skill < 0 ? (i == 0 ? 0.1 : 0) : generator.NextGaussian() + (l == truth ? skill : 0))
                .Select(Math.Exp).ToArray();
            var probabilities = scores.Select(s => s / scores.Sum()).ToArray();
            return new Prediction($"track-{track:000}", $"artist-{track / 6:00}", Folds[track / 6 % folds], truth,
                labels[Array.IndexOf(scores, scores.Max())], probabilities);
        })]);
    }

    private static List<RunRecord> Trials(StudyPlan plan, string name)
    {
        var trials = new List<RunRecord>();
        foreach (var arm in plan.Arms)
            foreach (var fold in plan.Folds)
                for (var index = 0; index < arm.TrialsPerFold; index++)
                    trials.Add(Trial(trials.Count + 1, arm, fold.Name, index, name));
        return trials;
    }

    private static RunRecord Trial(int number, PlannedArm arm, string fold, int index, string name)
    {
        var generator = new Seed(5).Derive($"{arm.Name}/{fold}/{index}").Generator();
        var network = arm.Kind == "seedCnn";
        var state = network && index == 3 ? TrialState.Failed : network && index == 4 ? TrialState.Cancelled : TrialState.Done;
        var history = network && state != TrialState.Failed
            ? History(generator, arm.Scheme == "mood8" ? 8 : 4, state == TrialState.Cancelled ? 4 : 10) : [];
        return new()
        {
            Trial = number,
            Arm = arm.Name,
            Fold = fold,
            Index = index,
            Point = network ? new Dictionary<string,
                object>
            {
                ["learningRate"] = Math.Pow(10, -5 + 3 * generator.NextDouble()),
                ["dropout"] = 0.1
                + 0.5 * generator.NextDouble()
            }
                : new Dictionary<string, object>(),
            State = state,
            Score = state == TrialState.Done ? network ? history.Max(e => e.ValidationScore) : 0.3 + 0.2 * generator.NextDouble() : null,
            Metric = "balancedAccuracy",
            BestEpoch = network && state == TrialState.Done ? history.MaxBy(e => e.ValidationScore)!.Epoch : null,
            History = history,
            Failure = state == TrialState.Failed
                ? new(FailureKind.Diverged, $"loss is not a number after epoch 2 of {name}",
                ["epoch 1 loss 2.1", "epoch 2 loss NaN", name]) : null,
            Seed = (ulong)number,
            Started = new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.FromHours(2)).AddSeconds(number),
            Seconds = new Dictionary<string, double> { ["fit"] = network ? 6.25 : 0.25, ["score"] = 0.125 },
            PeakMemoryMb = 812.5,
            Machine = new("workstation", "Debian GNU/Linux 12", ".NET 10.0.1", 2, "cpu", "0123abc", new Dictionary<string,
                string>
            { ["TorchSharp"] = "0.107.0", ["Microsoft.ML"] = "5.0.1" }),
        };
    }

    private static List<EpochResult> History(SplitMix64 generator, int labels, int epochs)
    {
        var speed = 0.05 + 0.4 * generator.NextDouble();
        return [.. Enumerable.Range(1, epochs).Select(e => new EpochResult(
            e, Math.Log(labels) * (0.2 + 0.9 * Math.Exp(-speed * e)) + 0.02 * generator.NextGaussian(),
            Math.Log(labels) * (0.45 + 0.6 * Math.Exp(-speed * e) + 0.02 * speed * e) + 0.05 * generator.NextGaussian(),
            Math.Clamp(0.75 - 0.6 * Math.Exp(-speed * e) + 0.03 * generator.NextGaussian(), 0, 1)))];
    }

    private static DatasetCard Card(string folder, string[] schemes, string name)
    {
        var pictures = new List<PictureCard>();
        foreach (var scheme in schemes)
            foreach (var label in Labels(scheme))
                pictures.Add(new("picture", scheme, label, pictures.Count == 0 ? name : $"track-{pictures.Count:000}",
                    $"pictures/{scheme}-{label}.png"));
        foreach (var (card, i) in pictures.Select((c, i) => (c, i)).Skip(1)) Picture(Path.Combine(folder, card.File), i);
        return new()
        {
            Key = new string('a', 64),
            Source = "Synthetic demo corpus: 240 pieces computed from energy and valence; proves nothing about music.",
            Tracks = 240,
            SampleRate = 8000,
            Features = [new("picture", "mel", "128 x 128"), new("summary", "pooled", "84 x 1")],
            LeftOut = [new(name, $"audio/{name}.mp3", "empty file"), new("late", "audio/αργά.mp3", "not audio: text"),
                new("gone", "audio/gone.wav", "no such file")],
            Pictures = pictures,
        };
    }

    private static void Picture(string path, int number)
    {
        var generator = new Seed((ulong)number).Generator();
        var values = new float[64 * 64];
        for (var y = 0; y < 64; y++)
            for (var x = 0; x < 64; x++)
                values[y * 64 + x] = (float)(-y + 12 * Math.Sin(x / (2.0 + number)) + 4 * generator.NextGaussian());
        Pictures.WritePng(path, values, 64, 64, -70, 15, minimum: 128);
    }

    private static Comparison Compare(StudyPlan plan, Dictionary<string, PredictionTable> predictions, List<RunRecord> trials,
        string metric)
    {
        var map = new CollapseMap("mood8", "mood4", Octants.Select((l, i) => (l, i)).ToDictionary(o => o.l, o => Quadrants[o.i / 2]));
        var arms = plan.Arms.Select(a => new ArmInput(
            a.Name, a.Scheme, a.Trainer, trials.Where(t => t.Arm == a.Name).Average(t => t.Score) ?? 0, predictions[a.Name], [])).ToArray();
        return Comparer.Compare(arms, map, metric, new Seed(42)) with
        {
            LeakAudit = new()
            {
                By = "artist",
                N = 240,
                Overlap = new(0, 0.0375, 0.004, 0, 0),
                Lookups = [.. plan.Schemes.Select(s => new LookupBaseline(s.Name, 240, 0.125, 0.157, 0.125))],
            },
        };
    }
}
