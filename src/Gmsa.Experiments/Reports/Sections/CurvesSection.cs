using System.Text.Json;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Search;
using Gmsa.Experiments.Training;
using static Gmsa.Experiments.Reports.Markup;

namespace Gmsa.Experiments.Reports;

/// <summary>
/// How the losses and the inner score of each network moved from epoch to epoch: the finalist of every fold, its other trials faintly
/// behind.
/// </summary>
internal static class CurvesSection
{
    // Beyond this a fold’s cloud of other trials says nothing more, and beyond that on the whole page the file only grows.
    private const int MostFaint = 40, MostFaintOfAll = 2000;

    public static Markup Of(Findings findings)
    {
        var arms = findings.Arms.Where(a => a.Trials.Any(t => t.History.Count > 0)).ToArray();
        if (arms.Length == 0) return Empty; // nothing that learns in epochs
        var inner = arms[0].Inner;
        return Html($"""
            <p>Loss is the mean cross-entropy in nats; {Metric(inner)} on the fold’s inner validation tracks, which choose
            the epoch, clip by clip (dotted upright line), and the trial. The test fold is never looked at here. Where the validation loss
            rises while the training loss falls, the network is learning its training tracks by heart.</p>
            <ul class="legend"><li>{Key("second dashed")}training loss</li><li>{Key("first")}{(inner.IsLoss
                ? "validation loss" : "validation loss and score")}</li><li>{Key("first faint")}other trials of the fold</li></ul>
            {arms.Select(a => Arm(a, Math.Min(MostFaint, MostFaintOfAll / arms.Sum(o => o.Folds.Count))))}
            """);
    }

    /// <summary>A score that is a loss is no curve of its own.</summary>
    private static string Metric(ShownScore inner) => inner.IsLoss ? "the metric is the validation loss"
        : $"the score is {Conclusions.Name(JsonNamingPolicy.SnakeCaseLower.ConvertName(inner.Metric))}";

    private static Markup Key(string style) =>
        Html($"<svg aria-hidden=\"true\"><line class=\"curve {style}\" x1=\"0\" x2=\"24\" y1=\"7\" y2=\"7\" /></svg>");

    private static Markup Arm(ArmView arm, int faint)
    {
        var histories = arm.Trials.SelectMany(t => t.History).ToArray();
        var losses = histories.SelectMany(e => new[] { e.TrainLoss, e.ValidationLoss ?? 0 }).Where(double.IsFinite);
        var top = Math.Max(losses.DefaultIfEmpty(1).Max(), 1e-6);
        // One loss of 400 would flatten all others: the scale ends at four times what guessing costs.
        var scale = new Scale(Math.Max(histories.Max(e => e.Epoch), 2), Math.Min(top, 4 * Math.Log(Math.Max(arm.Labels.Count, 2))));
        var folds = arm.Trials.GroupBy(t => t.Fold).OrderBy(g => arm.FoldOrder(g.Key)).Take(ArmView.MostFolds).ToArray();
        var shown = When(arm.Folds.Count > ArmView.MostFolds, () =>
            Html($" <span class=\"soft\">(the first {ArmView.MostFolds} of {Numbers.Whole(arm.Folds.Count)} folds and seeds)</span>"));
        return Html($"""
            <h3>{arm.Name}{shown}</h3>
            <div class="multiples">{folds.Select(f => Fold(arm, f.Key, [.. f], scale, faint))}</div>

            """);
    }

    private static Markup Fold(ArmView arm, string fold, IReadOnlyList<RunRecord> trials, Scale scale, int faint)
    {
        var finalist = arm.Finalist(fold);
        var others = trials.Where(t => t.History.Count > 0 && t != finalist).Take(faint);
        var caption = finalist is null ? $"{FoldName.InWords(fold)}: no trial finished"
            : $"{FoldName.InWords(fold)}: trial {Numbers.Plain(finalist.Trial)}, "
                + $"{arm.Inner.Name} {Numbers.Fixed(arm.Inner.Of(finalist.Score))}"
                + (finalist.BestEpoch is { } best ? $" at epoch {Numbers.Whole(best)} of {Numbers.Whole(finalist.History.Count)}" : "");
        return Html($"""
            <figure class="plot"><svg viewBox="0 0 300 216" role="img"
            aria-label="{arm.Name}, {caption}: loss{(arm.Inner.IsLoss ? "" : " above and score below")}, by epoch">
            {Frame(scale, arm.Inner)}{others.Select(t => Lines(t, scale, " faint"))}
            {When(finalist is not null, () => Final(finalist!, scale))}</svg><figcaption>{caption}</figcaption></figure>
            """);
    }

    private static Markup Final(RunRecord trial, Scale scale) => Html($"""
        {When(trial.BestEpoch is not null, () => Upright(scale.X(trial.BestEpoch!.Value)))}
        {Lines(trial, scale, "")}
        """);

    private static Markup Upright(string x) => Html($"<line class=\"chance\" x1=\"{x}\" x2=\"{x}\" y1=\"12\" y2=\"196\" />");

    private static Markup Lines(RunRecord trial, Scale scale, string faint) => Html($"""
        {Line(trial, e => e.TrainLoss, scale, scale.Loss, "curve second dashed" + faint)}
        {Line(trial, e => e.ValidationLoss, scale, scale.Loss, "curve first" + faint)}
        {When(!new ShownScore(trial.Metric).IsLoss, () => Line(trial, e => e.ValidationScore, scale, Scale.Score, "curve first" + faint))}
        """);

    private static Markup Line(RunRecord trial, Func<EpochResult, double?> value, Scale scale, Func<double, string> y, string style)
    {
        var points = trial.History.Where(e => value(e) is { } v && double.IsFinite(v))
            .Select(e => $"{scale.X(e.Epoch)},{y(value(e)!.Value)}").ToArray();
        // A single epoch has no line: a short dash shows it.
        if (points.Length == 1) points = [points[0], $"{scale.X(trial.History[0].Epoch + 0.2)},{points[0].Split(',')[1]}"];
        return points.Length == 0 ? Empty : Html($"<polyline class=\"{style}\" points=\"{string.Join(' ', points)}\" />");
    }

    private static Markup Frame(Scale scale, ShownScore inner) => Html($"""
        {Level("12", Numbers.Fixed(scale.TopLoss, 1))}{Level("61", "loss")}{Level("110", "0")}
        {When(!inner.IsLoss, () => Html($"{Level("134", "1")}{Level("165", "score")}{Level("196", "0")}"))}
        <text x="34" y="211">1</text><text x="294" y="211" text-anchor="end">epoch {Numbers.Whole(scale.LastEpoch)}</text>
        """);

    private static Markup Level(string y, string text) => Html($"""
        <line class="grid" x1="34" x2="294" y1="{y}" y2="{y}" /><text x="29" y="{y}" dy="4" text-anchor="end">{text}</text>
        """);

    /// <summary>
    /// Where things stand in the 300 x 216 of a drawing: losses in 12..110 from above, scores in 134..196, epochs in 34..294.
    /// </summary>
    private sealed record Scale(int LastEpoch, double TopLoss)
    {
        public string X(double epoch) => Numbers.Coordinate(34 + 260 * (epoch - 1) / (LastEpoch - 1));

        public string Loss(double loss) => Numbers.Coordinate(110 - 98 * Math.Clamp(loss / TopLoss, 0, 1));

        public static string Score(double score) => Numbers.Coordinate(196 - 62 * Math.Clamp(score, 0, 1));
    }
}
