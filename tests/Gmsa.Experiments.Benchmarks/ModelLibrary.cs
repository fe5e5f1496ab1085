using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Training;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Gmsa.Experiments.Benchmarks;

/// <summary>A learner with its options, as a sweep tries it.</summary>
internal sealed record Candidate(string Learner, int Number, TrainerOptions Options)
{
    public override string ToString() => $"{Learner} " + string.Join(" ", Options.GetType().GetProperties()
        .Where(p => p.CanWrite && p.Name is not ("Name" or "On")).Select(p => $"{p.Name}={Text(p.GetValue(Options))}"));

    private static string? Text(object? value) =>
        value is double number ? number.ToString("G4", CultureInfo.InvariantCulture) : value?.ToString();

    /// <summary>Each learner's portfolio, and so many random points of its default space.</summary>
    public static IEnumerable<Candidate> Of(string learner, int random, Seed seed)
    {
        var kind = Catalog.Default.Trainers.First(k => k.Word == learner).Options;
        var portfolio = ((TrainerOptions)Activator.CreateInstance(kind)!).Portfolio;
        foreach (var (options, i) in portfolio.Select((o, i) => (o, i))) yield return new(learner, i, options);
        for (var i = 0; i < random; i++)
        {
            var options = Activator.CreateInstance(kind)!;
            var generator = seed.Derive(FormattableString.Invariant($"{learner}/{i}")).Generator();
            foreach (var property in kind.GetProperties())
                if (property.PropertyType.IsEnum)
                    property.SetValue(options,
                        Enum.GetValues(property.PropertyType).GetValue(generator.NextInt(Enum.GetValues(property.PropertyType).Length)));
                else if (property.GetCustomAttribute<SearchedAttribute>() is { } range)
                    property.SetValue(options, Convert.ChangeType(Draw(range, generator.NextDouble(), property.PropertyType == typeof(int)),
                        property.PropertyType, CultureInfo.InvariantCulture));
            yield return new(learner, portfolio.Count + i, (TrainerOptions)options);
        }
    }

    private static double Draw(SearchedAttribute range, double u, bool whole)
    {
        var value = range.Log ? range.Low * Math.Pow(range.High / range.Low, u) : range.Low + (range.High - range.Low) * u;
        return whole ? Math.Round(value) : value;
    }
}

/// <summary>
/// What a candidate said: out of inner folds of the training part, and, the mean of the inner folds' models, of the test part.
/// </summary>
internal sealed record Fitted(Candidate Candidate, double[][] Inner, double[][] Test, double SecondsPerFit);

/// <summary>Fits candidates by inner cross-validation, and remembers what they said in a folder.</summary>
internal sealed class ModelLibrary(SweptTable table, string fold, int innerFolds, string folder)
{
    private readonly Seed seed = new Seed(20260).Derive($"{table.Name}/{fold}");

    public int[] Training { get; } = [.. Enumerable.Range(0, table.Truth.Length)
        .Where(i => table.Folds.Count == 0 || table.Folds[i] != fold)];

    public int[] Tested { get; } = [.. Enumerable.Range(0, table.Truth.Length).Where(i => table.Folds.Count > 0 && table.Folds[i] == fold)];

    public IReadOnlyList<IReadOnlyList<int>> Inner => field ??= table.InnerFolds(Training, innerFolds, seed.Derive("inner"));

    public Fitted Of(Candidate candidate)
    {
        var key = ContentHash.OfText($"{table.Name}/{fold}/{innerFolds}/{candidate}")[..16];
        var path = Path.Combine(folder, key + ".bin");
        if (!File.Exists(path)) Write(path, Fit(candidate));
        using var reader = new BinaryReader(File.OpenRead(path));
        var seconds = reader.ReadDouble();
        return new(candidate, Rows(reader, Training.Length), Rows(reader, Tested.Length), seconds);
    }

    private Fitted Fit(Candidate candidate)
    {
        var (inner, test) = (new double[table.Truth.Length][], Tested.Select(_ => new double[table.Labels.Count]).ToArray());
        var seconds = 0.0;
        foreach (var (held, k) in Inner.Select((held, k) => (held, k)))
        {
            var context = table.Context(Training.Except(held), seed.Derive(FormattableString.Invariant($"fit/{k}")));
            var start = Process.GetCurrentProcess().TotalProcessorTime;
            var model = candidate.Options.Create().Fit(context).Transformer;
            seconds += (Process.GetCurrentProcess().TotalProcessorTime - start).TotalSeconds;
            foreach (var (row, scores) in held.Zip(Scores(context.Ml, model, held))) inner[row] = scores;
            foreach (var (row, scores) in test.Zip(Scores(context.Ml, model, Tested)))
                for (var label = 0; label < row.Length; label++) row[label] += scores[label] / Inner.Count;
        }
        return new(candidate, [.. Training.Select(i => inner[i])], test, seconds / Inner.Count);
    }

    private double[][] Scores(MLContext ml, ITransformer model, IReadOnlyList<int> rows) =>
        rows.Count == 0
            ? []
            : [.. model.Transform(table.View(ml, rows)).GetColumn<float[]>("Score").Select(p => p.Select(x => (double)x).ToArray())];

    private static void Write(string path, Fitted fitted)
    {
        AtomicFile.Write(path, stream =>
        {
            using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
            writer.Write(fitted.SecondsPerFit);
            foreach (var p in fitted.Inner.Concat(fitted.Test).SelectMany(row => row)) writer.Write(p);
        });
    }

    private double[][] Rows(BinaryReader reader, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, table.Labels.Count).Select(_ => reader.ReadDouble()).ToArray())];
}
