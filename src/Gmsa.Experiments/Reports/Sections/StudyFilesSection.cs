using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Records;
using static Gmsa.Experiments.Reports.Markup;

namespace Gmsa.Experiments.Reports;

/// <summary>What lies beside the report, with a link to each: tables, predictions, models, logs, and the other pages. Nothing where nothing
/// lies there.</summary>
internal static class StudyFilesSection
{
    // More links are no longer read; the folders hold all.
    private const int MostLogs = 30;

    private static readonly (string Place, string What)[] OfStudy =
    [
        ("../" + StudyIndex.FileName, "all studies of the results folder"),
        ("report.md", "this report in short, for a pull request"),
        ("metrics.csv", "every metric of every arm, with its interval"),
        ("folds.csv", "every arm in every fold"),
        ("labels.csv", "every label of every arm: precision, recall, F1"),
        ("confusion.csv", "what is taken for what, arm by arm"),
        ("trials.csv", "every trial: its setting, its score, and why it failed"),
        ("seeds.csv", "every arm with every seed"),
        ("tables.tex", "the arms and the pairs for LaTeX"),
        ("metrics.parquet", "every metric of every arm, as Apache Parquet"),
        ("predictions.parquet", "every prediction of every arm, as Apache Parquet"),
        ("compared.json", "which studies are compared"),
        ("comparison.json", "everything that was computed from the test folds"),
        ("sweep.json", "what was searched, and what mattered in it"),
        ("experiment.yaml", "the resolved experiment file"),
        ("manifest.csv", "the tracks as they were read"),
    ];

    private static readonly (string Name, string What)[] OfArm =
    [
        ("predictions.csv", "predictions"), ("curves.csv", "learning curves"), ("model.zip", "model"),
        ("refit.csv", "what the model says of the tracks that it learnt from: no score"), ("ensemble.json", "ensemble"),
    ];

    public static Markup Of(Findings findings)
    {
        var own = OfStudy.Where(f => f.Place[0] != '.' || StudyIndex.Is(Path.Combine(findings.Results.Folder, f.Place)))
            .Where(f => BesidePage.IsThere(findings, f.Place)).ToArray();
        var arms = findings.Arms.Select(a => (Arm: a, Links: LinksOf(findings, a))).Where(a => a.Links.Length > 0).ToArray();
        if (own.Length + arms.Length == 0) return Empty;
        return Html($"""
            <p>These lie in {(findings.Studies.Count > 0 ? "the comparison’s folder and those of its studies"
                : "the study’s folder")}, beside this page: where it was passed on alone, the
            links lead nowhere.</p>
            <ul class="files">{findings.Studies.Select(s => Report(findings, s))}
            {own.Select(f => Html($"<li>{BesidePage.Link(findings, f.Place, f.Place)}: {f.What}</li>\n"))}</ul>
            {When(arms.Length > 0, () => Html($"""
                <h3>Of each arm</h3>
                <ul class="files">{arms.Select(a => Html($"<li><b>{a.Arm.Name}</b>: {Listed(a.Links)}</li>\n"))}</ul>
                """))}
            {Failed(findings)}
            """);
    }

    private static Markup Report(Findings findings, ComparedStudy study)
    {
        var place = $"{study.Place}/{BesidePage.Report}";
        return When(BesidePage.IsThere(findings, place), () =>
            Html($"<li>{BesidePage.Link(findings, place, $"Report of {study.Name}")}: {study.Results.Plan.Id}</li>\n"));
    }

    private static Markup Listed(Markup[] links) => Html($"{links.Select((l, i) => Html($"{(i == 0 ? "" : ", ")}{l}"))}");

    private static Markup[] LinksOf(Findings findings, ArmView arm)
    {
        var folder = FolderOf(findings, arm);
        return
        [
            .. OfArm.Where(f => BesidePage.IsThere(findings, folder + f.Name))
                .Select(f => Html($"{BesidePage.Link(findings, folder + f.Name, f.Name)} ({f.What})")),
            .. Finalists(findings, arm) is var logs && logs.Length > 0 ? [Html($"logs of the finalists in {Listed(logs)}")]
                : Array.Empty<Markup>(),
        ];
    }

    /// <summary>The folder of an arm: of several studies, in that of its own.</summary>
    private static string FolderOf(Findings findings, ArmView arm)
    {
        var study = findings.Studies.FirstOrDefault(s => arm.Name.StartsWith(s.NameOf(""), StringComparison.Ordinal));
        return study is null ? $"arms/{arm.Name}/" : $"{study.Place}/arms/{arm.Name[study.NameOf("").Length..]}/";
    }

    private static Markup[] Finalists(Findings findings, ArmView arm) => findings.Studies.Count > 0 ? []
        : Shortened([.. from fold in arm.Folds
                        let finalist = arm.Finalist(fold)
                        where finalist is not null
                        let link = BesidePage.Log(findings, finalist, FoldName.InWords(fold))
                        where link.ToString().Length > 0
                        select link]);

    private static Markup Failed(Findings findings)
    {
        var logs = Shortened([.. findings.Trials.Where(t => t.State == TrialState.Failed)
            .Select(t => BesidePage.Log(findings, t, $"trial {Numbers.Plain(t.Trial)}")).Where(l => l.ToString().Length > 0)]);
        return When(logs.Length > 0, () => Html($"""
            <h3>Of failed trials</h3>
            <p>Logs: {Listed(logs)}</p>
            """));
    }

    private static Markup[] Shortened(Markup[] links) => links.Length <= MostLogs ? links
        : [.. links.Take(MostLogs), Html($"and {Numbers.Whole(links.Length - MostLogs)} more under trials/")];
}
