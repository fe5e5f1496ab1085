using System.CommandLine;
using System.Text.Json;
using Gmsa.Experiments.Cli.Display;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Cli.Commands;

internal static class MetricsCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("PREDICTIONS.csv")
        {
            Description = "Columns track_id, truth, predicted and p_<label> for each label, summing to 1; "
                + "group (what intervals resample) and fold if they are known.",
        };
        var json = CommonOptions.Json();
        return new Command("metrics",
            "Scores predictions, whoever made them: every metric of a report, with 95 % intervals over groups; label by label, " +
            "fold by fold, and what is taken for what.\n" +
            "Example: gmsa metrics results/quickstart-0123abcd/arms/mood8-lightGbm/predictions.csv")
        {
            file, json,
        }.Does((parsed, _) =>
        {
            var metrics = Toolbox.Metrics(parsed.GetRequiredValue(file));
            if (parsed.GetValue(json)) Console.WriteLine(JsonSerializer.Serialize(metrics, Json.Indented));
            else
            {
                MetricTable.Write(Console.Out, [("", metrics)]);
                MetricTable.WriteParts(Console.Out, metrics);
            }
            return Exit.Done;
        });
    }
}
