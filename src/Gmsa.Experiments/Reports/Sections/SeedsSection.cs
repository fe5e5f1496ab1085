using Gmsa.Experiments.Evaluation;
using static Gmsa.Experiments.Reports.Markup;

namespace Gmsa.Experiments.Reports;

/// <summary>
/// Every arm and pair seed by seed, and how much of a difference is luck of the seed; for studies whose seeds are an axis.
/// </summary>
internal static class SeedsSection
{
    // More columns than that are no longer read; comparison.json has them all.
    private const int MostColumns = 10;

    public static Markup Of(Findings findings, SeedNoise noise) => Html($"""
        <p>Everything was learnt {Numbers.Whole(noise.Seeds.Count)} times on the same folds, with the seeds {string.Join(", ",
            noise.Seeds.Select(s => Numbers.Plain(s)))}. All other numbers of this report are of all of them together, and their intervals
        (Student’s t) tell of other seeds beside other {(findings.Groups == findings.Tested ? "tracks" : "groups")}. Here the tracks stay as they are: an interval over seeds (Student’s t) says where the mean would be with other seeds, and the deviation how far one
        run alone is off by luck.{When(findings.Dataset.Copies > 0, () => Html($" The augmented copies that were written out are the same with every seed, so that all of them together are luckier than they look."))}</p>
        {findings.Plan.Schemes.Select(s => Scheme(findings, noise, s.Name))}
        {When(noise.Pairs.Count > 0, () => Pairs(noise))}
        """);

    private static Markup Scheme(Findings findings, SeedNoise noise, string scheme)
    {
        var arms = noise.Arms.Where(a => findings.Arms.Any(v => v.Name == a.Name && v.Scheme == scheme)).ToArray();
        var columns = Math.Min(noise.Seeds.Count, MostColumns);
        return When(arms.Length > 0, () => Tables.Scrolling($"{scheme}: balanced accuracy with each "
            + $"seed{(columns < noise.Seeds.Count ? $", the first {Numbers.Whole(columns)} of {Numbers.Whole(noise.Seeds.Count)}" : "")}",
            [
                Tables.Heading("arm"), Tables.NumberHeading("mean"), Tables.NumberHeading("deviation"),
                .. noise.Seeds.Take(columns).Select(s => Tables.NumberHeading($"seed {Numbers.Plain(s)}")),
            ],
            arms.Select(a => Arm(a, columns))));
    }

    private static Markup Arm(SeededArm arm, int columns)
    {
        var (metric, values) = (ShownMetric.Balanced, arm.Metrics[ShownMetric.Balanced.Name]);
        return Html($"""
            <tr><th scope="row">{arm.Name}</th>{Tables.WithInterval(metric.Format(values.Mean), metric.Format(values.Ci95))}
            {Tables.Number(Conclusions.Size(metric.Name, values.Deviation))}{values.Values.Take(columns).Select(v => Tables.Number(metric.Format(v)))}</tr>

            """);
    }

    private static Markup Pairs(SeedNoise noise) => Html($"""
        <p>The share of seed noise is that of the variance of the difference between one run of each arm; the rest is the choice of tracks. Where it is large, one run of each says little.</p>
        {Tables.Scrolling("The first minus the second, both with the same seed, and the interval over seeds",
            [
                Tables.Heading("first"), Tables.Heading("second"), Tables.Heading("metric"), Tables.NumberHeading("mean difference"), Tables.Heading("seed by seed"), Tables.NumberHeading("deviation"),
                Tables.NumberHeading("seed noise"),
            ],
            noise.Pairs.Select(p => Html($"""
                <tr><th scope="row">{p.A}</th><th scope="row">{p.B}</th><td>{Conclusions.Name(p.Metric)}</td>{Tables.WithInterval(SeedWords.Mean(p), SeedWords.Reach(p))}
                {Tables.Wide(SeedWords.Ahead(p))}{Tables.Number(Conclusions.Size(p.Metric, p.Difference.Deviation))}{Tables.Number(Numbers.Percent(p.Share))}</tr>

                """)))}
        """);
}
