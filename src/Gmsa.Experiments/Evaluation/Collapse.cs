using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Moods;

namespace Gmsa.Experiments.Evaluation;

/// <summary>How a fine label scheme becomes a coarse one.</summary>
/// <param name="Map">The coarse label of every fine one.</param>
public sealed record CollapseMap(string Fine, string Coarse, IReadOnlyDictionary<string, string> Map)
{
    /// <summary>How the first scheme that can be becomes another of them, through any number of merges; null where none can be.</summary>
    public static CollapseMap? First(IReadOnlyList<LabelScheme> schemes) => (
        from fine in schemes
        from coarse in schemes
        let map = coarse.MapFrom(fine)
        where map is not null
        select new CollapseMap(fine.Name, coarse.Name, map)).FirstOrDefault();
}

/// <summary>
/// Turns predictions of a fine scheme into predictions of a coarse one. The probability of a coarse label is the sum of its fine ones'.
/// </summary>
internal static class Collapse
{
    /// <summary>Predicts the coarse label of the predicted fine label.</summary>
    /// <param name="labels">The coarse labels in their order; null: in the order in which the fine labels name them.</param>
    /// <exception cref="InputException">A fine label has no coarse one, or one that <paramref name="labels"/> lacks.</exception>
    public static PredictionTable Argmax(PredictionTable table, CollapseMap map, IReadOnlyList<string>? labels = null) =>
        Apply(table, map, labels, (row, _, _) => map.Map[row.Predicted]);

    /// <summary>Predicts the coarse label with the largest sum of probabilities; of equal sums the first label.</summary>
    /// <inheritdoc cref="Argmax"/>
    public static PredictionTable Summed(PredictionTable table, CollapseMap map, IReadOnlyList<string>? labels = null) =>
        Apply(table, map, labels, (_, coarse, sums) => coarse[ProbabilityScores.Largest(sums)]);

    private static PredictionTable Apply(
        PredictionTable table, CollapseMap map, IReadOnlyList<string>? labels,
        Func<Prediction, IReadOnlyList<string>, double[], string> predict)
    {
        Check(table, map, labels);
        var coarse = labels ?? [.. table.Labels.Select(l => map.Map[l]).Distinct()];
        int[] targets = [.. table.Labels.Select(fine => coarse.TakeWhile(c => c != map.Map[fine]).Count())];
        var rows = CodedTable.Of(table).Rows.Select(row =>
        {
            var sums = new double[coarse.Count];
            for (var i = 0; i < targets.Length; i++) sums[targets[i]] += row.Probabilities[i];
            return row with { Truth = map.Map[row.Truth], Predicted = predict(row, coarse, sums), Probabilities = sums };
        });
        return new(coarse, [.. rows]);
    }

    private static void Check(PredictionTable table, CollapseMap map, IReadOnlyList<string>? labels)
    {
        var problems = new List<Problem>();
        foreach (var fine in table.Labels)
            if (!map.Map.TryGetValue(fine, out var coarse))
                problems.Add(new("", $"the map from {map.Fine} to {map.Coarse} has no label for '{fine}'"));
            else if (labels is not null && !labels.Contains(coarse))
                problems.Add(
                    new("", $"the map from {map.Fine} to {map.Coarse} gives '{coarse}' for '{fine}'. Known: {string.Join(", ", labels)}"));
        if (problems.Count > 0) throw new InputException(problems);
    }
}
