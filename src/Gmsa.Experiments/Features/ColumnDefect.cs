using System.Globalization;
using System.Text.RegularExpressions;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Features;

/// <summary>A column of a table that isn't among its default features.</summary>
/// <param name="Reason">Why, in words.</param>
/// <param name="IsDefect">True where it holds numbers and some cells spoil it.</param>
public sealed record WithheldColumn(string Column, string Reason, bool IsDefect);

/// <summary>Says of a column of numbers which cells are none, and why.</summary>
internal static partial class ColumnDefect
{
    private const int LongestShown = 40;

    /// <returns>Null where every cell is a number.</returns>
    public static WithheldColumn? Of(string column, IReadOnlyList<Track> tracks)
    {
        Track[] bad = [.. tracks.Where(t => ColumnsOptions.Number(t[column]) is null)
            .OrderBy(t => t.Line).ThenBy(t => t.Id, StringComparer.Ordinal)];
        if (bad.Length == 0) return null;
        // What may be either is what the column's other numbers can only be.
        var comma = bad.Any(t => DecimalComma().IsMatch(t[column]) && !Thousands().IsMatch(t[column]));
        var kinds = bad.GroupBy(t => Kind(t[column], comma)).ToArray();
        var numbers = tracks.Count - bad.Length + kinds.Where(k => k.Key.IsNumber).Sum(k => k.Count());
        if (numbers == 0)
            return new(column, bad.FirstOrDefault(t => t[column].Length > 0) is { } word
                ? $"it holds no numbers, as {Cell(word, column)}" : "it is blank in every track", IsDefect: false);
        // A column of dates, some of which are years, is no column of numbers.
        var values = tracks.Count(t => t[column].Length > 0 && !MissingWords.Are(t[column]));
        return new(column, string.Join("; ", kinds.Select(k => Told(k.Key.Says, [.. k]))), IsDefect: 2 * numbers > values);

        string Told(string says, Track[] cells) => $"{Digits.Grouped(cells.Length)} of {Digits.Grouped(tracks.Count)} cells "
            + $"{(cells.Length == 1 ? "is" : "are")} {says}{(cells.Length == 1 ? ":" : ", the first")} {Cell(cells[0], column)}";
    }

    private static string Cell(Track track, string column)
    {
        var text = track[column];
        var shown = text.Length == 0 ? "" : $"“{Excerpt.Of(text, LongestShown)}” ";
        return shown + (track.Line > 0 ? FormattableString.Invariant($"in line {track.Line}") : $"of track '{track.Id}'");
    }

    /// <summary>What a cell is that is no number, in words that follow "is", and whether it was meant as one.</summary>
    /// <param name="comma">True where the column writes decimals with a comma.</param>
    private static (string Says, bool IsNumber) Kind(string text, bool comma) => text switch
    {
        "" => ("blank", false),
        _ when MissingWords.Are(text) => ("a word for no value", false),
        _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) => ("not finite", true),
        _ when Thousands().IsMatch(text) && !(comma && DecimalComma().IsMatch(text)) => ("a number with a thousands separator", true),
        _ when DecimalComma().IsMatch(text) => ("a number with a decimal comma", true),
        _ when Percent().IsMatch(text) => ("a number with a percent sign", true),
        _ when Unit().IsMatch(text) => ("a number with a unit", true),
        _ => ("no number", false),
    };

    [GeneratedRegex(@"^[-+]?[1-9]\d{0,2}(?:([,.'’ ])\d{3})(?:\1\d{3})*(?:[.,]\d+)?$")]
    private static partial Regex Thousands();

    [GeneratedRegex(@"^[-+−]?\d*,\d+(?:[eE][-+]?\d+)?$")]
    private static partial Regex DecimalComma();

    [GeneratedRegex(@"^[-+−]?\d+(?:[.,]\d+)?\s*[%‰]$")]
    private static partial Regex Percent();

    [GeneratedRegex(@"^[^\w\s]?\s?[-+−]?\d+(?:[.,]\d+)*\s?(?:[\p{L}°µ/²³]{1,6}|[€$£¥])?$")]
    private static partial Regex Unit();
}
