using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Records;
using static Gmsa.Experiments.Reports.Markup;

namespace Gmsa.Experiments.Reports;

/// <summary>What the search tried in every arm, how the best score grew, and what failed why.</summary>
internal static class SweepSection
{
    // trials.csv has them all; a page with thousands of rows is no longer read.
    private const int MostRows = 400;

    // Fewer are seen at a glance.
    private const int FewRows = 8;

    // Of a fold, beside its best, and of the page.
    private const int MostDots = 150, MostDotsOfAll = 9000;

    public static Markup Of(Findings findings) => Html($"""
        <p>A trial is one setting of an arm, tried on one fold and scored on that fold’s inner validation tracks alone.
        {Budget(findings)} The trial with the best inner score in its fold is the finalist, and only finalists meet the test fold. All
        trials are also in <code>trials.csv</code>.</p>
        {findings.Arms.Where(a => a.Plan.Space.Count > 0).Select(a => Searched(findings, a))}
        {Unsearched(findings, [.. findings.Arms.Where(a => a.Plan.Space.Count == 0)])}
        {Failures(findings)}
        {PrunedTrials.Of(findings)}
        """);

    private static string Budget(Findings findings)
    {
        var searched = findings.Plan.Arms.Where(a => a.Space.Count > 0).ToArray();
        if (searched.Length == 0) return "No arm has anything to search, so each has one trial a fold.";
        var budget = findings.Plan.Budget ?? $"{Numbers.Whole(searched[0].TrialsPerFold ?? 0)} trials";
        var trials = $"Every arm with something to search has the same budget in each fold: {budget}.";
        return searched.Length < findings.Plan.Arms.Count ? trials + " An arm with nothing to search has one trial a fold." : trials;
    }

    private static Markup Searched(Findings findings, ArmView arm) => Html($"""
        <h3>{arm.Name}</h3>
        <p class="soft">Searched: {arm.Plan.Space.Select((s, i) =>
            Html($"{(i == 0 ? "" : "; ")}<code>{s}</code>"))}.{When(arm.Trials.Count == 0, () => Html($" No trial has run."))}</p>
        {When(EnsembleWords.Of(findings, arm) is not null, () => Html($"<p>{Prose(EnsembleWords.Of(findings, arm)!)}</p>"))}
        {When(arm.Trials.Any(t => t.Score is { } s && double.IsFinite(s)), () => BestSoFar(arm, Math.Min(MostDots, MostDotsOfAll / findings.Arms.Sum(a => Math.Min(a.Folds.Count, ArmView.MostFolds)))))}
        {Slices.Of(arm, findings.Results.Sweep.Arms.FirstOrDefault(a => a.Name == arm.Name))}
        {Folded(findings, $"Trials of {arm.Name}; finalists are marked", [arm])}
        """);

    private static Markup Unsearched(Findings findings, ArmView[] arms) => When(arms.Length > 0, () => Html($"""
        <h3>Arms with nothing to search</h3>
        <p class="soft">One trial a fold: {string.Join(", ", arms.Select(a => a.Name))}.</p>
        {Folded(findings, "Trials of the arms with nothing to search", arms)}
        """));

    private static Markup Folded(Findings findings, string caption, ArmView[] arms)
    {
        var trials = arms.SelectMany(a => a.Trials.Select(t => (Arm: a, Trial: t))).ToArray();
        var names = trials.SelectMany(t => t.Trial.Point.Keys).Distinct().Order(StringComparer.Ordinal).ToArray();
        return When(trials.Length > 0, () => Html($"""
            <details{When(findings.Trials.Count <= 12, () => Html($" open=\"open\""))}><summary>{Conclusions.Count(trials.Length, "trial")}
            </summary>
            {Tables.Sortable(caption,
                [Tables.NumberHeading("trial"), .. arms.Length > 1 ? [Tables.Heading("arm")] : Array.Empty<Markup>(),
                    Tables.Heading("fold"), Tables.Heading("state"),
                    Tables.NumberHeading(arms[0].Inner.Title), .. names.Select(Tables.NumberHeading), Tables.NumberHeading("best epoch"),
                    Tables.NumberHeading("time")],
                trials.Take(MostRows).Select(t => Row(findings, t.Arm, t.Trial, names, arms.Length > 1)),
                trials.Length > FewRows ? "a fold, a state, a value" : "")}
            {When(trials.Length > MostRows, () =>
                Html($"<p class=\"soft\">The first {MostRows}; the rest are in <code>trials.csv</code>.</p>"))}</details>
            """));
    }

    private static Markup Row(Findings findings, ArmView arm, RunRecord trial, string[] names, bool several)
    {
        var finalist = arm.Finalist(trial.Fold) == trial;
        var chosen = When(finalist, () => Html($" class=\"chosen\""));
        return Html($"""
            <tr{chosen}><th scope="row" class="number">{BesidePage.Trial(findings, trial)}</th>{When(several, () => Tables.Cell(trial.Arm))}
            {Tables.Cell(trial.Fold)}<td>{State(trial.State)}{When(finalist, () => Html($" <span class=\"badge good\">finalist</span>"))}
            </td>
            {Tables.Number(Numbers.Fixed(arm.Inner.Of(trial.Score)))}
            {names.Select(n => Tables.Number(trial.Point.TryGetValue(n, out var value) ? Numbers.Option(value) : Numbers.None))}
            {Tables.Number(trial.BestEpoch is { } e ? Numbers.Whole(e) : Numbers.None)}
            {Tables.Number(Numbers.Duration(Findings.SecondsOf(trial)), Findings.SecondsOf(trial))}</tr>

            """);
    }

    private static Markup State(TrialState state) => state switch
    {
        TrialState.Done => Html($"done"),
        TrialState.Pruned => Html($"<span class=\"soft\">pruned</span>"),
        TrialState.Failed => Html($"<strong class=\"bad\">failed</strong>"),
        _ => Html($"<span class=\"warn\">cancelled</span>"),
    };

    /// <summary>One line a fold: the best inner score among its trials up to each; dots are the trials themselves.</summary>
    private static Markup BestSoFar(ArmView arm, int dots)
    {
        var scored = arm.Trials.Where(t => t.Score is { } s && double.IsFinite(s)).ToArray();
        var last = Math.Max(arm.Trials.Max(t => t.Index), 1);
        var low = Math.Floor(100 * scored.Min(t => t.Score!.Value) - 0.2) / 100;
        var high = Math.Max(Math.Ceiling(100 * scored.Max(t => t.Score!.Value) + 0.2) / 100, low + 0.02);
        return Html($"""
            <div class="multiples">{scored.GroupBy(t => t.Fold).OrderBy(g => arm.FoldOrder(g.Key)).Take(ArmView.MostFolds).Select(fold => Html($"""
                <figure class="plot"><svg viewBox="0 0 300 116" role="img"
                aria-label="{arm.Name}, {fold.Key}: best inner {arm.Inner.Name} after each trial">
                <line class="grid" x1="34" x2="294" y1="10" y2="10" /><line class="grid" x1="34" x2="294" y1="94" y2="94" />
                <text x="29" y="14" text-anchor="end">{Numbers.Fixed(arm.Inner.Of(high), 2)}</text>
                <text x="29" y="98" text-anchor="end">{Numbers.Fixed(arm.Inner.Of(low), 2)}</text>
                <text x="34" y="111">trial 1</text><text x="294" y="111" text-anchor="end">{Numbers.Whole(last + 1)}</text>
                <polyline class="curve first" points="{Steps([.. fold.OrderBy(t => t.Index)], X, Y, last)}" />
                {Dotted(fold, dots).Select(t =>
                    Html($"<circle class=\"fill-second\" cx=\"{X(t.Index)}\" cy=\"{Y(t.Score!.Value)}\" r=\"3\">{TrialTip.Of(t)}</circle>"))}
                </svg><figcaption>{FoldName.InWords(fold.Key)}: best inner {arm.Inner.Name} {Numbers.Fixed(
                    arm.Inner.Of(fold.Max(t => t.Score)))} of
                {Conclusions.Count(fold.Count(), "scored trial")}{When(fold.Count() > dots, () => Html($"; dots are {dots} of them"))}</figcaption></figure>
                """))}</div>
            {When(arm.Folds.Count > ArmView.MostFolds, () =>
                Html($"<p class=\"soft\">The first {ArmView.MostFolds} of {Numbers.Whole(arm.Folds.Count)} folds and seeds.</p>"))}
            """);

        string X(double index) => Numbers.Coordinate(34 + 260 * index / last);
        string Y(double score) => Numbers.Coordinate(94 - 84 * (score - low) / (high - low));
    }

    private static IEnumerable<RunRecord> Dotted(IEnumerable<RunRecord> fold, int dots) =>
        TrialTip.Even([.. fold.OrderBy(t => t.Index)], dots).Append(fold.MaxBy(t => t.Score)!).DistinctBy(t => t.Trial);

    private static string Steps(IReadOnlyList<RunRecord> trials, Func<double, string> x, Func<double, string> y, int last)
    {
        var points = new List<string>();
        double? best = null;
        foreach (var trial in trials)
        {
            if (best >= trial.Score) continue;
            if (best is { } before) points.Add($"{x(trial.Index)},{y(before)}");
            best = trial.Score!.Value;
            points.Add($"{x(trial.Index)},{y(best.Value)}");
        }
        points.Add($"{x(last)},{y(best!.Value)}");
        return string.Join(' ', points);
    }

    private static Markup Failures(Findings findings)
    {
        var failed = findings.Trials.Where(t => t.State == TrialState.Failed).ToArray();
        return When(failed.Length > 0, () => Html($"""
            <h3>What failed</h3>
            <p>{Conclusions.Count(failed.Length, "trial")} of {Numbers.Whole(findings.Trials.Count)} failed. A failed trial has no score and
            takes no part in the comparison.</p>
            {failed.Take(50).Select(t => Html($"""
                <details><summary>Trial {t.Trial}, {t.Arm}, {FoldName.InWords(t.Fold)}: {t.Failure?.Word.Replace('_', ' ')
                    ?? "no reason recorded"}</summary>
                <p>{Prose(t.Failure?.Message ?? "")} {BesidePage.Log(findings, t, $"The whole log of trial {Numbers.Plain(t.Trial)}")}</p>
                {When(t.Failure is { LogTail.Count: > 0 }, () =>
                    CodeBlock.Of($"The log of trial {Numbers.Plain(t.Trial)}",
                        string.Join('\n', t.Failure!.LogTail.TakeLast(20))))}</details>

                """))}
            {When(failed.Length > 50, () =>
                Html($"<p class=\"soft\">The first 50; the reasons of the rest are in <code>trials.csv</code>.</p>"))}
            """));
    }
}
