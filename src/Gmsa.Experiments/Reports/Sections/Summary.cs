using static Gmsa.Experiments.Reports.Markup;

namespace Gmsa.Experiments.Reports;

/// <summary>
/// What a reader with one minute needs: what was asked, whether anything leaked, what came out next to chance, what can be concluded, and
/// what weakens it.
/// </summary>
internal static class SummarySection
{
    public static Markup Of(Findings findings)
    {
        var (verdict, caveats, alarms) = (Conclusions.Verdict(findings), Conclusions.Caveats(findings), LeakWords.Alarms(findings));
        var questions = Questions.Of(findings);
        return Html($"""
            <p class="eyebrow">{findings.Work} <code>{findings.Plan.Id}</code>
            {When(findings.Trials.Count > 0, () => Html($" · {findings.Started}"))}</p>
            <h1>{findings.Plan.Name}</h1>
            <p class="lead">{Conclusions.Question(findings)}</p>
            {When(alarms.Count > 0, () => Html($"<div class=\"alarm\">{alarms.Select(a => Html($"<p>{a}</p>\n"))}</div>"))}
            <div class="summary"><div>
            <div class="verdict"><p class="statement"><strong>{verdict.Heading}.</strong> {verdict.Sentence}</p>
            {When(verdict.Numbers.Length > 0, () => Html($"<p class=\"soft\">{verdict.Numbers}</p>"))}</div>
            <p>{Conclusions.Lead(findings)}</p>
            {When(questions.Count > 0, () => Html($"<dl class=\"answers\">{questions.Select(Answer)}</dl>"))}</div>
            <div class="cards">{findings.Representatives.Select(Card)}</div>
            <div>
            {When(caveats.Count > 0, () => Html($"""
                <h2>Before you rely on this</h2>
                <ul class="caveats">{caveats.Select(c => Html($"<li>{c}</li>\n"))}</ul>
                """))}
            </div></div>
            """);
    }

    private static Markup Answer(Verdict answer) => Html($"""
        <dt>{answer.Heading}</dt><dd>{answer.Sentence}{When(answer.Numbers.Length > 0, () => Html($" <span class=\"soft\">{answer.Numbers}</span>"))}</dd>

        """);

    private static Markup Card(ArmView arm) => Html($"""
        <div class="card"><h2>{arm.Scheme}</h2><p class="soft">{arm.Name}, the arm that inner validation prefers</p>
        <p class="big">{ShownMetric.Balanced.Format(arm.Value(ShownMetric.Balanced))}</p>
        <p>balanced accuracy: right answers, averaged over the labels<small>95 % interval {arm.Range(ShownMetric.Balanced) ?? "not known"};
        chance {Numbers.Percent(arm.Result?.ChanceRate)}</small></p>
        <p class="big second-big">{ShownMetric.Accuracy.Format(arm.Value(ShownMetric.Accuracy))}</p>
        <p>accuracy: right answers among all tracks<small>95 % interval {arm.Range(ShownMetric.Accuracy) ?? "not known"};
        always answering the commonest label {Numbers.Percent(arm.Result?.MajorityRate)}</small></p></div>

        """);
}
