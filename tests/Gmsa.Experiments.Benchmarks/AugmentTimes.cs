using System.Globalization;
using Gmsa.Experiments.Augmentation;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Training;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Gmsa.Experiments.Benchmarks;

/// <summary>
/// Times training with each kind of augmentation beside training without: an epoch of the origin's network, turns by turns.
/// </summary>
internal static class AugmentTimes
{
    private const int Side = 128, Count = 320;

    public static int Measure(int runs)
    {
        Console.WriteLine($"processor seconds an epoch of {Count} mel pictures of {Side} x {Side} in dB, batches of 32, "
            + $"one thread: median of {runs} turns; ratio to no augmentation, median of turns");
        var random = new Seed(1).Generator();
        Row[] rows = [.. Enumerable.Range(0, Count).Select(i => new Row
        {
            Features = [.. Enumerable.Range(0, Side * Side).Select(_ => (float)(-80 * random.NextDouble()))],
            Label = (uint)(i % 8),
        })];
        var facts = PictureFacts.Of(new MelOptions { Size = Side }, 30 * 22050, 22050);
        (string Name, AugmentationOptions[] Kinds)[] lists =
        [
            .. Catalog.Default.Augmentations.Select(k =>
                (k.Word, (AugmentationOptions[])[(AugmentationOptions)Activator.CreateInstance(k.Options)!])),
            ("all of them", [.. Catalog.Default.Augmentations.Select(k => (AugmentationOptions)Activator.CreateInstance(k.Options)!)]),
        ];
        Epoch(rows, null);
        foreach (var (name, kinds) in lists)
        {
            var augment = new Augmenter(kinds, facts, new Seed(2));
            Epoch(rows, augment);
            (double Without, double With)[] turns = [.. Enumerable.Range(0, runs).Select(_ => (Epoch(rows, null), Epoch(rows, augment)))];
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name,-12} {Median(turns.Select(t => t.Without)),8:0.000} {Median(turns.Select(t => t.With)),8:0.000} "
                    + $"{Median(turns.Select(t => t.With / t.Without)),8:0.000}"));
        }
        return 0;
    }

    /// <summary>Processor seconds of the second epoch: the first also warms up.</summary>
    private static double Epoch(Row[] rows, Augmenter? augment)
    {
        var ml = new MLContext(1);
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, Side * Side);
        schema[nameof(Row.Label)].ColumnType = new KeyDataViewType(typeof(uint), 8);
        var (start, seconds) = (TimeSpan.Zero, 0.0); // of the processor: what else runs on the machine counts for little
        var model = new SeedCnnOptions().Create().Fit(new(
            ml, ml.Data.LoadFromEnumerable(rows, schema), null, ["1", "2", "3", "4", "5", "6", "7", "8"], [new(Side, Side)], new Seed(1), 2,
            _ =>
            {
                seconds = (Environment.CpuUsage.TotalTime - start).TotalSeconds;
                start = Environment.CpuUsage.TotalTime;
            }, CancellationToken.None)
        { Augment = augment is null ? [] : [augment] });
        ((IDisposable)model.Transformer).Dispose();
        return seconds;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private sealed class Row
    {
        public float[] Features { get; set; } = [];
        public uint Label { get; set; }
    }
}
