using System.CommandLine;
using System.Text.Json;
using Gmsa.Experiments.Cli.Display;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Reports;

namespace Gmsa.Experiments.Cli.Commands;

internal static class CompareCommand
{
    public static Command Create()
    {
        var first = new Argument<string>("FIRST.csv") { Description = "Predictions, as `gmsa metrics` reads them." };
        var second = new Argument<string>("SECOND.csv")
        {
            Description = "Predictions of the same tracks with the same truths; of the same labels, or of labels that --map connects.",
        };
        var map = new Option<string?>("--map")
        {
            Description = "Which label of the finer set becomes which of the coarser: a CSV file with the columns fine,coarse. "
                + "Default: none is needed, or mood8 becomes mood4.",
            HelpName = "FILE.csv",
        };
        var metric = new Option<string>("--metric")
        {
            Description = $"What the verdict is about: {string.Join(", ", ClusterBootstrap.HeadlineMetrics)}.",
            HelpName = "NAME",
            DefaultValueFactory = _ => "accuracy",
        };
        var json = CommonOptions.Json();
        return new Command("compare",
            "Compares two files of predictions of the same tracks: metrics side by side, paired intervals over groups, McNemar's test, " +
            "a verdict, and what it would take to tell them apart.\n" +
            "Example: gmsa compare eight.csv four.csv --map eight-to-four.csv")
        {
            first, second, map, metric, json,
        }.Does((parsed, _) =>
        {
            var comparison = Toolbox.Compare(
                parsed.GetRequiredValue(first), parsed.GetRequiredValue(second), parsed.GetValue(map), parsed.GetValue(metric)!);
            if (parsed.GetValue(json)) Console.WriteLine(JsonSerializer.Serialize(comparison, Json.Indented));
            else
            {
                string[] files = [parsed.GetRequiredValue(first), parsed.GetRequiredValue(second)];
                foreach (var (arm, file) in comparison.Arms.Zip(files)) Console.WriteLine($"{arm.Name}: {file}");
                Console.WriteLine();
                Print(Console.Out, comparison);
            }
            return Exit.Done;
        });
    }

    private static void Print(TextWriter output, Comparison comparison)
    {
        MetricTable.Write(output, [.. comparison.Arms.Select(a => (a.Name, (ClassificationMetrics)a))]);
        foreach (var pair in comparison.Pairs)
        {
            output.WriteLine();
            output.WriteLine($"{pair.A} less {pair.B}");
            MetricTable.WriteDifferences(output, pair);
            var (first, second) = (pair.Mcnemar.OnlyFirstRight, pair.Mcnemar.OnlySecondRight);
            output.WriteLine(FormattableString.Invariant($"  tracks that only one got right: {first} and {second}, ")
                + FormattableString.Invariant($"McNemar's exact p {pair.Mcnemar.ExactP:0.0000}"));
            output.WriteLine(PairWords.Of(pair));
            if (PairWords.PowerOf(pair) is { } power) output.WriteLine(power);
        }
    }
}
