using static Gmsa.Experiments.Reports.Markup;

namespace Gmsa.Experiments.Reports;

/// <summary>
/// The first screen, for a reader with one minute: the question and its answer, what the study lacks and what leaked, both numbers on one
/// ruler, the gap between them drawn, and what weakens it. What can't be compared stands a step smaller, as a multiple of chance.
/// </summary>
internal static class SummarySection
{
    public static Markup Of(Findings findings)
    {
        var (headline, numbers) = (Headline.Of(findings), Conclusions.Verdict(findings).Numbers);
        var (questions, caveats) = (Questions.Of(findings), Conclusions.Caveats(findings));
        string[] alarms = [.. StudyState.Of(findings), .. LeakWords.Alarms(findings)];
        return Html($"""
            <p class="eyebrow">{Eyebrow.Of(findings).Select((part, i) => Html($"{(i == 0 ? "" : " · ")}{part}"))}
            {When(Eyebrow.IsSynthetic(findings), () => Html($" · <strong class=\"warn\">{Eyebrow.Warning(findings)}</strong>"))}</p>
            <h1>{Titled(headline.Title)}</h1>
            {When(alarms.Length > 0, () => Html($"<div class=\"alarm\">{alarms.Select(a => Html($"<p>{Prose(a)}</p>\n"))}</div>"))}
            <p class="lead">{headline.Text.Select(t => t.IsStrong ? Html($"<strong>{t.Words}</strong>") : Prose(t.Words))}</p>
            {Gap(findings)}
            {Best(findings)}
            {SummaryLinks.Of(findings)}
            <div class="summary"><div>
            {When(numbers.Length > 0, () => Html($"<p class=\"soft\">{Prose(numbers)}</p>"))}
            <p>{Conclusions.Design(findings)}</p>
            {When(questions.Count > 0, () => Html($"<dl class=\"answers\">{questions.Select(Answer)}</dl>"))}</div>
            <div class="cards">{When(findings.Representatives.Count > 1, () => Html($"""
                <p class="soft">Each scheme on its own labels. Fewer labels are easier, so these aren’t for comparing.</p>
                """))}{findings.Representatives.Select(Card)}</div>
            <div>
            {When(caveats.Count > 0, () => Html($"""
                <h2>Before you rely on this</h2>
                <ul class="caveats">{caveats.Select(c => Html($"<li>{Prose(c)}</li>\n"))}</ul>
                """))}
            </div></div>
            """);
    }

    /// <summary>Which learner stands for each scheme, which others are better, and which can't be told from it.</summary>
    private static Markup Best(Findings findings) =>
        When(findings.Studies.Count == 0 && findings.Representatives.Count > 0, () => Html($"""
            <p class="pills">{findings.Representatives.Select(arm => Html($"<span class=\"pill\">{InWords(findings, arm)}</span> "))}</p>

            """));

    private static string InWords(Findings findings, ArmView arm)
    {
        var (scheme, others) = (findings.Plan.Schemes.First(s => s.Name == arm.Scheme), OneScheme.NoWorse(findings, arm));
        return $"preferred by inner validation, {SchemeWords.Labels(scheme)}: {arm.Plan.Trainer}"
            + (others.Length == 0 ? "" : $" ({others})");
    }

    /// <summary>The title with its interval, which is less than its number.</summary>
    private static Markup Titled(string title) => title.LastIndexOf(" (", StringComparison.Ordinal) is var open and >= 0
        && title.EndsWith(").", StringComparison.Ordinal)
            ? Html($"{title[..(open + 1)]}<small>{title[(open + 1)..]}</small>") : Text(title);

    private static Markup Gap(Findings findings) =>
        findings.Versus.Count > 0 && MergedSchemes.Of(findings) is { } schemes ? GapFigure.Of(findings, schemes) : Empty;

    private static Markup Answer(Verdict answer) => Html($"""
        <dt>{answer.Heading}</dt><dd>{Prose(answer.Sentence)}{When(answer.Numbers.Length > 0, () =>
            Html($" <span class=\"soft\">{Prose(answer.Numbers)}</span>"))}</dd>

        """);

    private static Markup Card(ArmView arm) => Html($"""
        <div class="card"><h2>{arm.Scheme}</h2><p class="soft">{arm.Name}, the arm that inner validation prefers</p>
        <p class="own">{ShownMetric.Balanced.Format(arm.Value(ShownMetric.Balanced))} <span>{OneScheme.TimesChance(arm)} chance</span></p>
        <p>balanced accuracy: right answers, averaged over the labels<small>95 % interval {arm.Range(ShownMetric.Balanced) ?? "not known"};
        chance {Numbers.Percent(arm.Result?.ChanceRate)}</small></p>
        <p class="own second-own">{ShownMetric.Accuracy.Format(arm.Value(ShownMetric.Accuracy))}</p>
        <p>accuracy: right answers among all tracks<small>95 % interval {arm.Range(ShownMetric.Accuracy) ?? "not known"};
        always answering the commonest label {Numbers.Percent(arm.Result?.MajorityRate)}</small></p></div>

        """);
}
