using System.Globalization;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Config;

/// <summary>Turns single values into numbers, truth values, words, durations and sizes, or says why they are none.</summary>
internal static class ScalarBinder
{
    /// <summary>The value as <paramref name="type"/>, or null with <paramref name="problem"/>: what follows the key in a message.</summary>
    public static object? Bind(Type type, ScalarNode node, out string problem)
    {
        problem = "";
        if (type == typeof(string)) return Text(node, ref problem);
        if (type == typeof(ContentFile)) return Named(node, ref problem);
        if (type.IsEnum) return Word(type, node, ref problem);
        if (!node.Plain)
        {
            problem = $"is {node.Describe()} in quotes; expected: {Expected(type)}, without quotes";
            return null;
        }
        object? value = type == typeof(bool) ? node.Text is "true" or "false" ? node.Text == "true" : null
            : type == typeof(TimeSpan) ? Durations.Parse(node.Text)
            : type == typeof(ByteSize) ? ByteSize.Parse(node.Text)
            : Number(type, node.Text);
        if (value is null) problem = $"is {node.Shown}; expected: {Expected(type)}{Hint(type, node.Text)}";
        return value;
    }

    /// <summary>What a type takes, for messages.</summary>
    public static string Expected(Type type) =>
        type == typeof(string) ? "text"
        : type == typeof(ContentFile) ? "the path of a file"
        : type == typeof(bool) ? "true or false"
        : type == typeof(TimeSpan) ? "a duration, as in 30s (units: ms, s, m, h, d)"
        : type == typeof(ByteSize) ? "a size, as in 4GB (units: KB, MB, GB, TB)"
        : type.IsEnum ? Words.List(Words.OfEnum(type), " or ")
        : OptionKey.IsWhole(type) ? "a whole number"
        : OptionKey.IsReal(type) ? "a number"
        : OptionKey.ItemOf(type) is not null ? "a list"
        : KindSort.Of(type) is { } sort ? sort.One
        : "a mapping (key: value)";

    private static string? Text(ScalarNode node, ref string problem)
    {
        if (!string.IsNullOrWhiteSpace(node.Text) && !node.Text.Any(char.IsControl)) return node.Text;
        problem = string.IsNullOrWhiteSpace(node.Text) ? "is empty; expected: text"
            : $"is {node.Describe()}, with a line break or another control character in it; expected: text on one line";
        return null;
    }

    /// <summary>A file, whose path starts at the folder of the experiment; on a command line, where that was typed.</summary>
    private static ContentFile? Named(ScalarNode node, ref string problem)
    {
        if (Text(node, ref problem) is not { } name) return null;
        var folder = node.At.Line == 0 ? Environment.CurrentDirectory : Path.GetDirectoryName(Path.GetFullPath(node.At.Source))!;
        try
        {
            return ContentFile.Of(Path.GetFullPath(DataResolver.Expanded(name), folder));
        }
        catch (InputException error)
        {
            problem = $"is {node.Shown}. {error.Problems[0]}";
            return null;
        }
    }

    private static object? Word(Type type, ScalarNode node, ref string problem)
    {
        if (Words.ParseEnum(type, node.Text) is { } value) return value;
        var words = Words.OfEnum(type);
        problem = $"is '{node.Shown}'. {Suggestion.Among(node.Text, words)}";
        return null;
    }

    private static object? Number(Type type, string text)
    {
        var real = OptionKey.IsReal(type);
        if (!Looks(text, real)) return null;
        if (!real)
        {
            if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)) return null;
            if (type == typeof(long)) return whole;
            return whole is >= int.MinValue and <= int.MaxValue ? (int)whole : null;
        }
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || !double.IsFinite(number)) return null;
        if (type == typeof(double)) return number;
        return float.IsFinite((float)number) ? (float)number : null;
    }

    /// <summary>True for -12, 3, and where real ones may stand also 1.5, .5, 5., 1e-4, 1.0E+4; false for 012, 0x10, 1_000.</summary>
    private static bool Looks(string text, bool real)
    {
        var rest = text.AsSpan();
        if (rest.StartsWith("+") || rest.StartsWith("-")) rest = rest[1..];
        var whole = Digits(ref rest);
        if (whole > 1 && text.AsSpan()[^(whole + rest.Length)] == '0') return false;
        if (!real) return whole > 0 && rest.IsEmpty;
        var fraction = 0;
        if (rest.StartsWith("."))
        {
            rest = rest[1..];
            fraction = Digits(ref rest);
        }
        if (whole + fraction == 0) return false;
        if (rest.IsEmpty) return true;
        if (rest[0] is not ('e' or 'E')) return false;
        rest = rest[1..];
        if (rest.StartsWith("+") || rest.StartsWith("-")) rest = rest[1..];
        return Digits(ref rest) > 0 && rest.IsEmpty;
    }

    private static int Digits(ref ReadOnlySpan<char> rest)
    {
        var count = 0;
        while (count < rest.Length && char.IsAsciiDigit(rest[count])) count++;
        rest = rest[count..];
        return count;
    }

    private static string SizeHint(string text)
    {
        if (Looks(text, real: true) && text[0] is not ('-' or '+')) return $". Write {text}GB for gigabytes";
        var upper = text.ToUpperInvariant().Replace("IB", "B").Replace(" ", "");
        var meant = ByteSize.Parse(upper) is not null ? upper : upper + "B";
        return text.Length > 0 && ByteSize.Parse(meant) is not null ? $". Write {meant}" : "";
    }

    /// <summary>What to write instead, where that can be guessed.</summary>
    private static string Hint(Type type, string text)
    {
        if (type == typeof(bool))
            return text.ToLowerInvariant() switch
            {
                "yes" or "on" or "y" or "true" => ". Write true",
                "no" or "off" or "n" or "false" => ". Write false",
                _ => "",
            };
        if (type == typeof(TimeSpan)) return Looks(text, real: true) && text[0] != '-' ? $". Write {text}s for seconds" : "";
        if (type == typeof(ByteSize)) return SizeHint(text);
        var unsigned = text.TrimStart('+', '-');
        if (unsigned.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            || unsigned.StartsWith("0o", StringComparison.OrdinalIgnoreCase)) return ", in decimal digits";
        if (text.Contains('_') && Looks(text.Replace("_", ""), real: true)) return $". Write {text.Replace("_", "")}";
        if (text.Contains(',') && Looks(text.Replace(',', '.'), real: true)) return $". Write {text.Replace(',', '.')}, with a point";
        if (unsigned.Length > 1 && unsigned.All(char.IsAsciiDigit) && unsigned[0] == '0')
            return $" without leading zeros, which some readers take for octal. Write {unsigned.TrimStart('0').PadLeft(1, '0')}";
        if (unsigned is ".inf" or ".nan" or ".NaN" or ".Inf" or "inf" or "nan") return ", and a finite one";
        return Looks(text, real: OptionKey.IsReal(type)) ? " that is not so large" : "";
    }
}
