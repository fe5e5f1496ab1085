using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Records;
using static Gmsa.Experiments.Reports.Markup;

namespace Gmsa.Experiments.Reports;

/// <summary>What the study learnt from: tracks, labels, folds and features, what the leak audit found, and what is missing.</summary>
internal static class DataSection
{
    public static Markup Of(Findings findings) => Html($"""
        <p>{Prose(findings.Dataset.Source)}</p>
        <dl class="facts"><dt>Tracks</dt><dd>{Numbers.Whole(findings.Dataset.Tracks)}{(findings.LeftOut.Count == 0
            ? ", all there are" : $" used of {Numbers.Whole(findings.Candidates)}; {Numbers.Whole(findings.LeftOut.Count)} left out")}</dd>
        {When(Clips(findings.Dataset) is not null, () => Html($"<dt>Clips</dt><dd>{Clips(findings.Dataset)}</dd>"))}
        {When(PaddedWords.Sentence(findings) is not null, () => Html($"<dt>Short tracks</dt><dd>{PaddedWords.Sentence(findings)}</dd>"))}
        {When(findings.Dataset.SampleRate is not null, () =>
            Html($"<dt>Sample rate</dt><dd>{Numbers.Whole(findings.Dataset.SampleRate!.Value)} Hz, mono</dd>"))}</dl>
        <h3>Labels</h3>
        <div class="confusions">{findings.Plan.Schemes.Select(Labels)}</div>
        <h3>Folds</h3>
        {Tables.Scrolling("Tracks of each part: an arm learns from train, validation chooses between its trials, test judges the finalist",
            [Tables.Heading("fold"), Tables.NumberHeading("train"), Tables.NumberHeading("validation"), Tables.NumberHeading("test")],
            findings.Plan.Folds.Select(f => Html(
                $"<tr><th scope=\"row\">{f.Name}</th>{Count(f.Train)}{Count(f.Validation)}{Count(f.Test)}</tr>\n")))}
        {When(findings.Plan.Schemes.Any(s => s.BalancedCounts.Count > 0), () => Balanced(findings))}
        <h3>Features</h3>
        {Tables.Scrolling("Numbers per track", [Tables.Heading("name"), Tables.Heading("kind"), Tables.Heading("rows x frames")],
            findings.Dataset.Features.Select(f => Html(
                $"<tr><th scope=\"row\">{f.Name}</th>{Tables.Cell(Kind(f))}{Tables.Cell(f.Shape)}</tr>\n")))}
        {When(findings.Plan.Withheld.Count > 0, () => Withheld(findings.Plan.Withheld))}
        <h3>Could anything leak from train to test?</h3>
        {LeakAudit(findings)}
        <h3>What was left out</h3>
        {LeftOut(findings)}
        """);

    private static string Kind(FeatureCard feature) =>
        feature.SampleRate is { } rate ? $"{feature.Kind} at {Numbers.Whole(rate)} Hz" : feature.Kind;

    /// <summary>What isn't one clip a track, in words; null where it is.</summary>
    private static string? Clips(DatasetCard dataset)
    {
        var clips = dataset.Clips is { } count && count != dataset.Tracks
            ? $"{Numbers.Whole(count)}, a track’s predictions are the mean of its clips’"
            : null;
        var copies = dataset.Copies == 0 ? null : $"{Numbers.Whole(dataset.Copies)} augmented {(dataset.Copies == 1 ? "copy" : "copies")} "
            + "of each, learnt from beside it in training parts alone";
        return clips is null && copies is null ? null : string.Join("; ", new[] { clips, copies }.OfType<string>());
    }

    private static Markup Balanced(Findings findings) =>
        Tables.Scrolling("Tracks of each label that are learnt from, repetitions counted, where training parts are balanced",
            [Tables.Heading("scheme"), Tables.Heading("label"), .. findings.Plan.Folds.Select(f => Tables.NumberHeading(f.Name))],
            findings.Plan.Schemes.SelectMany(s => s.Labels.Zip(s.BalancedCounts, (label, counts) => Html(
                $"<tr><th scope=\"row\">{s.Name}</th>{Tables.Cell(label)}{counts.Select(Count)}</tr>\n"))));

    private static Markup Withheld(IReadOnlyList<WithheldColumn> columns) => Tables.Scrolling(
        "Columns of the table that aren’t among the features", [Tables.Heading("column"), Tables.Heading("why")],
        columns.Select(w => Html($"<tr><th scope=\"row\" class=\"wrap\">{w.Column}</th>{Tables.Wide(w.Reason)}</tr>\n")));

    private static Markup Count(int count) => Tables.Number(Numbers.Whole(count));

    private static Markup Labels(PlannedScheme scheme) => Tables.Scrolling(scheme.Name,
        [Tables.Heading("label"), Tables.NumberHeading("tracks"), Tables.NumberHeading("share")],
        scheme.Labels.Zip(scheme.Counts).Append(("all", scheme.Counts.Sum())).Select(l => Html($"""
            <tr><th scope="row" class="wrap">{l.Item1}</th>{Count(l.Item2)}
            {Tables.Number(Numbers.Percent((double)l.Item2 / scheme.Counts.Sum()))}</tr>

            """)));

    private static Markup LeakAudit(Findings findings) => Html($"""
        <ul>{LeakWords.Sentences(findings).Select(s => Html($"<li>{Prose(s)}</li>\n"))}</ul>
        """);

    private static Markup LeftOut(Findings findings)
    {
        var kinds = LeftOutWords.Of(findings);
        return kinds.Count == 0 ? Html($"<p>Nothing: every track there is was used.</p>")
            : Html($"{kinds.Select(k => k.Unreadable ? Unreadable(k) : Unlabelled(k))}");
    }

    private static Markup Unreadable(LeftOutWords kind) => Tables.Scrolling(
        $"{Conclusions.Count(kind.Tracks.Count, "track")}: {kind.Reason}",
        [Tables.Heading("track"), Tables.Heading("file"), Tables.Heading("why")],
        kind.Tracks.Select(l => Html(
            $"<tr><th scope=\"row\" class=\"wrap\">{ShownName.Of(l.TrackId)}</th>{Tables.Wide(l.Path)}{Tables.Wide(l.Reason)}</tr>\n")));

    // These are no fault of the data, and there may be thousands.
    private static Markup Unlabelled(LeftOutWords kind) => Html($"""
        <details><summary>{Conclusions.Count(kind.Tracks.Count, "track")}: {kind.Reason}</summary>
        <p class="soft">{kind.Ids(200)}.</p></details>

        """);
}
