using System.Globalization;
using System.Text;
using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using static Gmsa.Experiments.Reports.Markup;

namespace Gmsa.Experiments.Reports;

/// <summary>A track's page: its pictures one below the other on one time axis, what is known about it, and a player.</summary>
internal static class TrackPage
{
    // More columns than a wide screen has pixels for would only make the page heavier.
    private const int MostColumns = 1000;

    public static void Write(TrackView track, string file) => AtomicFile.WriteText(file, Render(track));

    internal static string Render(TrackView track)
    {
        Section[] sections =
        [
            new("pictures", "The pictures", Pictures(track)),
            new("augmented", "Augmented", AugmentedSection.Of(track.Augmented)),
            new("facts", "The file", Facts(track)),
        ];
        return Page.Of($"{track.Name} – explored", Header(track), sections,
            Html($"Made by Gmsa.Experiments. Everything on this page is in this one file, the sound too; it loads nothing."),
            PlotStylesheet.Css + ExploreStylesheet.Css, TrackScript.Source, media: "data:").ToString();
    }

    private static Markup Header(TrackView track) => Html($"""
        <p class="eyebrow">One track, explored</p>
        <h1>{track.Name}</h1>
        <p class="lead">{Lead(track)}</p>
        """);

    private static string Lead(TrackView track)
    {
        var end = track.Offset + track.Clip.Duration.TotalSeconds;
        var part = track.Facts.Seconds is { } all && all - track.Clip.Duration.TotalSeconds > 0.1
            ? $"{Numbers.Short(track.Offset)}–{Numbers.Short(end)} s of {Numbers.Duration(all)}"
            : $"All of its {Numbers.Duration(end - track.Offset)}";
        return $"{part}, analysed as mono at {Numbers.Whole(track.Clip.Rate)} Hz. Peak {Numbers.Level(track.Levels.Peak)}, "
            + $"loudness {Numbers.Level(track.Levels.Rms)} (root mean square).";
    }

    private static Markup Pictures(TrackView track) => Html($"""
        <p class="soft">All pictures share the time axis of the sound. While it plays a line runs through them; click or drag on one to
        hear that place.</p>
        <div class="player"><audio controls="controls" preload="auto"
        data-seconds="{track.Player.Duration.TotalSeconds.ToString("R", CultureInfo.InvariantCulture)}"
        aria-label="The sound of {track.Name}" src="{Sound(track.Player)}"></audio></div>
        {Wave(track)}
        {Panel.All.Zip(track.Maps).Select(p => Picture(p.First, p.Second, track))}
        """);

    private static string Sound(Waveform sound)
    {
        using var stream = new MemoryStream();
        WavWriter.Write(stream, sound);
        return "data:audio/wav;base64," + Convert.ToBase64String(stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }

    private static Markup Wave(TrackView track)
    {
        var limit = Math.Min(1, PlotAxis.Step(Math.Max(track.Levels.Peak, 0.01)));
        var (peaks, body) = Envelope(track.Clip.Samples, limit);
        var across = PlotAxis.Time(track.Clip.Duration.TotalSeconds, track.Offset);
        return Figure("Waveform", "The samples themselves: the outer shape reaches from the lowest to the highest in each moment, the "
            + "inner one is their root mean square. Full scale is 1.", $"{Numbers.Whole(track.Clip.Rate)} Hz",
            PlotFrame.Of(across, PlotAxis.Linear("amplitude", -limit, limit, 4), PlotFrame.Svg($"Waveform of {track.Name}", Html($"""
                <line class="axis" x1="0" x2="1000" y1="500" y2="500" />
                <path class="wave" d="{peaks}" /><path class="wave-rms" d="{body}" />
                """)), "9rem", Empty, "seek"));
    }

    /// <summary>Two closed outlines in a box of 1000 x 1000: extremes, and root mean square, of each of at most 1000 columns.</summary>
    private static (string Peaks, string Body) Envelope(float[] samples, double limit)
    {
        var columns = Math.Min(MostColumns, samples.Length);
        var (above, below, up, down) = (new StringBuilder("M"), new List<string>(), new StringBuilder("M"), new List<string>());
        for (var c = 0; c < columns; c++)
        {
            var part = samples.AsSpan((int)((long)c * samples.Length / columns)..(int)((c + 1L) * samples.Length / columns));
            var (low, high, square) = (double.MaxValue, double.MinValue, 0.0);
            foreach (var sample in part)
                (low, high, square) = (Math.Min(low, sample), Math.Max(high, sample), square + (double)sample * sample);
            var (x, rms) = (Numbers.Coordinate(1000 * (c + 0.5) / columns), Math.Sqrt(square / part.Length));
            above.Append(x).Append(' ').Append(Y(high)).Append(' ');
            below.Add($"{x} {Y(low)}");
            up.Append(x).Append(' ').Append(Y(rms)).Append(' ');
            down.Add($"{x} {Y(-rms)}");
        }
        below.Reverse();
        down.Reverse();
        return (above.AppendJoin(' ', below).Append('Z').ToString(), up.AppendJoin(' ', down).Append('Z').ToString());

        string Y(double value) => Numbers.Plain((long)Math.Round(500 - 500 * Math.Clamp(value / limit, -1, 1)));
    }

    private static Markup Picture(Panel panel, FeatureMap map, TrackView track)
    {
        var (rows, frames, scale) = (map.Shape.Rows, map.Shape.Frames, panel.Colours(map));
        var columns = Math.Min(frames, MostColumns);
        var image = scale.Draw(Narrowed(map, columns), rows, columns);
        return Figure(panel.Title, panel.Caption, $"`{panel.Options.Kind}: {panel.Parameters}`; {Numbers.Whole(track.Clip.Rate)} Hz, "
            + $"{Numbers.Whole(rows)} × {Numbers.Whole(frames)}", PlotFrame.Of(
            PlotAxis.Time(track.Clip.Duration.TotalSeconds, track.Offset), panel.Rows(rows, track.Clip.Rate / 2.0),
            PlotFrame.Image(image, $"{panel.Title} of {track.Name}. {panel.Caption}"), Height(rows), PlotFrame.ColourBar(scale, panel.Unit),
            rows <= 40 ? "seek pixels" : "seek"));
    }

    private static Markup Figure(string title, string caption, string parameters, Markup plot) => Html($"""
        <figure class="panel"><figcaption><h3>{title}</h3><p>{caption}</p><p class="recipe">{Prose(parameters)}</p></figcaption>
        {plot}</figure>

        """);

    // Rows with names need a line of text each.
    private static string Height(int rows) => rows <= 12 ? Numbers.Coordinate(Math.Max(9, 1.15 * rows)) + "rem" : "15rem";

    private static float[] Narrowed(FeatureMap map, int columns)
    {
        var (rows, frames) = (map.Shape.Rows, map.Shape.Frames);
        if (columns == frames) return map.Values;
        var weights = PictureSize.Weights(frames, columns);
        var values = new float[rows * columns];
        for (var row = 0; row < rows; row++)
            for (var c = 0; c < columns; c++)
            {
                var sum = 0.0;
                for (var i = 0; i < weights[c].Weights.Length; i++)
                    sum += weights[c].Weights[i] * map.Values[row * frames + weights[c].Start + i];
                values[row * columns + c] = (float)sum;
            }
        return values;
    }

    private static Markup Facts(TrackView track)
    {
        (string Name, string Value)[] facts =
        [
            ("File", track.Path),
            ("Format", track.Facts.Format),
            ("Duration", track.Facts.Seconds is { } s ? $"{Numbers.Fixed(s, 2)} s" : Numbers.None),
            ("Sample rate", $"{Numbers.Whole(track.Facts.Rate)} Hz, analysed at {Numbers.Whole(track.Clip.Rate)} Hz"),
            ("Channels", track.Facts.Channels == 1 ? "1" : $"{Numbers.Whole(track.Facts.Channels)}, analysed as their mean"),
            ("Bit rate", track.Facts.BitRate is { } b ? $"{Numbers.Fixed(b / 1000, 0)} kb/s" : Numbers.None),
            ("Peak", Numbers.Level(track.Levels.Peak)),
            ("Loudness", $"{Numbers.Level(track.Levels.Rms)} (root mean square)"),
            ("Clipping", track.Levels.Clipped > 0 ? $"{Numbers.Short(100 * track.Levels.Clipped)} % of the samples at full scale"
                : "no sample at full scale"),
            ("Silent start", $"{Numbers.Fixed(track.Levels.SilentStart, 2)} s below −60 dBFS"),
            ("Player", $"{Numbers.Whole(track.Player.Rate)} Hz, 16 bit, mono"),
        ];
        return Html($"""
            <dl class="facts">{facts.Select(f => Html($"<dt>{f.Name}</dt><dd>{f.Value}</dd>\n"))}</dl>
            <p class="soft">Peak, loudness, clipping and silent start are those of the part analysed, at the file’s own sample rate, of the
            mean of its channels.</p>
            """);
    }
}
