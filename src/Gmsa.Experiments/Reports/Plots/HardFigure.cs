using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;
using static Gmsa.Experiments.Reports.Markup;

namespace Gmsa.Experiments.Reports;

/// <summary>A hard track as the page shows it: its picture, what it is, what it was called, where it lies, and a player.</summary>
internal static class HardFigure
{
    /// <param name="id">Where links lead; null where none does.</param>
    /// <param name="picture">A PNG in base64; null where there is none.</param>
    public static Markup Of(Findings findings, string scheme, HardTrack track, string? id, string? picture) => Html($"""
        <figure class="track"{When(id is not null, () => Html($" id=\"{id}\""))}>{When(picture is not null, () =>
            Html($"<img src=\"data:image/png;base64,{picture}\" alt=\"{findings.Results.Hard?.Feature} of {NameOf(findings, track)}\" />"))}
        {Caption(findings, scheme, track, Empty)}{Player(findings, track)}</figure>

        """);

    /// <summary>The same without what stands above already.</summary>
    /// <param name="place">The id of where it stands.</param>
    public static Markup Again(Findings findings, string scheme, HardTrack track, string place) => Html($"""
        <figure class="track">{Caption(findings, scheme, track, Html($"<p><a href=\"#{place}\">Shown above</a></p>"))}</figure>

        """);

    /// <summary>A track as people know it: "Artist – Title", as far as the manifest has them; else its id, of a long path the
    /// end.</summary>
    public static string NameOf(Findings findings, HardTrack track) =>
        findings.Results.Tracks.GetValueOrDefault(track.TrackId) is { } known && known.Artist.Length + known.Title.Length > 0
            ? string.Join(" – ", new[] { known.Artist, known.Title }.Where(n => n.Length > 0)) : ShownName.Of(track.TrackId);

    private static Markup Caption(Findings findings, string scheme, HardTrack track, Markup link)
    {
        var name = NameOf(findings, track);
        return Html($"""
            <figcaption><strong>{name}</strong>{When(name != track.TrackId, () => Html($"{track.TrackId}"))}
            <p class="answer">{Answer(track)}</p>
            {When(track.Arms > 1, () => Html($"<p>{track.Right} of {track.Arms} arms right; the truth gets {Numbers.Percent(track.MeanOfTruth)} on average</p>"))}
            {When(Place(findings, scheme, track).Length > 0, () => Html($"<p>{Place(findings, scheme, track)}</p>"))}
            {When(Filling(findings, track) is not null, () => Html($"<p>{Filling(findings, track)}</p>"))}{link}</figcaption>
            """);
    }

    private static Markup Answer(HardTrack track) => track.IsWrong
        ? Html($"Called <b class=\"bad\">{track.Called}</b> ({Numbers.Percent(track.Sure)} sure); "
            + $"is <b>{track.Truth}</b> ({Numbers.Percent(track.OfTruth)})")
        : Html($"Called <b class=\"good\">{track.Called}</b>, rightly ({Numbers.Percent(track.Sure)} sure)");

    private static string Place(Findings findings, string scheme, HardTrack track)
    {
        var place = findings.Results.Plane.TryGetValue(track.TrackId, out var at)
            ? $"Energy {Numbers.Fixed(at.Energy, 2)}, valence {Numbers.Fixed(at.Valence, 2)}"
            : "";
        var borders = findings.Results.Hard?.Tracks.FirstOrDefault(t => t.TrackId == track.TrackId)?.Borders;
        if (borders is null || !borders.TryGetValue(scheme, out var distance)) return place;
        return (place.Length > 0 ? place + "; " : "") + $"{Numbers.Fixed(distance, 2)} from a border";
    }

    private static string? Filling(Findings findings, HardTrack track) =>
        PaddedWords.OfPicture(findings.Results.Hard?.Tracks.FirstOrDefault(t => t.TrackId == track.TrackId)?.Silence ?? 0);

    private static Markup Player(Findings findings, HardTrack track) =>
        AudioLink.Of(findings, track.TrackId) is not { } source ? Empty : Html($"""
            <audio controls="controls" preload="none" aria-label="The sound of {NameOf(findings, track)}" src="{source}"></audio>
            """);
}
