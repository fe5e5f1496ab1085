using System.Globalization;
using System.Reflection;
using System.Runtime.Serialization;

namespace Gmsa.Experiments.Config;

/// <summary>How values are written in an experiment file: names in camelCase, numbers with a point, durations and sizes with a unit.</summary>
internal static class Words
{
    private static readonly (string Unit, long Ticks)[] Units =
    [
        ("d", TimeSpan.TicksPerDay), ("h", TimeSpan.TicksPerHour), ("m", TimeSpan.TicksPerMinute),
        ("s", TimeSpan.TicksPerSecond), ("ms", TimeSpan.TicksPerMillisecond),
    ];

    /// <summary>What <see cref="CanBeFolder"/> wants, for messages.</summary>
    public const string FolderNames = "allowed are letters, digits, - and _, a letter or digit first, 64 at most";

    /// <summary>True for names that may become those of folders and columns.</summary>
    public static bool CanBeFolder(string name) => name.Length is > 0 and <= 64 && char.IsAsciiLetterOrDigit(name[0])
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    public static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    /// <summary>The words of an enum in the order it declares them: camelCase, or what <see cref="EnumMemberAttribute"/> says.</summary>
    public static IReadOnlyList<string> OfEnum(Type type) => [.. Members(type).Select(m => m.Word)];

    /// <summary>The member that <paramref name="word"/> names, or null.</summary>
    public static object? ParseEnum(Type type, string word) => Members(type).FirstOrDefault(m => m.Word == word).Value;

    private static IEnumerable<(string Word, object Value)> Members(Type type) => type.GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (f.GetCustomAttribute<EnumMemberAttribute>()?.Value ?? CamelCase(f.Name), f.GetValue(null)!));

    /// <summary>A number, truth value, enum, duration, size or text as the file writes it. Reading it gives the same value.</summary>
    public static string Of(object value) => value switch
    {
        bool truth => truth ? "true" : "false",
        float number => number.ToString("R", CultureInfo.InvariantCulture).ToLowerInvariant(),
        double number => number.ToString("R", CultureInfo.InvariantCulture).ToLowerInvariant(),
        TimeSpan span => Duration(span),
        Enum member => Members(member.GetType()).First(m => m.Value.Equals(member)).Word,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    /// <summary>The duration in the largest unit that divides it: 90s, 2m, 1500ms; "0s" for none.</summary>
    public static string Duration(TimeSpan span)
    {
        if (span == TimeSpan.Zero) return "0s";
        foreach (var (unit, ticks) in Units)
            if (span.Ticks % ticks == 0)
                return (span.Ticks / ticks).ToString(CultureInfo.InvariantCulture) + unit;
        return ((decimal)span.Ticks / TimeSpan.TicksPerSecond).ToString("0.#######", CultureInfo.InvariantCulture) + "s";
    }

    /// <summary>The duration that <paramref name="text"/> says (a number and one of ms, s, m, h, d), or null where it says none.</summary>
    public static TimeSpan? ParseDuration(string text)
    {
        var digits = text.TakeWhile(c => char.IsAsciiDigit(c) || c == '.').Count();
        var ticks = Units.FirstOrDefault(u => u.Unit == text[digits..]).Ticks;
        if (digits == 0 || ticks == 0) return null;
        if (!decimal.TryParse(text[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return null;
        return number > long.MaxValue / ticks ? null : new TimeSpan((long)decimal.Round(number * ticks));
    }

    /// <summary>"a, b, c", or "a, b or c" with <paramref name="last"/> " or ".</summary>
    public static string List(IEnumerable<string> words, string last = ", ")
    {
        var all = words.ToArray();
        return all.Length < 2 ? string.Concat(all) : string.Join(", ", all[..^1]) + last + all[^1];
    }
}
