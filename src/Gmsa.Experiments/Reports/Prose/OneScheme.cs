namespace Gmsa.Experiments.Reports;

/// <summary>
/// What a scheme came to on its own labels: how right the arm that inner validation prefers is, against guessing, and whom it can't be
/// told from.
/// </summary>
internal static class OneScheme
{
    /// <summary>Of a study of this scheme alone.</summary>
    public static Headline Answer(Findings findings)
    {
        var question = $"How well can the {SchemeWords.Labels(findings.Plan.Schemes[0])} be told apart?";
        if (findings.Representatives is not [var arm, ..])
            return new(question, "No result.", [new("No arm that stands for the scheme has results.")]);
        var accuracy = arm.Described(ShownMetric.Accuracy);
        var standing = Conclusions.Standing(arm);
        var answer = standing switch
        {
            "above" => $"{arm.Plan.Trainer} is right on {accuracy}.",
            "below" => "Below guessing.",
            _ => "Not shown to be better than guessing.",
        };
        var others = Others(findings, arm);
        return new(question, answer, [.. Score(findings, arm), .. others.Length == 0 ? (Stress[])[] : [new($" {others}")]],
            standing == "above" ? "" : $"{arm.Plan.Trainer} {accuracy}");
    }

    /// <summary>How right an arm is, as a share and as a multiple of chance, with intervals.</summary>
    public static IEnumerable<Stress> Score(Findings findings, ArmView arm)
    {
        var result = arm.Result!;
        var scheme = findings.Plan.Schemes.Count > 1 ? $"On {arm.Scheme}, " : "";
        var which = arm.Plan.Guesses ? "which always answers the commonest label" : "which inner validation prefers";
        var told = Conclusions.Standing(arm) switch
        {
            "above" => "",
            "below" => ", below which it is",
            "beside" => "; no interval says what that is worth",
            _ => ", from which it can’t be told",
        };
        yield return new($"{scheme}{arm.Plan.Trainer}, {which}, is right on ");
        yield return new(ShownMetric.Accuracy.Format(result.Accuracy), IsStrong: true);
        yield return new($"{Bracketed(arm, ShownMetric.Accuracy)} of {Eyebrow.Tracks(result.Tracks)} that it had not learnt "
            + $"from; always answering the commonest label on {Numbers.Percent(result.MajorityRate)}. Averaged over the labels that is ");
        yield return new(ShownMetric.Balanced.Format(result.BalancedAccuracy), IsStrong: true);
        yield return new($"{Bracketed(arm, ShownMetric.Balanced)}, {TimesChance(arm)} the {Numbers.Percent(result.ChanceRate)} "
            + $"of guessing{told}.");
    }

    /// <summary>"2.7 times", of the balanced accuracy: guessing's is known whatever the labels' shares.</summary>
    public static string TimesChance(ArmView arm) => Multiple(arm) is { } times ? $"{Numbers.Fixed(times, 1)} times" : "beside";

    /// <summary>The balanced accuracy as a multiple of chance; null where there is no chance.</summary>
    public static double? Multiple(ArmView arm) =>
        arm.Result is { ChanceRate: > 0 } result ? result.BalancedAccuracy / result.ChanceRate : null;

    /// <summary>The learners of the scheme that are better than an arm on what was tested, and those that can't be told from it: in words
    /// for a list, empty where there are none.</summary>
    public static string NoWorse(Findings findings, ArmView arm)
    {
        var duels = Against(findings, arm).ToArray();
        string[] better = [.. duels.Where(d => d.Better == d.Other.Name).Select(d => d.Other.Plan.Trainer)];
        string[] alike = [.. duels.Where(d => d.Better is null).Select(d => d.Other.Plan.Trainer)];
        return string.Join("; ", (string[])
        [
            .. better.Length == 0 ? [] : new[] { $"{ComparedWords.List(better)} {(better.Length == 1 ? "is" : "are")} better on the test" },
            .. alike.Length == 0 ? [] : new[] { $"{ComparedWords.List(alike)} can’t be told from it" },
        ]);
    }

    private static string Bracketed(ArmView arm, ShownMetric metric) => arm.Range(metric) is { } range ? $" ({range})" : "";

    private static string Others(Findings findings, ArmView arm)
    {
        var duels = Against(findings, arm).ToArray();
        string[] words =
        [
            Words("is better than", duels.Where(d => d.Better == arm.Name)),
            Words("is worse than", duels.Where(d => d.Better == d.Other.Name)),
            Words("can’t be told from", duels.Where(d => d.Better is null)),
        ];
        return duels.Length == 0 ? "" : $"It {string.Join("; it ", words.Where(w => w.Length > 0))}.";

        static string Words(string relation, IEnumerable<(ArmView Other, string? Better)> duels) =>
            duels.Any() ? $"{relation} {ComparedWords.List(duels.Select(d => d.Other.Plan.Trainer))}" : "";
    }

    private static IEnumerable<(ArmView Other, string? Better)> Against(Findings findings, ArmView arm) =>
        from other in findings.Arms
        where other.Scheme == arm.Scheme && other != arm
        let pair = findings.WithinScheme.FirstOrDefault(p => p.IsOf(arm.Name, other.Name))
        where pair is not null
        select (other, pair.Better);
}
