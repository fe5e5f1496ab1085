using static Gmsa.Experiments.Reports.Markup;

namespace Gmsa.Experiments.Reports;

/// <summary>How many tracks each label has, how long they last and how loud they are.</summary>
internal static class LabelsSection
{
    public static Markup Of(CorpusView corpus) => Html($"""
        {When(!corpus.Schemes[0].IsLabelled, () => Html($"""
            <p>Nothing in this manifest labels its tracks: it has no energy and valence, and no column was named with
            <code>--label</code>.</p>
            """))}
        <div class="multiples labels">{corpus.Schemes.Select(s => Scheme(corpus, s))}</div>
        """);

    private static Markup Scheme(CorpusView corpus, SchemeView scheme)
    {
        var (counts, most) = (scheme.Counts, Math.Max(1, scheme.Counts.Max()));
        var without = scheme.LabelOf.Count(l => l < 0);
        return Html($"""
            <div>{Tables.Scrolling(scheme.Name, [Tables.Heading("label"), Tables.NumberHeading("tracks"), Html($"<td></td>"),
                Tables.NumberHeading("share"), Tables.NumberHeading("audio")],
                scheme.Labels.Select((label, i) => Html($"""
                    <tr><th scope="row" class="wrap">{label}</th>{Tables.Number(Numbers.Whole(counts[i]))}
                    <td class="bars">
                    <i class="{scheme.ColourOf(i)}" style="width:{Numbers.Coordinate(100.0 * counts[i] / most)}%"></i></td>
                    {Tables.Number(Numbers.Percent((double)counts[i] / Math.Max(1, counts.Sum())))}
                    {Tables.Number(Numbers.Duration(Seconds(corpus, scheme, i)))}</tr>

                    """)))}
            {When(without > 0, () =>
                Html($"<p class=\"soft\">{Conclusions.Count(without, "track")} without a label of {scheme.Name}.</p>"))}</div>
            """);
    }

    private static double Seconds(CorpusView corpus, SchemeView scheme, int label) =>
        corpus.Tracks.Zip(scheme.LabelOf).Where(t => t.Second == label).Sum(t => t.First.Seconds);
}
