using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Evaluation;

/// <summary>Gives every track one group over all arms, so that all are resampled alike.</summary>
internal static class OneGrouping
{
    /// <summary>
    /// Fills a track's blank groups (a file from elsewhere may have no column for them) with the group another arm has it in.
    /// </summary>
    /// <exception cref="InputException">Two arms have a track in different groups.</exception>
    public static IReadOnlyList<ArmInput> Unite(IReadOnlyList<ArmInput> arms)
    {
        var known = new Dictionary<string, (string Group, string Arm)>(StringComparer.Ordinal);
        var problems = new List<Problem>();
        foreach (var arm in arms)
        {
            var others = new List<(Prediction Row, string Group, string Arm)>();
            foreach (var row in arm.Predictions.Rows.Where(r => r.Group.Length > 0))
                if (!known.TryAdd(row.TrackId, (row.Group, arm.Name)) && known[row.TrackId] is var first && first.Group != row.Group)
                    others.Add((row, first.Group, first.Arm));
            if (others is [var other, ..])
                problems.Add(new("", $"{others.Count} tracks are in another group in {arm.Name} than in {other.Arm} "
                    + $"(the first: track '{other.Row.TrackId}', '{other.Row.Group}' and '{other.Group}'); intervals need one grouping"));
        }
        if (problems.Count > 0) throw new InputException(problems);
        return [.. arms.Select(arm => arm with { Predictions = arm.Predictions with { Rows = [.. arm.Predictions.Rows.Select(Fill)] } })];

        Prediction Fill(Prediction row) =>
            row.Group.Length == 0 && known.TryGetValue(row.TrackId, out var found) ? row with { Group = found.Group } : row;
    }
}
