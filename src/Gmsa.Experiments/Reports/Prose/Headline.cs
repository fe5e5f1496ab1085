using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Reports;

/// <summary>Some words of a sentence, perhaps the number that it is about.</summary>
internal readonly record struct Stress(string Words, bool IsStrong = false);

/// <summary>
/// A study's first lines: what it asks, answered in a sentence, and what the answer rests on. HTML, Markdown, the index and the end of
/// a run share them.
/// </summary>
/// <param name="Question">"8 moods or 4?".</param>
/// <param name="Answer">"No clear winner."</param>
/// <param name="Text">What the answer rests on.</param>
/// <param name="InShort">The numbers of the answer, for a list of studies; may be empty.</param>
internal sealed record Headline(string Question, string Answer, IReadOnlyList<Stress> Text, string InShort = "")
{
    private const string NoMap =
        "Nothing says how the labels of one scheme become those of another, so their accuracies can’t be compared. ";

    public string Title => $"{Question} {Answer}";

    public string Plain => string.Concat(Text.Select(t => t.Words));

    public static Headline Of(Findings findings)
    {
        if (Duels.Verdict(findings) is { } duel) return new("Which study is better?", duel.Heading + ".", [new(duel.Sentence)]);
        if (!findings.Results.IsFinished) return Unfinished(findings);
        if (findings.Results.Comparison.Arms.Count == 0)
            return new(Asked(findings), "No result.", [new("No arm was completed in every fold, so nothing can be compared.")]);
        if (MergedSchemes.Of(findings) is { } schemes)
        {
            if (findings.Versus.Count > 0) return MergedHeadline.Of(findings, schemes);
            if (Missing(findings, schemes) is { Count: > 0 } missing) return Unanswered(findings, schemes, missing);
        }
        return findings.Plan.Schemes.Count == 1 ? OneScheme.Answer(findings)
            : new(Asked(findings), "Each for itself.",
                [.. MergedSchemes.Of(findings) is null ? [new(NoMap)] : (Stress[])[], .. Each(findings)]);
    }

    private static List<string> Missing(Findings findings, MergedSchemes schemes) =>
        [.. new[] { schemes.Fine.Name, schemes.Coarse.Name }.Where(s => findings.Representatives.All(a => a.Scheme != s))];

    private static Headline Unanswered(Findings findings, MergedSchemes schemes, List<string> missing)
    {
        var why = $"No arm of {ComparedWords.List(missing)} has results in every fold, so the schemes can’t be compared. ";
        return new(schemes.Question, "Not answered.", [new(why), .. Each(findings)]);
    }

    private static Headline Unfinished(Findings findings)
    {
        var ended = findings.Trials.Where(t => t.State != TrialState.Cancelled).ToArray();
        if (ended.Length == 0 || ended.Any(t => t.State != TrialState.Failed))
            return new(Asked(findings), "Not answered yet.", [new($"Not finished. {Conclusions.OfLabels(findings).Sentence}")]);
        var all = ended.Length == 1 ? "The only trial that ended has failed."
            : $"All {Numbers.Whole(ended.Length)} trials that ended have failed.";
        return new(Asked(findings), "Nothing was learnt.",
            [new(all + " When their cause is gone, `gmsa run FILE --retry-failed` tries them once more.")]);
    }

    private static string Asked(Findings findings) => MergedSchemes.Of(findings)?.Question
        ?? $"How well can the {ComparedWords.List(findings.Plan.Schemes.Select(SchemeWords.Labels))} be told apart?";

    private static IEnumerable<Stress> Each(Findings findings) =>
        findings.Representatives.SelectMany((arm, i) => OneScheme.Score(findings, arm).Prepend(new(i == 0 ? "" : " ")));
}
