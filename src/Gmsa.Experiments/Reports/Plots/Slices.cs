using Gmsa.Experiments.Records;
using Gmsa.Experiments.Search;
using static Gmsa.Experiments.Reports.Markup;

namespace Gmsa.Experiments.Reports;

/// <summary>
/// What each dimension of an arm's sweep did to the score: its share of the differences, every trial as a dot,
/// and the mean curve of a model.
/// </summary>
internal static class Slices
{
    private const int Left = 40, Right = 292, Top = 8, Bottom = 92;

    // More dots than these only make a page slow.
    private const int MostDots = 200;

    public static Markup Of(ArmView arm, SweptArm? swept) =>
        When(swept is { Effects.Count: > 0 }, () => Html($"{swept!.Effects.Select(part => Part(arm, swept, part))}"));

    /// <summary>In words: "learningRate 61 % (±5), trees 20 % (±4); 12 % only together".</summary>
    public static string InWords(SpaceEffects effects) =>
        string.Join(", ", Ordered(effects).Select(e => $"{e.Name} {Share(e)}"))
            + $"; {Numbers.Fixed(100 * effects.Together, 0)} % only together";

    private static Markup Part(ArmView arm, SweptArm swept, SweptEffects part)
    {
        var trials = CentredScores.Of(arm.Trials).Where(t => IsWithin(t.Trial, part.Within)).ToArray();
        if (trials.Length == 0) return Empty; // their records are gone
        var axis = ScoreAxis(trials, part.Effects);
        return Html($"""
            <h4>What mattered{When(part.Within is not null, () => Html($" where {part.Within!.Choice} is {part.Within.Value}"))}</h4>
            <p class="soft">{Meaning(part.Effects)} Dots are trials, put right for how hard their fold is; the line is the mean of a model of them over
            all other values.</p>
            <div class="multiples">{Ordered(part.Effects).Select(e =>
                Figure(arm, swept.Dimensions.First(d => d.Name == e.Name), e, trials, axis))}</div>
            {ParallelCoordinates.Of(arm, [.. swept.Dimensions.Where(d => d.When == part.Within)], trials)}
            """);
    }

    private static string Meaning(SpaceEffects effects) => effects.Explained < 0.1
        ? $"A model of {Numbers.Whole(effects.Trials)} trials explains next to nothing of those it didn’t see, so these shares say little."
        : $"Shares of what differs between scores (functional ANOVA); {Numbers.Fixed(100 * effects.Together, 0)} % comes of values only "
            + "together. "
            + $"The model, of {Numbers.Whole(effects.Trials)} trials, "
            + $"explains {Numbers.Fixed(100 * effects.Explained, 0)} % of the variance of those it didn’t see.";

    private static IEnumerable<DimensionEffect> Ordered(SpaceEffects effects) => effects.Effects.OrderByDescending(e => e.Share);

    private static string Share(DimensionEffect effect) =>
        $"{Numbers.Fixed(100 * effect.Share, 0)} % (±{Numbers.Fixed(100 * effect.Error, 0)})";

    private static bool IsWithin(RunRecord trial, Condition? within) =>
        within is null || (trial.Point.TryGetValue(within.Choice, out var value) && Numbers.ExactOption(value) == within.Value);

    private static Markup Figure(ArmView arm, SweptDimension dimension, DimensionEffect effect, (RunRecord Trial, double Score)[] trials,
        (double Low, double High) axis) => Html($"""
                <figure class="plot"><svg viewBox="0 0 300 116" role="img" aria-label="{arm.Name}: {arm.Inner.Name} by {dimension.Name}">
                <line class="grid" x1="{Left}" x2="{Right}" y1="{Top}" y2="{Top}" /><line class="grid" x1="{Left}" x2="{Right}" y1="{Bottom}" y2="{Bottom}" />
                <text x="{Left - 5}" y="{Top + 4}" text-anchor="end">{Numbers.Short(arm.Inner.Of(axis.High))}</text>
                <text x="{Left - 5}" y="{Bottom + 4}" text-anchor="end">{Numbers.Short(arm.Inner.Of(axis.Low))}</text>
                {Ends(dimension)}
                {TrialTip.Even(trials, MostDots).Select(t => PlaceOf(dimension, t.Trial) is { } place
                    ? Html($"<circle class=\"fill-second\" opacity=\"0.5\" cx=\"{X(place)}\" cy=\"{Y(t.Score, axis)}\" r=\"2.2\">{TrialTip.Of(t.Trial, [dimension.Name])}</circle>") : Empty)}
                <path class="curve first" d="{Curve(effect.Curve, axis)}" />
                </svg><figcaption>{dimension.Name}{When(dimension.Log, () => Html($" (log scale)"))}: {Share(effect)}</figcaption></figure>
                """);

    private static Markup Ends(SweptDimension dimension) => dimension.Choices is { } choices
        ? Html($"{choices.Select((c, i) => Middle(X((i + 0.5) / choices.Count), Shortened(c, choices.Count)))}")
        : Html($"<text x=\"{Left}\" y=\"109\">{Numbers.Short(dimension.Low)}</text><text x=\"{Right}\" y=\"109\" "
            + $"text-anchor=\"end\">{Numbers.Short(dimension.High)}</text>");

    private static Markup Middle(string x, string words) => Html($"<text x=\"{x}\" y=\"109\" text-anchor=\"middle\">{words}</text>");

    private static string Shortened(string text, int of) =>
        text.Length <= Math.Max(3, 42 / of) ? text : text[..(Math.Max(3, 42 / of) - 1)] + "…";

    /// <summary>Level in each cell, with steps between them.</summary>
    private static string Curve(IReadOnlyList<double> cells, (double Low, double High) axis) => string.Join(' ', cells.Select((value, i) =>
        FormattableString.Invariant($"{(i == 0 ? 'M' : 'L')}{X((double)i / cells.Count)} {Y(value, axis)} H{X((i + 1.0) / cells.Count)}")));

    /// <summary>Where a trial stands on a dimension's scale, 0 to 1; null where it has no value of it.</summary>
    internal static double? PlaceOf(SweptDimension dimension, RunRecord trial)
    {
        if (!trial.Point.TryGetValue(dimension.Name, out var value)) return null;
        if (dimension.Choices is not { } choices)
            return UnitScale.PlaceOf(dimension.Whole
                ? new IntegerDimension(dimension.Name, (long)dimension.Low!.Value, (long)dimension.High!.Value, dimension.Log)
                : new RealDimension(dimension.Name, dimension.Low!.Value, dimension.High!.Value, dimension.Log), value);
        var index = choices.ToList().IndexOf(Numbers.ExactOption(value));
        return index < 0 ? null : (index + 0.5) / choices.Count;
    }

    private static (double Low, double High) ScoreAxis((RunRecord Trial, double Score)[] trials, SpaceEffects effects)
    {
        double[] shown = [.. trials.Select(t => t.Score).Order()];
        // From the worst tenth on down nothing is worth a larger scale.
        var low = Math.Min(shown[shown.Length / 10], effects.Effects.SelectMany(e => e.Curve).Min());
        var high = Math.Max(shown[^1], effects.Effects.SelectMany(e => e.Curve).Max());
        return (low, high > low ? high : low + 0.1);
    }

    private static string X(double place) => Numbers.Coordinate(Left + (Right - Left) * place);

    private static string Y(double score, (double Low, double High) axis) =>
        Numbers.Coordinate(Bottom - (Bottom - Top) * Math.Clamp((score - axis.Low) / (axis.High - axis.Low), 0, 1));
}
