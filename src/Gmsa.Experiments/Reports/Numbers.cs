using System.Globalization;
using System.Text.Json;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Reports;

/// <summary>
/// How reports write numbers: with a decimal point whatever the machine's culture, a real minus sign, and a dash where there is none.
/// </summary>
internal static class Numbers
{
    public const string None = "–";

    /// <summary>A whole number that counts something, with its thousands apart, as all that people read has it: <c>5,229</c>.</summary>
    public static string Whole(long number) => Negative(Digits.Grouped(number));

    /// <summary>A whole number as programs read it, and as people know seeds and the numbers of trials: <c>5229</c>.</summary>
    public static string Plain(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A fixed number of decimals: <c>0.431</c>, <c>−0.012</c>.</summary>
    public static string Fixed(double? value, int decimals = 3) => value is { } v && double.IsFinite(v)
        ? Negative(Digits.Grouped(v + 0.0, decimals))
        : None;

    /// <summary>With a sign, for differences: <c>+0.024</c>.</summary>
    public static string Signed(double? value, int decimals = 3)
    {
        var text = Fixed(value, decimals);
        return value > 0 && double.IsFinite(value.Value) ? "+" + text : text;
    }

    /// <summary>A share as a percentage with one decimal: <c>43.1 %</c>.</summary>
    public static string Percent(double? share) => share is { } s && double.IsFinite(s) ? Fixed(100 * s, 1) + "\u00A0%" : None;

    /// <summary>Three digits that count, without trailing zeros: <c>0.0125</c>, <c>−3.2</c>, <c>1,450</c>.</summary>
    public static string Short(double? value)
    {
        if (value is not { } v || !double.IsFinite(v)) return None;
        if (Math.Abs(v) >= 1000) return Whole((long)Math.Round(v));
        var decimals = v == 0 ? 0 : Math.Clamp(2 - (int)Math.Floor(Math.Log10(Math.Abs(v))), 0, 9);
        var text = Fixed(v, decimals);
        return text.Contains('.') ? text.TrimEnd('0').TrimEnd('.') : text;
    }

    /// <summary>Hz as axes have it: <c>500</c>, <c>2k</c>.</summary>
    public static string Frequency(double hz) => hz >= 1000 ? Short(hz / 1000) + "k" : Short(hz);

    /// <summary>A level relative to full scale, dB; silence is far down: <c>−∞ dBFS</c>.</summary>
    public static string Level(double amplitude) => amplitude > 0 ? Fixed(20 * Math.Log10(amplitude), 1) + " dBFS" : "−∞ dBFS";

    /// <summary>A probability: small ones as <c>&lt; 0.001</c>.</summary>
    public static string Probability(double? p) => p is < 0.001 and >= 0 ? "< 0.001" : Fixed(p);

    /// <summary>Seconds, minutes or hours, whichever a person would say.</summary>
    public static string Duration(double seconds) => seconds switch
    {
        < 10 => Fixed(seconds, 1) + " s",
        < 120 => Fixed(seconds, 0) + " s",
        < 7200 => Fixed(seconds / 60, 1) + " min",
        _ => Fixed(seconds / 3600, 1) + " h",
    };

    /// <summary>Full precision, for files that programs read; empty where there is no value.</summary>
    public static string Exact(double? value) => value is { } v && double.IsFinite(v) ? v.ToString("R", CultureInfo.InvariantCulture) : "";

    /// <summary>A coordinate in a drawing.</summary>
    public static string Coordinate(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>The value of an option that a search chose, as a person writes it; also as read back from JSON.</summary>
    public static string Option(object value) => value switch
    {
        double d => Math.Abs(d) is >= 1000 and < 1e5 && d == Math.Floor(d) ? Whole((long)d)
            : d.ToString("G5", CultureInfo.InvariantCulture),
        int or long => Whole(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        JsonElement { ValueKind: JsonValueKind.Number } n => n.TryGetInt64(out var whole) ? Whole(whole) : Option(n.GetDouble()),
        JsonElement { ValueKind: JsonValueKind.String } s => s.GetString() ?? "",
        JsonElement e => e.GetRawText(),
        bool b => b ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>The same in full precision.</summary>
    public static string ExactOption(object value) => value switch
    {
        double d => Exact(d),
        JsonElement { ValueKind: JsonValueKind.Number } n => n.GetRawText(),
        int or long => Plain(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        _ => Option(value),
    };

    // Typography for people: U+2212, and no minus before a rounded zero.
    private static string Negative(string text) =>
        text[0] != '-' ? text : text.Any(c => c is >= '1' and <= '9') ? "−" + text[1..] : text[1..];
}
