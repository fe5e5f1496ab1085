using Gmsa.Experiments.Training;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Transforms;

namespace Gmsa.Experiments.Models;

/// <summary>A trained model of an ensemble.</summary>
/// <param name="Model">Adds <c>Score</c>, one probability a label, as every trainer's model does.</param>
/// <param name="Weight">More than 0; weights count by their share of the sum.</param>
internal sealed record EnsembleMember(ITransformer Model, double Weight);

/// <summary>
/// Several models as one: the weighted mean of their probabilities, then temperature scaling (p^(1/T), made to sum to 1). It is a chain of
/// ML.NET's own transforms, so plain ML.NET saves and loads it wherever it saves and loads the members. Each label's sum asks every member
/// anew, since ML.NET keeps no column between transforms: scoring a row costs members x labels (about 0.14 ms a member at 8 labels).
/// </summary>
internal static class WeightedEnsemble
{
    private const string Score = "Score", All = "EnsembleScores", Mean = "EnsembleMean", Powers = "EnsemblePowers";

    /// <summary>An ML.NET model that adds <c>Score</c> to the columns it is given, and nothing else.</summary>
    /// <param name="like">Has the columns that the members were trained on, which the model keeps as they are; no row is read.</param>
    /// <param name="temperature">More than 0; 1 leaves the mean as it is.</param>
    /// <exception cref="ArgumentException">No members, or a weight or temperature that isn't a positive number.</exception>
    public static ITransformer Of(MLContext ml, IDataView like, IReadOnlyList<EnsembleMember> members, double temperature = 1)
    {
        if (members.Count == 0) throw new ArgumentException("an ensemble has one member or more", nameof(members));
        if (members.Any(m => !IsPositive(m.Weight)) || !IsPositive(temperature))
            throw new ArgumentException("weights and the temperature of an ensemble are positive numbers", nameof(members));
        var (input, chain) = (like.Schema, new Chain(ml, like));
        var (scores, means) = (new List<string>(), new List<string>());
        foreach (var member in members)
        {
            chain.Append(member.Model);
            scores.Add(FormattableString.Invariant($"EnsembleScore{scores.Count}"));
            chain.Append(ml.Transforms.CopyColumns(scores[^1], Score));
            chain.DropAllBut(input, scores);
        }
        chain.Append(ml.Transforms.Concatenate(All, [.. scores]));
        var labels = chain.SizeOf(scores[0]);
        for (var label = 0; label < labels; label++)
        {
            means.Add(FormattableString.Invariant($"EnsembleMean{label}"));
            chain.Append(WeightedSum(ml, [.. members.Select(m => m.Weight / members.Max(most => most.Weight))], label, labels));
            chain.Append(ml.Transforms.CopyColumns(means[^1], Score));
        }
        chain.Append(ml.Transforms.Concatenate(Mean, [.. means]));
        chain.Append(ml.Transforms.Expression(Powers, $"p : max(p, 0f) ^ {MlNetFit.Literal(1 / temperature)}", Mean));
        // Without the members' scores and those of the sums, hidden behind each other as they are.
        chain.DropAllBut(input, [Powers]);
        chain.Append(ml.Transforms.NormalizeLpNorm(Score, Powers, norm: LpNormNormalizingEstimatorBase.NormFunction.L1));
        chain.DropAllBut(input, [Score]);
        return chain.Transformer;
    }

    /// <summary>
    /// The linear model that adds up the members' probabilities of one label. ML.NET makes linear models by training alone, and
    /// has no other transform of several vectors: on a row that is 1 in one place, one step of gradient descent by half the slope
    /// of the squared error sets that place's coefficient to the row's value, and the bias too, which a row of zeros sets back.
    /// No rounding, no convergence.
    /// </summary>
    private static RegressionPredictionTransformer<LinearRegressionModelParameters> WeightedSum(
        MLContext ml, double[] weights, int label, int labels)
    {
        var rows = weights.SelectMany((weight, member) =>
        {
            var (place, nothing) = (new float[weights.Length * labels], new float[weights.Length * labels]);
            place[member * labels + label] = 1;
            return (Unit[])[new() { EnsembleScores = place, Value = (float)weight }, new() { EnsembleScores = nothing }];
        });
        var schema = SchemaDefinition.Create(typeof(Unit));
        schema[All].ColumnType = new VectorDataViewType(NumberDataViewType.Single, weights.Length * labels);
        return ml.Regression.Trainers.OnlineGradientDescent(new OnlineGradientDescentTrainer.Options
        {
            FeatureColumnName = All,
            LabelColumnName = nameof(Unit.Value),
            LearningRate = 0.5f,
            DecreaseLearningRate = false,
            L2Regularization = 0,
            Averaged = false,
            LazyUpdate = false,
            Shuffle = false,
            NumberOfIterations = 1,
        }).Fit(ml.Data.LoadFromEnumerable(rows.ToArray(), schema));
    }

    private sealed class Unit
    {
        public float[] EnsembleScores { get; init; } = [];
        public float Value { get; init; }
    }

    private static bool IsPositive(double value) => value > 0 && double.IsFinite(value);

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

        public int SizeOf(string column) => ((VectorDataViewType)rows.Schema[column].Type).Size;

        /// <summary>Keeps what came in, and these.</summary>
        public void DropAllBut(DataViewSchema input, IReadOnlyList<string> columns)
        {
            string[] added = [.. rows.Schema.Select(c => c.Name)
                .Distinct(StringComparer.Ordinal).Where(name => !columns.Contains(name) && input.GetColumnOrNull(name) is null)];
            if (added.Length > 0) Append(ml.Transforms.DropColumns(added));
        }
    }
}
