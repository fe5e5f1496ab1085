using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Records;
using static Gmsa.Experiments.Reports.Markup;

namespace Gmsa.Experiments.Reports;

/// <summary>One track per label as the networks see it, embedded in the page.</summary>
internal static class PicturesSection
{
    // Base64 grows bytes by a third; the page stays below about 5 MB with everything else in it.
    private const int Budget = 3_000_000;

    public static Markup Of(Findings findings)
    {
        var cards = findings.Dataset.Pictures;
        if (cards.Count == 0) return Empty;
        var left = Budget;
        var images = cards.Select(card => (Card: card, Data: StoredPicture.Take(findings.Results.Folder, card.File, ref left))).ToArray();
        var groups = images.GroupBy(i => (i.Card.Feature, i.Card.Scheme)).ToArray();
        return Html($"""
            <p>The first row of the feature is the lowest line of the picture, the first frame its left edge. Dark is a small value, light
            a large one, and all pictures of one feature share one scale, so they can be compared. These are examples, not averages.</p>
            {groups.Select(g => Html($"""
                <h3>{g.Key.Scheme}, feature “{g.Key.Feature}”{When(Shape(findings, g.Key.Feature) is not null, () =>
                    Html($" <span class=\"soft\">({Shape(findings, g.Key.Feature)!})</span>"))}</h3>
                {Axes(findings, g.Key.Feature)}
                <div class="pictures">{g.Select(i => Picture(i.Card, i.Data))}</div>

                """))}
            """);
    }

    private static Markup Picture(PictureCard card, string? data) => Html($"""
        <figure>{(data is null ? Html($"<div class=\"missing\">picture missing</div>") : Html($"""
            <img src="data:image/png;base64,{data}" alt="{card.Feature} of a track labelled {card.Label}: {card.TrackId}" />
            """))}<figcaption><strong>{card.Label}</strong>{ShownName.Of(card.TrackId)}{Filling(card)}</figcaption></figure>

        """);

    private static Markup Filling(PictureCard card) =>
        When(PaddedWords.OfPicture(card.Silence) is not null, () => Html($"<br />{PaddedWords.OfPicture(card.Silence)}"));

    private static Markup Axes(Findings findings, string feature)
    {
        if (findings.Dataset.Features.FirstOrDefault(f => f.Name == feature) is not { } card) return Empty;
        string[] axes = [.. new[] { ("Upwards", card.RowAxis), ("To the right", card.FrameAxis) }
            .Where(a => a.Item2.Length > 0).Select(a => $"{a.Item1}: {a.Item2}.")];
        return When(axes.Length > 0, () => Html($"<p class=\"soft\">{string.Join(' ', axes)}</p>"));
    }

    private static string? Shape(Findings findings, string feature) =>
        findings.Dataset.Features.FirstOrDefault(f => f.Name == feature) is { } card ? $"{card.Kind}, rows x frames: {card.Shape}" : null;
}
