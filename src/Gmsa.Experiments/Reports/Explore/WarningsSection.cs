using static Gmsa.Experiments.Reports.Markup;

namespace Gmsa.Experiments.Reports;

/// <summary>What could spoil an experiment on the corpus.</summary>
internal static class WarningsSection
{
    private const int MostNamed = 10;

    public static Markup Of(CorpusView corpus) => corpus.Warnings.Count == 0
        ? Html($"""
            <p>Nothing to warn of. Looked for: files that can’t be read, clipping, silence, a silent start, very short tracks, duplicates by
            a hash of their samples, and a sample rate, bit rate, format or number of channels that predicts a label.</p>
            """)
        : Html($"<div class=\"cards\">{corpus.Warnings.Select(Card)}</div>");

    private static Markup Card(CorpusWarning warning) => Html($"""
        <div class="card warning"><h3>{warning.Title}</h3><p>{Prose(warning.Text)}</p>
        {When(warning.Tracks.Count > 0, () => Html($"""
            <ul>{warning.Tracks.Take(MostNamed).Select(t => Html($"<li>{t}</li>\n"))}
            {When(warning.Tracks.Count > MostNamed, () =>
                Html($"<li>and {Numbers.Whole(warning.Tracks.Count - MostNamed)} more</li>"))}</ul>
            """))}</div>

        """);
}
