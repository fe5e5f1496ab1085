using System.Globalization;
using System.Reflection;
using System.Runtime.Serialization;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Config;

/// <summary>
/// How values are written in an experiment file: names in camelCase, numbers with a point, durations and sizes with a unit.
/// </summary>
internal static class Words
{
    /// <summary>What <see cref="CanBeFolder"/> wants, for messages.</summary>
    public const string FolderNames = "allowed are letters, digits, - and _, a letter or digit first, 64 at most";

    /// <summary>True for names that may become those of folders and columns.</summary>
    public static bool CanBeFolder(string name) => name.Length is > 0 and <= 64 && char.IsAsciiLetterOrDigit(name[0])
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    public static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    public static string PascalCase(string name) => char.ToUpperInvariant(name[0]) + name[1..];

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
        TimeSpan span => Durations.Text(span),
        Enum member => Members(member.GetType()).First(m => m.Value.Equals(member)).Word,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    /// <summary>"a, b, c", or "a, b or c" with <paramref name="last"/> " or ".</summary>
    public static string List(IEnumerable<string> words, string last = ", ")
    {
        var all = words.ToArray();
        return all.Length < 2 ? string.Concat(all) : string.Join(", ", all[..^1]) + last + all[^1];
    }
}
