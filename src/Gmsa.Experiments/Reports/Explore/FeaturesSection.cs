using static Gmsa.Experiments.Reports.Markup;

namespace Gmsa.Experiments.Reports;

/// <summary>The distribution of every pooled feature under every label, those that tell labels apart best first.</summary>
internal static class FeaturesSection
{
    private const int Shown = 12;

    public static Markup Of(CorpusView corpus) => Html($"""
        <p>Each small plot is one number a track: above, all tracks; below, a row a label with the middle half of its tracks as a box, the
        median as a line, and whiskers from the 5th to the 95th percentile. η² (Kruskal–Wallis) is about the share of the ranks’ variance
        that the label explains: 0.01 is little, 0.06 middling, 0.14 much. Rows of a feature count from 1. Nothing
        here was tested on other tracks.</p>
        {corpus.Schemes.Select(s => Scheme(corpus, s))}
        """);

    private static Markup Scheme(CorpusView corpus, SchemeView scheme)
    {
        var ordered = corpus.Quantities.Index().Where(q => q.Item.IsFeature).Select(q => (q.Item, Separation: scheme.Separations[q.Index]))
            .OrderByDescending(q => q.Separation?.EtaSquared ?? -1).ToArray();
        return Html($"""
            <h3>{scheme.Name}</h3>
            <div class="multiples strips">{ordered.Take(Shown).Select(q => Strips.Of(q.Item, scheme, q.Separation))}</div>
            {When(ordered.Length > Shown, () => Html($"""
                <details><summary>The other {ordered.Length - Shown} features</summary>
                <div class="multiples strips">{ordered.Skip(Shown).Select(q => Strips.Of(q.Item, scheme, q.Separation))}</div></details>

                """))}
            """);
    }
}
