using Gmsa.Experiments.Augmentation;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Training;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Gmsa.Experiments.Tests.Training;

/// <summary>Small labelled views with the columns that trainers are promised.</summary>
internal sealed record TrainingRows(FeatureShape Shape, IReadOnlyList<string> Labels, IReadOnlyList<(float[] Features, int Label)> Rows)
{
    internal sealed class Row
    {
        public float[] Features { get; set; } = [];

        // From 0: ML.NET adds the 1 of a key itself.
        public uint Label { get; set; }
    }

    internal sealed class WeightedRow
    {
        public float[] Features { get; set; } = [];
        public uint Label { get; set; }
        public float Weight { get; set; }
        public string ClipId { get; set; } = "";
    }

    internal sealed class Scored
    {
        public float[] Score { get; set; } = [];
    }

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

    /// <summary>Of each row; null for a view without the column.</summary>
    public IReadOnlyList<float>? Weights { get; init; }

    /// <summary>Of each row, beside weights.</summary>
    public IReadOnlyList<string>? Clips { get; init; }

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

    public TrainingContext Context(TrainingRows? validation = null, ulong seed = 7, int? epochs = null,
        Action<EpochResult>? onEpoch = null, CancellationTokenSource? cancel = null, Augmenter? augment = null)
    {
        var ml = new MLContext(seed: 1);
        return new(
            ml, View(ml), validation?.View(ml), Labels, Shape, new Seed(seed), epochs, onEpoch ?? (_ => { }),
            cancel?.Token ?? CancellationToken.None, augment);
    }

    /// <summary>The probabilities that a model gives these rows.</summary>
    public IReadOnlyList<float[]> Scores(MLContext ml, ITransformer model) =>
        [.. ml.Data.CreateEnumerable<Scored>(model.Transform(View(ml)), reuseRowObject: false).Select(row => row.Score)];

    public double Accuracy(IReadOnlyList<float[]> scores) =>
        Rows.Zip(scores, (row, score) => Array.IndexOf(score, score.Max()) == row.Label ? 1.0 : 0.0).Average();
}
