using Gmsa.Experiments.Features;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Gmsa.Experiments.Training;

/// <summary>
/// One model a label, each of which says how likely its label is against all others, joined to probabilities: clipped to 0..1, raised by a
/// floor and made to sum to 1. Made of ML.NET's own transforms, so that plain ML.NET can load it.
/// </summary>
internal static class LabelModels
{
    /// <summary>Values of a feature that the splits of trees tell apart: more cost time, and hundreds of trees average over where they
    /// split.</summary>
    public const int Bins = 32;

    /// <summary>
    /// With one, ML.NET starts and awaits a task for each feature in each split. It keeps the number of the first that asks, for all in a
    /// process. Features are searched apart from each other, so the trees are the same with any.
    /// </summary>
    public const int Threads = 2;

    private const int TreeColumns = 128;

    private const string All = "LabelAnswers", Clipped = "LabelClipped";

    /// <summary>
    /// A row of one label's training view: <c>Hit</c> says whether the row has the label, <c>Indicator</c> the same as 0 or 1.
    /// </summary>
    private sealed class Row
    {
        public float[] Features { get; init; } = [];
        public uint Key { get; init; }
        public float Weight { get; init; } = 1;
        public bool Hit { get; set; }
        public float Indicator { get; set; }
    }

    /// <summary>
    /// The share of the features that a tree may look at, taken anew for each tree: all of up to 128, of more so many (Ho, "The random
    /// subspace method for constructing decision forests", IEEE Transactions on Pattern Analysis and Machine Intelligence 20, 1998). Time
    /// goes by them.
    /// </summary>
    public static double ShareOfTree(FeatureShape shape) => Math.Min(1, (double)TreeColumns / shape.Count);

    /// <param name="ml">Fresh and seeded: ML.NET's trainers take random numbers from it in turn.</param>
    /// <param name="answer">The column in which each label's model answers.</param>
    /// <param name="floor">Added to each label's answer before they are made to sum to 1: no label is impossible.</param>
    /// <param name="fit">Fits the model of a label on <c>Features</c>, <c>Hit</c> or <c>Indicator</c>, and <c>Weight</c>.</param>
    public static TrainedModel Fit(TrainingContext context, MLContext ml, string answer, double floor, Func<IDataView, ITransformer> fit)
    {
        var rows = RowsOf(context);
        var present = rows.Select(row => row.Key).Where(key => key > 0).Distinct().Count();
        // Of a single label there is nothing to tell apart.
        if (present < 2) return new Majority().Fit(context);
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, context.Shape.Count);
        var view = ml.Data.LoadFromEnumerable(rows, schema);
        var columns = context.Labels.Select((_, label) => FormattableString.Invariant($"LabelAnswer{label}")).ToArray();
        var chain = new TransformerChain<ITransformer>();
        var missing = new List<string>();
        foreach (var (column, label) in columns.Select((column, label) => (column, (uint)label)))
        {
            context.Cancel.ThrowIfCancellationRequested();
            foreach (var row in rows) (row.Hit, row.Indicator) = (row.Key == label + 1, row.Key == label + 1 ? 1 : 0);
            if (rows.Any(row => row.Hit))
            {
                chain = chain.Append(fit(view));
                // Where features tell nothing apart, ML.NET grows no tree and answers 0 / 0; the label's share is what is known.
                if (float.IsNaN(chain.Transform(view).GetColumn<float>(answer).First()))
                    Append(ml.Transforms.Expression(column, Constant(Share(rows)), answer));
                else Append(ml.Transforms.CopyColumns(column, answer));
            }
            else
            {
                missing.Add(column);
            }
        }
        var known = columns.Except(missing).First();
        foreach (var column in missing) Append(ml.Transforms.Expression(column, Constant(0), known));
        Append(Joined(ml, columns, ((string[])["Score", "Probability", "PredictedLabel"])
            .Where(name => chain.Transform(view).Schema.GetColumnOrNull(name) is not null), floor));
        context.Cancel.ThrowIfCancellationRequested();
        return TrainedModel.Of(context, chain);

        // What learns nothing from rows but its columns' types.
        void Append(IEstimator<ITransformer> estimator) => chain = chain.Append(estimator.Fit(chain.Transform(view)));
    }

    private static EstimatorChain<ColumnSelectingTransformer> Joined(MLContext ml, string[] columns, IEnumerable<string> answers,
        double floor) => ml.Transforms.Concatenate(All, columns)
            .Append(ml.Transforms.Expression(Clipped, "p : min(1f, max(0f, p)) + " + MlNetFit.Literal(floor), All))
            .Append(ml.Transforms.DropColumns([All, .. columns, .. answers]))
            .Append(ml.Transforms.NormalizeLpNorm("Score", Clipped, norm: LpNormNormalizingEstimatorBase.NormFunction.L1))
            .Append(ml.Transforms.DropColumns(Clipped));

    private static double Share(Row[] rows) => rows.Sum(row => row.Indicator * (double)row.Weight) / rows.Sum(row => (double)row.Weight);

    private static string Constant(double value) => "answer : " + MlNetFit.Literal(value);

    private static Row[] RowsOf(TrainingContext context)
    {
        var features = context.Train.GetColumn<float[]>("Features").ToArray();
        var keys = context.Train.GetColumn<uint>("Label").ToArray();
        var weights = MlNetFit.WeightColumn(context) is { } column ? context.Train.GetColumn<float>(column).ToArray() : null;
        return [.. features.Select((f, i) => new Row { Features = f, Key = keys[i], Weight = weights?[i] ?? 1 })];
    }
}
