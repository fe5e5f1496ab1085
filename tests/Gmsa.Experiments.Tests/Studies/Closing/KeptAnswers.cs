using System.Diagnostics;
using System.Globalization;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Studies;

namespace Gmsa.Experiments.Tests.Studies;

/// <summary>Asks the bundles of a finished study for what they answered, in a process that has nothing of the run but its files.</summary>
internal static class KeptAnswers
{
    public const string Word = "--ask-bundles";

    /// <summary>By arm the largest difference of a probability: of the folds' bundles, and of the final model.</summary>
    public static IReadOnlyDictionary<string, (double Folds, double Model)> Differences(string study)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [Word, study])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["GMSA_CACHE"] = Path.Combine(study, "..", "..", "cache");
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException(errors.Result);
        return lines.Select(line => line.Split('\t')).ToDictionary(f => f[0], f => (Number(f[1]), Number(f[2])));
    }

    public static int Run(string folder)
    {
        var study = new Study(Path.GetFullPath(folder));
        var card = Study.Read<DatasetCard>(study.DatasetFile);
        var design = StudyDesigner.Design(ExperimentFile.Load(study.ExperimentFile, [], audioRoot: null), card.LeftOut);
        var dataset = StudyDataset.Build(design, design.Experiment.Features, Progress.Unheard, CancellationToken.None).Dataset;
        var views = new FoldViews(design, dataset);
        foreach (var arm in design.Arms)
        {
            var said = PredictionFile.Read(study.PredictionsFile(arm.Name)).Rows.ToLookup(r => r.Fold);
            var folds = design.LearntFolds.Max(fold =>
                Largest(study.FoldModelFile(design.Plan, arm.Name, fold.Name), fold.Test, arm, said[fold.Name]));
            int[] all = [.. Enumerable.Range(0, design.Tracks.Count)];
            var model = Largest(study.ModelFile(arm.Name), all, arm, PredictionFile.Read(study.RefitFile(arm.Name)).Rows);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{arm.Name}\t{folds:R}\t{model:R}"));
        }
        return 0;

        double Largest(string bundle, IReadOnlyList<int> part, Arm arm, IEnumerable<Prediction> expected)
        {
            using var loaded = Toolbox.Model(bundle);
            var rows = Scoring.Predict(loaded.Model, views.Scoring(new(0), arm, part), arm, "", design).Rows.OrderBy(r => r.TrackId);
            return rows.Zip(expected.OrderBy(r => r.TrackId), (a, b) => a.TrackId != b.TrackId ? double.PositiveInfinity
                : a.Probabilities.Zip(b.Probabilities, (x, y) => Math.Abs(x - y)).Max()).Max();
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
