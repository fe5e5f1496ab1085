using System.Diagnostics;
using System.Globalization;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Training;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Gmsa.Experiments.Benchmarks;

/// <summary>
/// How long one fit of each learner of tables takes on a wide one: with its defaults, and with each setting that a search of its default
/// space tries first. Columns hang together as pooled features do; half of them are skewed.
/// </summary>
internal static class WideTables
{
    public const string Usage = "       tables-wide [KIND...]   how long one fit of each table learner takes on 900 rows of 600 and of "
        + "1,000 columns: defaults, and first points of the default space";

    private const int Labels = 4, Hidden = 40, Turns = 5;
    private const double Allowed = 10;
    private static readonly int[] Columns = [600, 1_000];

    public static int Measure(int rows, IReadOnlyList<string> kinds)
    {
        var worst = 0.0;
        foreach (var columns in Columns)
        {
            var table = Table(rows, columns);
            foreach (var (kind, type) in Catalog.Default.Trainers)
            {
                if ((kinds.Count > 0 && !kinds.Contains(kind)) || Activator.CreateInstance(type) is not VectorTrainerOptions defaults)
                    continue;
                worst = Math.Max(worst, Say(kind, "defaults", columns, table, defaults));
                foreach (var (i, first) in defaults.Portfolio.Index())
                    worst = Math.Max(worst, Say(kind, $"point {i + 1}", columns, table, first));
            }
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the slowest takes {worst:0.00} s (asked for: under {Allowed})"));
        return worst < Allowed ? 0 : 1;
    }

    private static double Say(string kind, string which, int columns, Row[] table, TrainerOptions options)
    {
        double[] seconds = [.. Enumerable.Range(0, Turns).Select(_ => Fit(table, columns, options))];
        var median = seconds.Order().ElementAt(Turns / 2);
        var each = string.Join(", ", seconds.Select(s => s.ToString("0.00", CultureInfo.InvariantCulture)));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{columns,5} columns  {kind,-12} {which,-10} {median,6:0.00} s  ({each})"));
        return median;
    }

    private static double Fit(Row[] table, int columns, TrainerOptions options)
    {
        var ml = new MLContext(1);
        string[] labels = [.. Enumerable.Range(0, Labels).Select(l => l.ToString(CultureInfo.InvariantCulture))];
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, columns);
        schema[nameof(Row.Label)].ColumnType = new KeyDataViewType(typeof(uint), Labels);
        var view = ml.Data.LoadFromEnumerable(table, schema);
        var watch = Stopwatch.StartNew();
        var model = options.Create().Fit(
            new(ml, view, null, labels, [new(columns, 1)], new Seed(1), null, _ => { }, CancellationToken.None));
        foreach (var _ in model.Transformer.Transform(view).GetColumn<float[]>("Score")) { }
        return watch.Elapsed.TotalSeconds;
    }

    /// <summary>A few hidden causes, of which some tell the label, seen through many columns with noise of their own.</summary>
    private static Row[] Table(int rows, int columns)
    {
        var random = new Seed(7).Generator();
        double[][] weights = [.. Enumerable.Range(0, columns).Select(_ =>
            Enumerable.Range(0, Hidden).Select(_ => random.NextGaussian() / Math.Sqrt(Hidden)).ToArray())];
        return [.. Enumerable.Range(0, rows).Select(_ =>
        {
            double[] causes = [.. Enumerable.Range(0, Hidden).Select(_ => random.NextGaussian())];
            var label = (causes[0] + causes[1] + 0.7 * random.NextGaussian() > 0 ? 1u : 0)
                + (causes[2] - causes[3] + 0.7 * random.NextGaussian() > 0 ? 2u : 0) + 1;
            float Seen(double[] of, int column)
            {
                var value = of.Zip(causes, (w, c) => w * c).Sum() + 0.5 * random.NextGaussian();
                return (float)(column % 2 == 0 ? value : Math.Exp(2 * value));
            }
            return new Row { Features = [.. weights.Select(Seen)], Label = label };
        })];
    }

    private sealed class Row
    {
        public float[] Features { get; init; } = [];

        public uint Label { get; init; }
    }
}
