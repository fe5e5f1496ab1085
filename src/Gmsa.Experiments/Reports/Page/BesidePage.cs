using Gmsa.Experiments.Records;
using static Gmsa.Experiments.Reports.Markup;

namespace Gmsa.Experiments.Reports;

/// <summary>Links from a report to what lies beside it, by places as seen from its folder; only to what is there.</summary>
internal static class BesidePage
{
    /// <summary>What a study's page is called, in its folder.</summary>
    public const string Report = "report.html";

    /// <param name="place">As seen from the report's folder, with slashes: <c>arms/mood8-logistic/model.zip</c>.</param>
    public static bool IsThere(Findings findings, string place) =>
        findings.Results.Folder.Length > 0
        && File.Exists(Path.Combine(findings.Results.Folder, place.Replace('/', Path.DirectorySeparatorChar)));

    /// <summary>A link to a file with the words given; nothing where there is no such file.</summary>
    public static Markup Link(Findings findings, string place, string words) =>
        When(IsThere(findings, place), () => Html($"<a href=\"{Href(place)}\">{words}</a>"));

    /// <summary>The number of a trial, which leads to its log where that is there.</summary>
    public static Markup Trial(Findings findings, RunRecord trial) => LogOf(findings, trial) is not { } log ? Html($"{trial.Trial}")
        : Html($"<a href=\"{Href(log)}\" aria-label=\"Log of trial {trial.Trial}\">{trial.Trial}</a>");

    /// <summary>The same in the words given.</summary>
    public static Markup Log(Findings findings, RunRecord trial, string words) =>
        LogOf(findings, trial) is { } log ? Link(findings, log, words) : Empty;

    public static string Href(string place) => string.Join('/', place.Split('/').Select(Uri.EscapeDataString));

    // Of several studies the trials' folders are each study's own, and numbers come more than once.
    private static string? LogOf(Findings findings, RunRecord trial) =>
        findings.Studies.Count == 0 && LogPlace(trial.Trial) is var log && IsThere(findings, log) ? log : null;

    private static string LogPlace(int trial) => $"trials/{Path.GetFileName(new Study("").TrialFolder(trial))}/log.txt";
}
