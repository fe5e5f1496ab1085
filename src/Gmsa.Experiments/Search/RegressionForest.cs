using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Training;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace Gmsa.Experiments.Search;

/// <summary>
/// A forest over the unit cube (ML.NET's FastForest) of which means over parts of the cube are exact: each leaf is a box.
/// </summary>
internal sealed class RegressionForest
{
    private const int Trees = 16, FewestInLeaf = 3, MostLeaves = 256;

    private readonly RegressionTreeBase[] trees;
    private readonly Box[][] boxes;

    private readonly double mean;

    /// <param name="mean">What there is to say without trees: ML.NET grows none where no cut leaves enough points on both sides.</param>
    private RegressionForest(RegressionTreeBase[] trees, int dimensions, double mean)
    {
        (this.trees, this.mean) = (trees, mean);
        boxes = trees.Length > 0 ? [.. trees.Select(t => BoxesOf(t, dimensions))]
            : [[new(new double[dimensions], [.. Enumerable.Repeat(1.0, dimensions)], mean)]];
    }

    public static RegressionForest Fit(IReadOnlyList<float[]> places, IReadOnlyList<double> scores, Seed seed)
    {
        var ml = new MLContext(seed.ToInt32());
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, places[0].Length);
        var rows = ml.Data.LoadFromEnumerable(
            places.Zip(scores, (place, score) => new Row { Features = place, Label = (float)score }), schema);
        var model = ml.Regression.Trainers.FastForest(new FastForestRegressionTrainer.Options
        {
            NumberOfTrees = Trees,
            NumberOfLeaves = Math.Clamp(places.Count / FewestInLeaf, 2, MostLeaves),
            MinimumExampleCountPerLeaf = FewestInLeaf,
            BaggingSize = 1,
            FeatureFraction = 1,
            FeatureFractionPerSplit = 1,
            NumberOfQuantileSamples = 0,
            NumberOfThreads = LabelModels.Threads, // the same numbers, sooner
            Seed = seed.ToInt32(),
            FeatureSelectionSeed = seed.ToInt32(),
        }).Fit(rows);
        return new([.. model.Model.TrainedTreeEnsemble.Trees], places[0].Length, scores.Average());
    }

    public double Predict(float[] place) => trees.Length == 0 ? mean : trees.Average(t => t.LeafValues[LeafOf(t, place)]);

    /// <summary>The mean in each of so many equal parts of one dimension, over all of the others.</summary>
    public double[] Marginal(int dimension, int cells)
    {
        var means = new double[cells];
        foreach (var box in boxes.SelectMany(b => b))
        {
            var (low, high) = (box.Low[dimension], box.High[dimension]);
            var rest = box.Value * box.Volume / (high - low) / boxes.Length;
            for (var cell = (int)(low * cells); cell < cells && cell < high * cells; cell++)
                means[cell] += rest * Math.Max(0, Math.Min(high * cells, cell + 1) - Math.Max(low * cells, cell));
        }
        return means;
    }

    private static int LeafOf(RegressionTreeBase tree, float[] place)
    {
        if (tree.NumberOfNodes == 0) return 0;
        var node = 0;
        while (node >= 0)
            node = place[tree.NumericalSplitFeatureIndexes[node]] <= tree.NumericalSplitThresholds[node]
                ? tree.LeftChild[node]
                : tree.RightChild[node];
        return ~node;
    }

    private static Box[] BoxesOf(RegressionTreeBase tree, int dimensions)
    {
        var found = new List<Box>();
        Split(tree.NumberOfNodes == 0 ? ~0 : 0, new double[dimensions], [.. Enumerable.Repeat(1.0, dimensions)]);
        return [.. found];

        void Split(int node, double[] low, double[] high)
        {
            if (node < 0)
            {
                found.Add(new(low, high, tree.LeafValues[~node]));
                return;
            }
            var (feature, at) = (tree.NumericalSplitFeatureIndexes[node], (double)tree.NumericalSplitThresholds[node]);
            // A cut outside the box leaves one side empty.
            if (at > low[feature]) Split(tree.LeftChild[node], low, With(high, feature, Math.Min(at, high[feature])));
            if (at < high[feature]) Split(tree.RightChild[node], With(low, feature, Math.Max(at, low[feature])), high);
        }
    }

    private static double[] With(double[] ends, int dimension, double end)
    {
        double[] changed = [.. ends];
        changed[dimension] = end;
        return changed;
    }

    private sealed record Box(double[] Low, double[] High, double Value)
    {
        public double Volume { get; } = Low.Zip(High, (low, high) => high - low).Aggregate(1.0, (product, side) => product * side);
    }

    private sealed class Row
    {
        public float[] Features { get; set; } = [];

        public float Label { get; set; }
    }
}
