using System.Globalization;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Benchmarks;

/// <summary>The figures of a sweep over tables.</summary>
internal static class SweepReport
{
    public static void Inner(SweptTable table, List<SweptFold> folds, bool all)
    {
        Console.WriteLine(
            $"{table.Name}: pooled over outer folds' training parts by inner cross-validation: log loss, accuracy; CPU seconds a fit");
        if (all)
            foreach (var (candidate, i) in folds[0].Tried.Select((f, i) => (f.Candidate, i))
                .OrderBy(p => Pooled(folds, f => f.Tried[p.i].Inner).LogLoss))
                Line(candidate.ToString(), folds, f => f.Tried[i].Inner, folds.Average(f => f.Tried[i].SecondsPerFit));
        foreach (var learner in folds[0].Tried.Select(f => f.Candidate.Learner).Distinct())
        {
            Line($"{learner}: first of its portfolio", folds, f => f.Tried.First(t => t.Candidate.Learner == learner).Inner,
                folds.Average(f => f.Tried.First(t => t.Candidate.Learner == learner).SecondsPerFit));
            Line($"{learner}: best in each fold", folds, f => f.Best(learner).Inner,
                folds.Average(f => f.Tried.Where(t => t.Candidate.Learner == learner).Average(t => t.SecondsPerFit)));
        }
        Line("best of all in each fold", folds, f => f.Best(null).Inner, folds.Average(f => f.Tried.Average(t => t.SecondsPerFit)));
        Line("greedy ensemble, weights of other inner folds", folds, f => f.CrossFitted().Plain);
        Line("and temperature, of other inner folds", folds, f => f.CrossFitted().Scaled);
        foreach (var fold in folds)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  all fits {fold.Tried.Sum(t => t.SecondsPerFit) * fold.Models.Inner.Count:0} CPU s, T {fold.FittedTemperature:0.000}: ")
                + string.Join(", ", fold.Tried.Zip(fold.Weights).Where(p => p.Second > 0).Select(p => string.Create(
                    CultureInfo.InvariantCulture, $"{p.Second:0.00} {p.First.Candidate.Learner}#{p.First.Candidate.Number}"))));
    }

    public static void Confirm(SweptTable table, List<SweptFold> folds, string shared)
    {
        var automl = PredictionFile.Read(Path.Combine(shared, "bench", $"automl_predictions_{table.Labels.Count}.csv"));
        Console.WriteLine($"{table.Name}: pooled test folds: log loss, accuracy; accuracy less AutoML's with its 95 % interval by artist");
        Test("best of all in each fold, bagged", f => f.Best(null).Test);
        Test("ensemble of bagged members", f => f.Test(scaled: false));
        Test("and temperature", f => f.Test(scaled: true));

        void Test(string what, Func<SweptFold, double[][]> of)
        {
            var rows = folds.SelectMany(fold => fold.Models.Tested.Zip(of(fold), (row, p) => new Prediction(
                table.Tracks[row].Id, table.Tracks[row].Artist, table.Folds[row], table.Labels[table.Truth[row]], table.Labels[Largest(p)],
                p))).ToArray();
            var ours = new PredictionTable(table.Labels, rows);
            var metrics = Metrics.Of(ours);
            var interval = Replicates.Difference(ClusterBootstrap.Replicate(ours, new Seed(1)),
                ClusterBootstrap.Replicate(automl, new Seed(1)), "accuracy");
            var difference = metrics.Accuracy - Metrics.Of(automl).Accuracy;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {what,-48} {metrics.LogLoss:0.0000} {metrics.Accuracy:0.0000}   {difference:+0.0000;-0.0000} [{interval.Low:0.0000}, "
                    + $"{interval.High:0.0000}]"));
        }
    }

    public static double LogLoss(double[][] probabilities, int[] truth) =>
        -GreedyEnsemble.LogLoss([.. probabilities.SelectMany(p => p)], truth);

    private static (double LogLoss, double Accuracy) Pooled(List<SweptFold> folds, Func<SweptFold, double[][]> of)
    {
        double[] all = [.. folds.SelectMany(of).SelectMany(p => p)];
        int[] truth = [.. folds.SelectMany(f => f.Truth)];
        return (-GreedyEnsemble.LogLoss(all, truth), SearchMetric.Accuracy.OfEnsemble()!(all, truth));
    }

    private static void Line(string what, List<SweptFold> folds, Func<SweptFold, double[][]> of, double? seconds = null)
    {
        var (loss, accuracy) = Pooled(folds, of);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what,-48} {loss:0.0000} {accuracy:0.0000} {seconds:0.000}"));
    }

    private static int Largest(double[] p) => Array.IndexOf(p, p.Max());
}
