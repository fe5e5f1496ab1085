using System.Globalization;
using Gmsa.Experiments.Training;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Gmsa.Experiments.Models;

/// <summary>A trained model of an ensemble.</summary>
/// <param name="Model">Adds <c>Score</c>, one probability a label, as every trainer's model does.</param>
/// <param name="Weight">More than 0; weights count by their share of the sum.</param>
public sealed record EnsembleMember(ITransformer Model, double Weight);

/// <summary>
/// Several models as one: the weighted mean of their probabilities, then temperature scaling (p^(1/T), made to sum to 1). It is a chain of
/// ML.NET's own transforms, so plain ML.NET saves and loads it wherever it saves and loads the members.
/// </summary>
public static class WeightedEnsemble
{
    private const string Score = "Score", Mean = "EnsembleMean";

    /// <summary>An ML.NET model that adds <c>Score</c> to the columns it is given, and nothing else.</summary>
    /// <param name="input">The columns that the members were trained on; they are kept as they are.</param>
    /// <param name="temperature">More than 0; 1 leaves the mean as it is.</param>
    /// <exception cref="ArgumentException">No members, or a weight or temperature that isn't a positive number.</exception>
    /// <exception cref="NotSupportedException">A member is a network: ML.NET's own format can't hold one.</exception>
    public static ITransformer Of(MLContext ml, DataViewSchema input, IReadOnlyList<EnsembleMember> members, double temperature = 1)
    {
        if (members.Count == 0) throw new ArgumentException("an ensemble has one member or more", nameof(members));
        if (members.Any(m => !IsPositive(m.Weight)) || !IsPositive(temperature))
            throw new ArgumentException("weights and the temperature of an ensemble are positive numbers", nameof(members));
        if (members.Any(m => HasNetwork(m.Model)))
            throw new NotSupportedException("a network can't be a member of an ensemble that is saved as one ML.NET model: "
                + "choose the members from trainers of tables");
        var total = members.Sum(m => m.Weight);
        var chain = new Chain(ml, new EmptyView(input));
        foreach (var (member, i) in members.Select((member, i) => (member, i)))
        {
            chain.Append(member.Model);
            var share = Text(member.Weight / total);
            chain.Append(i == 0
                ? ml.Transforms.Expression(Mean, $"p : {share} * p", Score)
                : ml.Transforms.Expression(Mean, $"(mean, p) : mean + {share} * p", Mean, Score));
            chain.DropAllBut(input, Mean);
        }
        // The sum of the mean is 1 but for rounding, of the powers it isn't.
        chain.Append(ml.Transforms.Expression(Score, temperature == 1 ? "p : p" : $"p : pow(p, {Text(1 / temperature)})", Mean));
        chain.Append(ml.Transforms.NormalizeLpNorm(Score, norm: LpNormNormalizingEstimatorBase.NormFunction.L1));
        chain.DropAllBut(input, Score);
        return chain.Transformer;
    }

    private static bool HasNetwork(ITransformer model) =>
        model is NetworkTransformer || (model is IEnumerable<ITransformer> chain && chain.Any(HasNetwork));

    private static bool IsPositive(double value) => value > 0 && double.IsFinite(value);

    private static string Text(double value) => value.ToString("0.0###########", CultureInfo.InvariantCulture) + "f";

    /// <summary>A chain and the columns that come out of it.</summary>
    private sealed class Chain(MLContext ml, IDataView rows)
    {
        private IDataView rows = rows;

        public TransformerChain<ITransformer> Transformer { get; private set; } = new();

        public void Append(IEstimator<ITransformer> learnsNothing) => Append(learnsNothing.Fit(rows));

        public void Append(ITransformer transformer)
        {
            Transformer = Transformer.Append(transformer);
            rows = transformer.Transform(rows);
        }

        /// <summary>Keeps what came in, and one column more.</summary>
        public void DropAllBut(DataViewSchema input, string column)
        {
            string[] added = [.. rows.Schema.Select(c => c.Name).Distinct(StringComparer.Ordinal).Where(name => name != column && input.GetColumnOrNull(name) is null)];
            if (added.Length > 0) Append(ml.Transforms.DropColumns(added));
        }
    }

    /// <summary>Columns without rows: enough for transforms that learn nothing.</summary>
    private sealed class EmptyView(DataViewSchema schema) : IDataView
    {
        public DataViewSchema Schema => schema;

        public bool CanShuffle => false;

        public long? GetRowCount() => 0;

        public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
            throw new NotSupportedException("what learns nothing asks for no rows");

        public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => [GetRowCursor(columnsNeeded, rand)];
    }
}
