using System.Globalization;

namespace Gmsa.Experiments.Foundation;

/// <summary>Durations as people write them: a number and a unit.</summary>
internal static class Durations
{
    private static readonly (string Unit, long Ticks)[] Units =
    [
        ("d", TimeSpan.TicksPerDay), ("h", TimeSpan.TicksPerHour), ("m", TimeSpan.TicksPerMinute),
        ("s", TimeSpan.TicksPerSecond), ("ms", TimeSpan.TicksPerMillisecond),
    ];

    /// <summary>The duration in the largest unit that divides it: 90s, 2m, 1500ms; "0s" for none.</summary>
    public static string Text(TimeSpan span)
    {
        if (span == TimeSpan.Zero) return "0s";
        foreach (var (unit, ticks) in Units)
            if (span.Ticks % ticks == 0)
                return (span.Ticks / ticks).ToString(CultureInfo.InvariantCulture) + unit;
        return ((decimal)span.Ticks / TimeSpan.TicksPerSecond).ToString("0.#######", CultureInfo.InvariantCulture) + "s";
    }

    /// <summary>The duration that <paramref name="text"/> says (a number and one of ms, s, m, h, d), or null where it says none.</summary>
    public static TimeSpan? Parse(string text)
    {
        var digits = text.TakeWhile(c => char.IsAsciiDigit(c) || c == '.').Count();
        var ticks = Units.FirstOrDefault(u => u.Unit == text[digits..]).Ticks;
        if (digits == 0 || ticks == 0) return null;
        if (!decimal.TryParse(text[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return null;
        return number > long.MaxValue / ticks ? null : new TimeSpan((long)decimal.Round(number * ticks));
    }
}
