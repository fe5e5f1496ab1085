using static Gmsa.Experiments.Reports.Markup;

namespace Gmsa.Experiments.Reports;

/// <summary>Where a reader goes on from the first screen: what lies beside the report, as far as it is there.</summary>
internal static class SummaryLinks
{
    public static Markup Of(Findings findings)
    {
        Markup[] links = [.. Predictions(findings), .. All(findings), .. Others(findings)];
        return When(links.Length > 0, () => Html($"<p class=\"links\">{links}</p>\n"));
    }

    /// <summary>Everything else, at the end of the page.</summary>
    private static IEnumerable<Markup> Others(Findings findings)
    {
        if (!string.IsNullOrWhiteSpace(StudyFilesSection.Of(findings).ToString()))
            yield return Html($"<a class=\"button\" href=\"#files\">All files</a>");
    }

    /// <summary>What the arms answered that stand for the schemes: one row a track.</summary>
    private static IEnumerable<Markup> Predictions(Findings findings) =>
        from arm in findings.Representatives
        where findings.Studies.Count == 0 && File.Exists(Path.Combine(findings.Results.Folder, "arms", arm.Name, "predictions.csv"))
        select Html($"<a class=\"button\" href=\"arms/{Uri.EscapeDataString(arm.Name)}/predictions.csv\">Predictions of {arm.Name}</a> ");

    /// <summary>The list of studies in the folder above, where it is this program's.</summary>
    private static IEnumerable<Markup> All(Findings findings)
    {
        if (findings.Results.Folder.Length > 0 && StudyIndex.Is(Path.Combine(findings.Results.Folder, "..", StudyIndex.FileName)))
            yield return Html($"<a class=\"button\" href=\"../{StudyIndex.FileName}\">All studies</a> ");
    }
}
