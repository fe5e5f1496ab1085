using static Gmsa.Experiments.Reports.Markup;

namespace Gmsa.Experiments.Reports;

/// <summary>Durations, levels and formats of the files, label by label.</summary>
internal static class FilesSection
{
    public static Markup Of(CorpusView corpus) => Html($"""
        <p>Nothing here is music yet. Where one of these tells labels apart, a model may learn it instead of what it should hear; η² says
        how far it does (0 not at all, 1 wholly).</p>
        {corpus.Schemes.Select(s => Html($"""
            <h3>{s.Name}</h3>
            <div class="multiples strips">{corpus.Quantities.Index().Where(q => !q.Item.IsFeature && !IsConstant(q.Item))
                .Select(q => Strips.Of(q.Item, s, s.Separations[q.Index]))}</div>
            {When(Alike(corpus, s).Length > 0, () => Html($"<p>The same for all files: {string.Join("; ", Alike(corpus, s))}.</p>"))}
            <div class="confusions">{s.Facts.Where(f => f.Values.Count > 1).Select(f => Table(s, f))}</div>

            """))}
        """);

    private static bool IsConstant(Quantity quantity) => quantity.Values.Distinct().Count() == 1;

    private static string[] Alike(CorpusView corpus, SchemeView scheme) =>
    [
        .. corpus.Quantities.Where(q => !q.IsFeature && IsConstant(q) && scheme.Facts.All(f => f.Name != q.Name))
            .Select(q => $"{q.Name} {Numbers.Short(q.Values[0])} {q.Unit}"),
        .. scheme.Facts.Where(f => f.Values.Count == 1).Select(f => $"{f.Name} {f.Values[0]}"),
    ];

    private static Markup Table(SchemeView scheme, FactTable fact) => Html($"""
        <div>{Tables.Scrolling($"Tracks by {fact.Name} and label of {scheme.Name}",
            [Tables.Heading(fact.Name), .. scheme.Labels.Select(Tables.NumberHeading), Tables.NumberHeading("all")],
            fact.Values.Select((value, v) => Html($"""
                <tr><th scope="row">{value}</th>{fact.Counts[v].Select((count, l) => Count(count, fact.Counts.Sum(c => c[l])))}
                {Tables.Number(Numbers.Whole(fact.Counts[v].Sum()))}</tr>

                """)))}
        {When(fact.Giveaway is not null, () => Html($"<p class=\"soft\">{Judged(fact)}</p>"))}</div>
        """);

    private static Markup Count(int count, int ofLabel) => Html($"""
        <td class="number shaded" style="--share: {Numbers.Coordinate(ofLabel == 0 ? 0 : 0.75 * count / ofLabel)}">
        {Numbers.Whole(count)}</td>
        """);

    private static string Judged(FactTable fact)
    {
        var found = fact.Giveaway!;
        return $"Guessing the label from it is right for {Numbers.Percent(found.Accuracy)} of the tracks; with shuffled labels "
            + $"{Numbers.Percent(found.Shuffled)}, always the commonest label {Numbers.Percent(found.Majority)}; p "
            + $"{(fact.HolmP < 0.001 ? "" : "= ")}{Numbers.Probability(fact.HolmP)} (permutation test, "
            + $"Holm’s correction over {Conclusions.Count(fact.HolmOver, "comparison")}).";
    }
}
