namespace Gmsa.Experiments.Evaluation;

/// <summary>Several models' answers to the same items as one.</summary>
internal static class Blend
{
    /// <summary>The weighted mean of the probabilities.</summary>
    /// <param name="tables">Of each model the items' probabilities, alike in order and labels.</param>
    /// <param name="weights">One a model, summing to 1.</param>
    public static IReadOnlyList<double[]> Mean(IReadOnlyList<IReadOnlyList<double[]>> tables, IReadOnlyList<double> weights) =>
        tables is [var only] ? only : [.. tables[0].Select((row, item) => row.Select((_, label) => tables
            .Select((table, model) => weights[model] * table[item][label]).Sum()).ToArray())];

    /// <summary>A table with other probabilities, row by row.</summary>
    public static PredictionTable With(this PredictionTable table, IReadOnlyList<double[]> probabilities) =>
        table with
        {
            Rows = [.. table.Rows.Zip(probabilities, (row, p) => row with
        {
            Probabilities = p,
            Predicted = table.Labels[ProbabilityScores.Largest(p)],
        })]
        };
}
