using System.Globalization;
using Gmsa.Experiments.Datasets;

namespace Gmsa.Experiments.Studies;

/// <summary>How much of the clips is silence, in words, with what would be better.</summary>
public static class PaddingWords
{
    /// <summary>The share of silence first, then what a reader should know of it.</summary>
    public static IEnumerable<string> Sentences(ClipPadding padding, ClipOptions clip)
    {
        if (padding.Known == 0) yield return "how long the files last isn't known yet";
        else if (padding.Padded == 0) yield return "none: every track fills its clip";
        else yield return Padded(padding, clip);
        if (padding.BeyondEnd > 0) yield return Beyond(padding, clip);
        if (padding.Known > 0 && padding.Known < padding.Tracks)
            yield return Text($"how long {padding.Tracks - padding.Known} of {padding.Tracks} tracks last isn't known");
        if (padding is { IsMuch: true, Advice: { } advice }) yield return $"{Clip(advice)} would leave {Percent(advice.Silence)}";
        if (padding.IsMuch && padding.Padded > 0)
            yield return "pooled numbers are over the sound alone; pictures and rows are filled up with silence";
    }

    /// <summary>A sentence on clips that were built.</summary>
    internal static string Filled(double silence) => $"{Percent(silence)} of the clips' time is the silence that fills them up: "
        + "pooled numbers are over the sound alone, pictures and rows hold what silence gives.";

    /// <summary>Why a run stops, and what to write.</summary>
    public static string Refusal(ClipPadding padding, ClipOptions clip)
    {
        var hollow = padding.Hollow == 0 ? "" : Text($"{padding.Hollow} of {padding.Tracks} tracks have less than half of their sound ")
            + $"behind the clip's offset of {Seconds(clip.Offset)}: what is learnt under their labels would be silence";
        var found = string.Join(", and ", new[] { hollow, padding.BeyondEnd == 0 ? "" : Beyond(padding, clip) }.Where(f => f.Length > 0));
        var better = padding.Advice is not { } advice ? "a smaller offset"
            : $"{Clip(advice)}, which leaves {Percent(advice.Silence)} of the clips' time silent";
        return $"{found}. Write {better}, or padding: allow in clip to learn from it as it is";
    }

    private static string Padded(ClipPadding padding, ClipOptions clip)
    {
        var filled = padding.MedianFilled.ToString(padding.MedianFilled < 1 ? "0.##" : "0.#", CultureInfo.InvariantCulture);
        return Text($"{Percent(padding.Silence)} of the clips' time is silence: {padding.Padded} of {padding.Tracks} tracks end before ")
            + $"{Seconds(clip.Offset + clip.Length)}, and "
            + $"{(padding.Padded == 1 ? "its clip holds" : "half of their clips hold at most")} {filled} s of sound";
    }

    private static string Beyond(ClipPadding padding, ClipOptions clip) =>
        Text($"{padding.BeyondEnd} of {padding.Tracks} tracks end before the clip begins at ")
        + $"{Seconds(clip.Offset)} and are left out";

    private static string Clip(ClipAdvice advice) => Text($"clip: {{ offset: {advice.Offset:0.###}s, length: {advice.Length:0.###}s }}");

    private static string Seconds(TimeSpan time) => Text($"{time.TotalSeconds:0.###} s");

    private static string Percent(double share) => share is > 0 and < 0.001 ? "under 0.1 %" : Text($"{100 * share:0.#} %");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
