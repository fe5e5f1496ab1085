using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Evaluation;

/// <summary>
/// A table as numbers, its rows in the ordinal order of their track ids, those of one track by seed and repeat: sums of floating-point
/// numbers, and so every metric, are the same bits whatever order the rows came in.
/// </summary>
/// <param name="Truth">The position of each row's true label among the labels.</param>
/// <param name="Predicted">The position of each row's predicted label.</param>
internal sealed record CodedTable(IReadOnlyList<string> Labels, IReadOnlyList<Prediction> Rows, int[] Truth, int[] Predicted)
{
    /// <summary>How many different tracks the rows are of.</summary>
    public int Tracks => Rows.DistinctBy(r => r.TrackId, StringComparer.Ordinal).Count();

    /// <exception cref="InputException">No rows, a label the table doesn't list, a track twice in a repeat, or another number of
    /// probabilities than labels.</exception>
    public static CodedTable Of(PredictionTable table)
    {
        var rows = table.Rows.OrderBy(r => r.TrackId, StringComparer.Ordinal).ThenBy(r => r.Round).ToArray();
        var problems = new List<Problem>();
        if (rows.Length == 0) problems.Add(new("", "there are no predictions; at least one is needed"));
        var positions = Positions(table.Labels);
        for (var i = 0; i < rows.Length; i++)
        {
            if (i > 0 && (rows[i].TrackId, rows[i].Round) == (rows[i - 1].TrackId, rows[i - 1].Round))
                problems.Add(new("", $"track '{rows[i].TrackId}' is there more than once"));
            problems.AddRange(Wrong(rows[i], positions));
        }
        if (problems.Count > 0) throw new InputException(problems);
        return new(table.Labels, rows, [.. rows.Select(r => positions[r.Truth])], [.. rows.Select(r => positions[r.Predicted])]);
    }

    /// <summary>How often each truth (row) met each prediction (column): [labels x labels], row by row.</summary>
    public int[] Confusion()
    {
        var counts = new int[Labels.Count * Labels.Count];
        for (var i = 0; i < Truth.Length; i++) counts[Truth[i] * Labels.Count + Predicted[i]]++;
        return counts;
    }

    private static Dictionary<string, int> Positions(IReadOnlyList<string> labels)
    {
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var label in labels)
            if (!positions.TryAdd(label, positions.Count)) throw new InputException("", $"label '{label}' is listed twice");
        return positions;
    }

    private static IEnumerable<Problem> Wrong(Prediction row, Dictionary<string, int> positions)
    {
        foreach (var label in new[] { row.Truth, row.Predicted }.Distinct().Where(l => !positions.ContainsKey(l)))
            yield return new("", $"track '{row.TrackId}': unknown label '{label}'. Known: {string.Join(", ", positions.Keys)}");
        if (row.Probabilities.Count != positions.Count)
            yield return new("", $"track '{row.TrackId}': {row.Probabilities.Count} probabilities for {positions.Count} labels");
    }
}
