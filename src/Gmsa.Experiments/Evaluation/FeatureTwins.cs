using System.Globalization;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Evaluation;

/// <summary>
/// Rows that are equal in all features, as those of a song that stands in a table twice. Few features, or coarse ones, coincide honestly,
/// so that a row says something only where that is unlikely: were its features independent, fewer than 0.05 other rows would have all of
/// them, its twins not counted. Where a corpus has no more such twins than that lets expect (by three standard deviations), none says
/// anything.
/// </summary>
internal static class FeatureTwins
{
    private const double MostExpected = 0.05;

    /// <returns>A text for each track, the same for equal rows; blank where its row may come twice by chance or lacks a number.</returns>
    public static IReadOnlyList<string> Of(IReadOnlyList<Track> tracks, IReadOnlyList<string> columns)
    {
        float?[][] numbers = [.. tracks.Select(t => columns.Select(c => ColumnsOptions.Number(t[c])).ToArray())];
        int[] whole = [.. Enumerable.Range(0, tracks.Count).Where(i => Array.TrueForAll(numbers[i], n => n is not null))];
        string[] rows = [.. numbers.Select(row => string.Join(' ', row.Select(n => n?.ToString("R", CultureInfo.InvariantCulture))))];
        var twins = whole.CountBy(i => rows[i]).ToDictionary(StringComparer.Ordinal);
        var values = columns.Select((_, c) => whole.CountBy(i => numbers[i][c]!.Value).ToDictionary()).ToArray();
        var expected = whole.ToDictionary(i => i, i => Expected(numbers[i], values, twins[rows[i]], whole.Length));
        int[] telling = [.. whole.Where(i => expected[i] < MostExpected)];
        var chance = telling.Sum(i => expected[i]);
        if (telling.Count(i => twins[rows[i]] > 1) <= chance + 3 * Math.Sqrt(chance)) telling = [];
        var tells = telling.ToHashSet();
        return [.. rows.Select((row, i) => tells.Contains(i) ? row : "")];
    }

    /// <summary>How many of the other rows would have all values of this one by chance. Twins don't count, nor make their own values
    /// frequent; a value that nobody else has counts as one more row would.</summary>
    private static double Expected(float?[] row, Dictionary<float, int>[] values, int twins, int rows)
    {
        double others = rows - twins + 1;
        return row.Select((n, c) => (values[c][n!.Value] - twins + 1) / others).Aggregate(others, (product, share) => product * share);
    }
}
