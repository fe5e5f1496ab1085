using Gmsa.Experiments.Evaluation;
using static Gmsa.Experiments.Reports.Markup;

namespace Gmsa.Experiments.Reports;

/// <summary>
/// The tracks of each scheme that are worth a look and a listen: the surest errors, and those that hardly any arm gets right.
/// </summary>
internal static class HardestSection
{
    // With the example pictures and everything else the page stays below about 6 MB.
    private const int Budget = 1_500_000;

    public const string Css = """

        .tracks { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 16rem), 1fr)); gap: 1rem; margin: 0.6rem 0 1.2rem; }
        .track { background: var(--card); border: 1px solid var(--line); border-radius: 8px; overflow: hidden; display: grid;
          grid-template: auto 1fr auto / 1fr; }
        .track img, .track .missing { width: 100%; height: 7.5rem; display: grid; aspect-ratio: auto; object-fit: fill; border-radius: 0;
          image-rendering: pixelated; background: var(--wash); }
        .track figcaption { padding: 0.6rem 0.8rem; line-height: 1.35; } .track strong { color: var(--ink); display: block; }
        .track .answer { color: var(--ink); margin: 0.35rem 0; } .track p { margin: 0.2rem 0 0; }
        .track audio { display: block; width: calc(100% - 1rem); height: 2.2rem; margin: 0 0.5rem 0.6rem; }
        @media (max-width: 40rem) { .track { grid-template: 1fr auto / 6.5rem 1fr; } .track img { height: 100%; }
          .track figcaption:only-child, .track figcaption:first-child { grid-column: 1 / -1; } .track audio { grid-column: 1 / -1; } }
        @media print { .track { break-inside: avoid; } .track audio { display: none; } }
        """;

    public static Markup Of(Findings findings)
    {
        var schemes = SchemeHardTracks.Of(findings);
        if (schemes.Count == 0) return Empty;
        var left = Budget;
        var cards = (findings.Results.Hard?.Tracks ?? []).ToDictionary(t => t.TrackId);
        var plays = schemes.SelectMany(s => s.All).Any(t => AudioLink.Of(findings, t.TrackId) is not null);
        return Html($"""
            <p>The surest errors of the arm that stands for each scheme, and the tracks that the fewest of its arms get right{When(findings.TimesTested > 1, () =>
                Html($", each track by its mean answer over the {findings.TimesTested} times it was tested"))}. Where all arms agree on
            another label than the truth, it may be the truth that is wrong. What always answers the commonest label isn’t counted.</p>
            {When(plays, () => Html($"""
                <p class="soft">Players read the audio where it lies on the machine that made this page, which holds no sound itself.</p>
                """))}
            {schemes.Index().Select(s => Scheme(findings, s.Index + 1, s.Item, Picture)).ToArray()}
            """);

        string? Picture(HardTrack track) =>
            cards.GetValueOrDefault(track.TrackId)?.Picture is { } file
                ? StoredPicture.Take(findings.Results.Folder, file, ref left)
                : null;
    }

    private static Markup Scheme(Findings findings, int number, SchemeHardTracks scheme, Func<HardTrack, string?> picture)
    {
        var (confident, hardest) = (scheme.Tracks.Confident, scheme.Tracks.Hardest);
        var above = confident.Index().ToDictionary(t => t.Item.TrackId, t => $"hard-{Numbers.Plain(number)}-{Numbers.Plain(t.Index + 1)}");
        return Html($"""
            <h3>{scheme.Scheme}: the surest errors of {scheme.Arm}</h3>
            {(confident.Count == 0 ? Html($"<p>None: it is right on every track.</p>") : Html($"""
                <div class="tracks">{confident.Select(t => HardFigure.Of(findings, scheme.Scheme, t, above[t.TrackId], picture(t)))}</div>
                """))}
            <h3>{scheme.Scheme}: the hardest tracks</h3>
            <p class="soft">{Order(hardest[0].Arms)}</p>
            <div class="tracks">{hardest.Select(t => above.TryGetValue(t.TrackId, out var place)
                ? HardFigure.Again(findings, scheme.Scheme, t, place) : HardFigure.Of(findings, scheme.Scheme, t, null, picture(t)))}</div>

            """);
    }

    private static string Order(int arms) => arms > 1
        ? $"Those that the fewest of {Numbers.Whole(arms)} arms get right; of equals, first those whose truth gets the lowest probability, "
            + "on average over the arms."
        : "Those whose truth gets the lowest probability.";
}
