using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Reports;

namespace OwnKinds;

/// <summary>Options of <see cref="ScoresReport"/>.</summary>
public sealed record ScoresReportOptions : ReportOptions
{
    [Description("Digits behind the point. Default 3.")]
    [Range(1, 6)]
    public int Digits { get; init; } = 3;

    public override IReport Create() => new ScoresReport(this);
}

/// <summary><c>scores.txt</c>: a line an arm, with its balanced accuracy and the 95 % interval where there is one.</summary>
public sealed class ScoresReport(ScoresReportOptions options) : IReport
{
    public void Write(StudyResults results, string folder)
    {
        Directory.CreateDirectory(folder);
        var (file, unfinished) = (Path.Combine(folder, "scores.txt"), Path.Combine(folder, "scores.txt.tmp"));
        File.WriteAllText(unfinished,
            results.IsFinished ? string.Concat(results.Comparison.Arms.Select(Line)) : "nothing is tested yet\n");
        File.Move(unfinished, file, overwrite: true); // it appears whole or not at all
    }

    private string Line(ArmScores arm)
    {
        var interval = arm.Ci95?.TryGetValue("balanced_accuracy", out var ci) == true ? $" [{Number(ci.Low)}, {Number(ci.High)}]" : "";
        return $"{arm.Name} {Number(arm.BalancedAccuracy)}{interval}\n";
    }

    private string Number(double value) => Math.Round(value, options.Digits).ToString(CultureInfo.InvariantCulture);
}
