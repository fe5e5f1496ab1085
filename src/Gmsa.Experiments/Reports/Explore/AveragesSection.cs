using static Gmsa.Experiments.Reports.Markup;

namespace Gmsa.Experiments.Reports;

/// <summary>The mean mel picture of each label, and how it differs from the mean of all tracks.</summary>
internal static class AveragesSection
{
    public static Markup Of(CorpusView corpus)
    {
        var scale = ColourScale.Spread([corpus.Overall.Values, .. corpus.Schemes.SelectMany(s => s.Averages)
            .Where(a => a.Tracks > 0).Select(a => a.Values)]);
        var differences = corpus.Schemes.Select(s => s.Averages.Select(a => Minus(a, corpus.Overall)).ToArray()).ToArray();
        var signed = ColourScale.Signed([.. differences.SelectMany(d => d)]);
        return Html($"""
            <p>Mel spectrograms in dB, averaged over the tracks of each label (only over those that last so long, where some are shorter).
            An average has no melody left; what stays is level, brightness, and how both move from a track’s beginning on.</p>
            <div class="averages">
            <div>{Picture(corpus, corpus.Overall, corpus.Overall.Values, scale, "All tracks", "average of all tracks")}</div>
            <div>{PlotFrame.FlatColourBar(scale, "average level (dB)")}
            {When(corpus.Schemes.Any(s => s.IsLabelled), () => Html($"""
                {PlotFrame.FlatColourBar(signed, "label minus all tracks (dB)")}
                <p class="soft">All averages on this page share the first scale, all differences the second: orange is louder than the mean
                of all tracks, blue quieter, white the same.</p>
                """))}</div></div>
            {corpus.Schemes.Index().Where(s => s.Item.IsLabelled).Select(s => Scheme(corpus, s.Item, differences[s.Index], scale, signed))}
            """);
    }

    private static Markup Scheme(CorpusView corpus, SchemeView scheme, float[][] differences, ColourScale scale, ColourScale signed) =>
        Html($"""
        <h3>{scheme.Name}</h3>
        <div class="pairs">{scheme.Labels.Select((label, i) => Html($"""
            <figure class="plot"><figcaption><strong class="{scheme.ColourOf(i)}">{label}</strong>
            {Conclusions.Count(scheme.Averages[i].Tracks, "track")}{When(scheme.Averages[i].Tracks > 0, () =>
                Html($"{Loudest(differences[i])}"))}</figcaption>
            {(scheme.Averages[i].Tracks == 0 ? Html($"<p class=\"soft\">no track</p>") : Html($"""
                <div class="pair">{Picture(corpus, scheme.Averages[i], scheme.Averages[i].Values, scale, label, "average")}
                {Picture(corpus, scheme.Averages[i], differences[i], signed, label, "difference from all tracks")}</div>
                """))}</figure>

            """))}</div>
        """);

    private static Markup Picture(
        CorpusView corpus, AveragePicture picture, float[] values, ColourScale scale, string label, string what) =>
        PlotFrame.Of(PlotAxis.Time(picture.Seconds), PlotAxis.Mel(picture.Rows, corpus.Rate / 2.0) with { Name = what + ", Hz" },
            PlotFrame.Image(scale.Draw(values, picture.Rows, picture.Columns), $"{label}: {what}, mel spectrogram"),
            "9.5rem", Empty, "small");

    private static string Loudest(float[] difference) => $" · {Numbers.Signed(difference.Average(d => (double)d), 1)} dB on average";

    private static float[] Minus(AveragePicture of, AveragePicture all) =>
        [.. of.Values.Zip(all.Values, (a, b) => float.IsFinite(a - b) ? a - b : 0)];
}
