using Gmsa.Experiments.Foundation;
using static Gmsa.Experiments.Reports.Markup;

namespace Gmsa.Experiments.Reports;

/// <inheritdoc cref="HtmlReport"/>
public sealed record HtmlReportOptions : ReportOptions
{
    public override IReport Create() => new HtmlReport();
}

/// <summary>
/// <c>report.html</c>: one file with all that a reader needs in it, and nothing that is loaded from elsewhere but the sounds that its
/// players are asked for; its tables sort where scripts run. Also well-formed XML.
/// </summary>
internal sealed class HtmlReport : IReport
{
    public void Write(StudyResults results, string folder) =>
        AtomicFile.WriteText(Path.Combine(folder, BesidePage.Report), Render(results));

    internal static string Render(StudyResults results)
    {
        var findings = Findings.Of(results);
        Section[] sections =
        [
            new("arms", "Arms side by side", ArmsSection.Of(findings)),
            .. results.IsFinished ? Compared(findings) : [],
            .. findings.Studies.Count > 0 ? [new("studies", "The studies", StudiesSection.Of(findings))] : OfOneStudy(findings),
            new("redo", "How to redo it", RedoSection.Of(findings)),
            new("files", "Files", StudyFilesSection.Of(findings)),
        ];
        return Page.Of($"{findings.Plan.Name} – results", SummarySection.Of(findings), sections, Footer(findings),
            PlotStylesheet.Css + HardestSection.Css + TableScript.Css, TableScript.Source,
            media: results.Hard?.AudioRoot is null ? "" : "file:").ToString();
    }

    /// <summary>What test folds tell.</summary>
    private static Section[] Compared(Findings findings) =>
    [
        .. VersusSection.Says(findings) ? [new("merged", VersusSection.Title(findings), VersusSection.Of(findings))] : (Section[])[],
        .. findings.Results.Comparison.Seeds is { } noise
            ? [new("seeds", "Luck of the seed", SeedsSection.Of(findings, noise))]
            : (Section[])[],
        .. PerFoldSection.Arms(findings).Length > 0 ? [new("folds", "Fold by fold", PerFoldSection.Of(findings))] : (Section[])[],
        .. PerLabelSection.Arms(findings).Length > 0 ? [new("labels", "Label by label", PerLabelSection.Of(findings))] : (Section[])[],
        new("confusion", "What is taken for what", ConfusionSection.Of(findings)),
        new("plane", "Where the errors lie", ErrorPlaneSection.Of(findings)),
        new("calibration", "Sure and right", CalibrationSection.Of(findings)),
        new("hardest", "Which tracks are hard", HardestSection.Of(findings)),
        new("borders", "Near the borders", BordersSection.Of(findings)),
    ];

    /// <summary>What is a study's own: of several, each tells it in its own report.</summary>
    private static Section[] OfOneStudy(Findings findings) =>
    [
        new("curves", "Learning curves", CurvesSection.Of(findings)),
        new("sweep", "The sweep", SweepSection.Of(findings)),
        new("pictures", "Example pictures", PicturesSection.Of(findings)),
        new("data", "The data", DataSection.Of(findings)),
        new("cost", "What it cost", CostSection.Of(findings)),
    ];

    private static Markup Footer(Findings findings) => Html($"""
        Made by Gmsa.Experiments from the records of {(findings.Studies.Count > 0 ? "the studies in the comparison" : "the study")} <code>{findings.Plan.Id}</code>. Every number here can be recomputed
        from
        <code>predictions.csv</code> of each arm{When(findings.Studies.Count > 0, () => Html($", on the tracks that {ComparedWords.All(findings)} tested"))}; <code>comparison.json</code>, <code>metrics.csv</code> and <code>trials.csv</code> hold
        them for programs.
        """);
}
