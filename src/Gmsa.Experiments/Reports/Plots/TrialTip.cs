using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Search;
using static Gmsa.Experiments.Reports.Markup;

namespace Gmsa.Experiments.Reports;

/// <summary>
/// What a drawn trial says when a mouse rests on it, and how many are drawn: a study may have tens of thousands, a page that is still
/// smooth may not.
/// </summary>
internal static class TrialTip
{
    /// <summary>The trial with all its values.</summary>
    public static Markup Of(RunRecord trial) => Of(trial, trial.Point.Keys.Order(StringComparer.Ordinal));

    /// <summary>The trial with the values that the drawing is of.</summary>
    public static Markup Of(RunRecord trial, IEnumerable<string> names)
    {
        var shown = new ShownScore(trial.Metric);
        var fold = FoldName.InWords(trial.Fold);
        var values = names.Select(n => Html($"; {n} {Numbers.Option(trial.Point[n])}"));
        return Html($"""
            <title>Trial {trial.Trial}, {fold}: {shown.Name} {Numbers.Fixed(shown.Of(trial.Score))}{values}</title>
            """);
    }

    /// <summary>No more of them than so many, chosen evenly.</summary>
    public static IEnumerable<T> Even<T>(IReadOnlyList<T> trials, int most) =>
        trials.Count <= most ? trials : Enumerable.Range(0, most).Select(i => trials[(int)((long)i * trials.Count / most)]);
}
