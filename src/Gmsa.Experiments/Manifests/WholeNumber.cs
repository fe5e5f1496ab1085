namespace Gmsa.Experiments.Manifests;

/// <summary>Whole numbers as texts, which programs write as 1, 01 or 1.0.</summary>
internal static class WholeNumber
{
    /// <summary>A whole number without leading zeros, plus sign and decimal zeros; any other text as it is (1.10 may be the tenth part of a
    /// first).</summary>
    public static string Plain(string text)
    {
        var (start, point) = (text is ['+' or '-', ..] ? 1 : 0, text.IndexOf('.'));
        var digits = text.AsSpan(start, (point < 0 ? text.Length : Math.Max(point, start)) - start);
        if (digits.Length == 0 || digits.ContainsAnyExceptInRange('0', '9')) return text;
        if (point >= 0 && text.AsSpan(point + 1).ContainsAnyExcept('0')) return text;
        var plain = digits.TrimStart('0');
        return plain.Length == 0 ? "0" : text[0] == '-' ? $"-{plain}" : plain.ToString();
    }
}
