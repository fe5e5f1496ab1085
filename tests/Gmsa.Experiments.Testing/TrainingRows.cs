using Gmsa.Experiments.Augmentation;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Training;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Gmsa.Experiments.Testing;

/// <summary>Small labelled views with the columns that trainers are promised.</summary>
/// <param name="Shape">Of each row's features; of several inputs the vector that they are together.</param>
/// <param name="Rows">Features, row-major, as many as the shape has; and the label's place in <paramref name="Labels"/>, from 0.</param>
public sealed record TrainingRows(FeatureShape Shape, IReadOnlyList<string> Labels, IReadOnlyList<(float[] Features, int Label)> Rows)
{
    /// <summary>A row of a view.</summary>
    public sealed class Row
    {
        public float[] Features { get; set; } = [];

        // From 0: ML.NET adds the 1 of a key itself.
        public uint Label { get; set; }
    }

    /// <summary>A row of a view with weights.</summary>
    public sealed class WeightedRow
    {
        public float[] Features { get; set; } = [];
        public uint Label { get; set; }
        public float Weight { get; set; }
        public string ClipId { get; set; } = "";
    }

    /// <summary>What a model says of a row: one probability a label.</summary>
    public sealed class Scored
    {
        public float[] Score { get; set; } = [];
    }

    private const int Features = 6;

    /// <summary>What rows may look like: a vector of 6, and squares from 32 x 32 to 256 x 256.</summary>
    public static IReadOnlyList<FeatureShape> Shapes { get; } =
        [new(Features, 1), .. ((int[])[32, 48, 64, 80, 94, 96, 112, 128, 160, 192, 224, 256]).Select(side => new FeatureShape(side, side))];

    /// <summary>Three labels.</summary>
    public static IReadOnlyList<string> Moods { get; } = ["Sad", "Angry", "Calm"];

    /// <summary>Rows that a trainer can learn from: for each of its inputs of the first of <see cref="Shapes"/> that it accepts.</summary>
    /// <param name="only">The labels that rows have, by their places among <see cref="Moods"/>; null: all.</param>
    public static TrainingRows For(TrainerOptions options, int count = 48, ulong seed = 1, IReadOnlyList<int>? only = null)
    {
        TrainingRows[] inputs = [.. Enumerable.Range(0, options.JoinsFeatures ? 1 : options.Inputs)
            .Select(input => Shapes.First(shape => options.Needs(shape, input) is null))
            .Select(shape => shape.IsVector
                ? Vectors(count, shape.Rows, Moods, seed, only) : Stripes(count, shape.Rows, Moods, seed, only))];
        return inputs is [var alone] ? alone : Beside(inputs);
    }

    /// <summary>Rows of the same labels as one: their features one behind the other, as inputs of their own.</summary>
    public static TrainingRows Beside(params IReadOnlyList<TrainingRows> inputs) =>
        new(new(inputs.Sum(rows => rows.Shape.Count), 1), inputs[0].Labels, [.. inputs[0].Rows.Select((row, i) =>
            (inputs.SelectMany(rows => rows.Rows[i].Features).ToArray(), row.Label))])
        {
            Inputs = [.. inputs.SelectMany(rows => rows.Inputs)],
        };

    /// <summary>Vectors round a centre of their own for each label: label k is high in feature k.</summary>
    public static TrainingRows Vectors(
        int count, int features, IReadOnlyList<string> labels, ulong seed = 1, IReadOnlyList<int>? only = null)
    {
        var random = new Seed(seed).Generator();
        var used = only ?? [.. Enumerable.Range(0, labels.Count)];
        return new(new(features, 1), labels, [.. Enumerable.Range(0, count).Select(i =>
        {
            var label = used[i % used.Count];
            return (Enumerable.Range(0, features).Select(f => (float)(random.NextGaussian() + (f == label ? 4 : 0))).ToArray(), label);
        })]);
    }

    /// <summary>Pictures of stripes in noise: the label is how many waves fit, across or along.</summary>
    public static TrainingRows Stripes(int count, int side, IReadOnlyList<string> labels, ulong seed = 1, IReadOnlyList<int>? only = null)
    {
        var random = new Seed(seed).Generator();
        var used = only ?? [.. Enumerable.Range(0, labels.Count)];
        return new(new(side, side), labels, [.. Enumerable.Range(0, count).Select(i =>
        {
            var label = used[i % used.Count];
            var phase = random.NextDouble() * 6;
            return (Enumerable.Range(0, side * side).Select(pixel =>
            {
                var place = label % 2 == 0 ? pixel % side : pixel / side;
                return (float)(-40 + 10 * Math.Sin(phase + place * (0.3 + label / 2)) + 3 * random.NextGaussian());
            }).ToArray(), label);
        })]);
    }

    /// <summary>The shapes of the features that a row's are made of; by default they are one.</summary>
    public IReadOnlyList<FeatureShape> Inputs { get; init; } = [Shape];

    /// <summary>Of each row; null for a view without the column.</summary>
    public IReadOnlyList<float>? Weights { get; init; }

    /// <summary>Of each row, beside weights.</summary>
    public IReadOnlyList<string>? Clips { get; init; }

    /// <summary>The rows as trainers see them, in their order.</summary>
    public IDataView View(MLContext ml) => Weights is null
        ? ml.Data.LoadFromEnumerable(Rows.Select(row => new Row { Features = row.Features, Label = (uint)row.Label }), Schema<Row>())
        : ml.Data.LoadFromEnumerable(Rows.Select((row, i) => new WeightedRow
        {
            Features = row.Features,
            Label = (uint)row.Label,
            Weight = Weights[i],
            ClipId = Clips?[i] ?? FormattableString.Invariant($"{i}"),
        }), Schema<WeightedRow>());

    private SchemaDefinition Schema<T>()
    {
        var schema = SchemaDefinition.Create(typeof(T));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, Shape.Count);
        schema[nameof(Row.Label)].ColumnType = new KeyDataViewType(typeof(uint), Labels.Count);
        schema[nameof(Row.Label)].AddAnnotation(
            "KeyValues", new VBuffer<ReadOnlyMemory<char>>(Labels.Count, [.. Labels.Select(l => l.AsMemory())]),
            new VectorDataViewType(TextDataViewType.Instance, Labels.Count));
        return schema;
    }

    /// <summary>What a trainer is given to learn these rows.</summary>
    /// <param name="validation">The rows that choose epochs; null: none do.</param>
    /// <param name="augment">Of the first input.</param>
    public TrainingContext Context(TrainingRows? validation = null, ulong seed = 7, int? epochs = null,
        Action<EpochResult>? onEpoch = null, CancellationTokenSource? cancel = null, Augmenter? augment = null)
    {
        var ml = new MLContext(seed: 1);
        return new(
            ml, View(ml), validation?.View(ml), Labels, Inputs, new Seed(seed), epochs, onEpoch ?? (_ => { }),
            cancel?.Token ?? CancellationToken.None)
        {
            Augment = augment is null ? [] : [augment, .. Inputs.Skip(1).Select(_ => (Augmenter?)null)],
        };
    }

    /// <summary>The probabilities that a model gives these rows.</summary>
    public IReadOnlyList<float[]> Scores(MLContext ml, ITransformer model) =>
        [.. ml.Data.CreateEnumerable<Scored>(model.Transform(View(ml)), reuseRowObject: false).Select(row => row.Score)];

    /// <summary>Floats as they lie in memory: equal where every bit is.</summary>
    public static byte[] Bits(IEnumerable<float> values) => [.. values.SelectMany(BitConverter.GetBytes)];

    /// <summary>The share of rows whose own label has the largest probability, 0 to 1.</summary>
    public double Accuracy(IReadOnlyList<float[]> scores) =>
        Rows.Zip(scores, (row, score) => Array.IndexOf(score, score.Max()) == row.Label ? 1.0 : 0.0).Average();
}
