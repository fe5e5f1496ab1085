using Gmsa.Experiments.Foundation;
using static Gmsa.Experiments.Reports.Markup;

namespace Gmsa.Experiments.Reports;

/// <summary>
/// <c>report.html</c>: one file with all that a reader needs in it, and nothing that runs or is loaded from elsewhere. Also well-formed
/// XML.
/// </summary>
public sealed class HtmlReport : IReport
{
    public void Write(StudyResults results, string folder) => AtomicFile.WriteText(Path.Combine(folder, "report.html"), Render(results));

    internal static string Render(StudyResults results)
    {
        var findings = Findings.Of(results);
        Section[] sections =
        [
            new("arms", "Arms side by side", ArmsSection.Of(findings)),
            new("four-eight", VersusSection.Title(findings), VersusSection.Of(findings)),
            new("confusion", "What is taken for what", ConfusionSection.Of(findings)),
            new("curves", "Learning curves", CurvesSection.Of(findings)),
            new("sweep", "The sweep", SweepSection.Of(findings)),
            new("pictures", "Example pictures", PicturesSection.Of(findings)),
            new("data", "The data", DataSection.Of(findings)),
            new("redo", "How to redo it", RedoSection.Of(findings)),
        ];
        return Page(findings, sections).ToString();
    }

    private static Markup Page(Findings findings, Section[] sections) => Html($"""
        <!DOCTYPE html>
        <html lang="en" xmlns="http://www.w3.org/1999/xhtml">
        <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{findings.Plan.Name} – results</title>
        <link rel="icon" href="data:," />
        <style>
        {Trusted(Stylesheet.Css)}
        </style>
        </head>
        <body>
        <header>
        {SummarySection.Of(findings)}
        <nav aria-label="Sections"><ol>{sections.Select(s => Html($"<li><a href=\"#{s.Id}\">{s.Title}</a></li>"))}</ol></nav>
        </header>
        <main>
        {sections.Select(s => Html($"""
            <section id="{s.Id}" aria-labelledby="{s.Id}-title">
            <h2 id="{s.Id}-title">{s.Title}</h2>
            {s.Body}
            </section>

            """))}
        </main>
        <footer>Made by Gmsa.Experiments from the records of the study <code>{findings.Plan.Id}</code>. Every number here can be recomputed
        from
        <code>predictions.csv</code> of each arm; <code>comparison.json</code>, <code>metrics.csv</code> and <code>trials.csv</code> hold
        them for programs.</footer>
        </body>
        </html>

        """);

    private sealed record Section(string Id, string Title, Markup Body);
}
