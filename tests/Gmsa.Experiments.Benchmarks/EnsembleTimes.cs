using System.Diagnostics;
using System.Globalization;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Models;
using Gmsa.Experiments.Moods;
using Gmsa.Experiments.Training;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Gmsa.Experiments.Benchmarks;

/// <summary>Times an ensemble of fifty members of 8 labels: making, saving, loading and scoring it.</summary>
internal static class EnsembleTimes
{
    public static int Measure(string shared)
    {
        var table = SweptTable.Greek(shared, MoodSchemes.Mood8);
        var rows = Enumerable.Range(0, 1000).ToArray();
        var context = table.Context(rows, new Seed(1));
        TrainerOptions[] options = [.. new LogisticOptions().Portfolio, .. new LightGbmOptions().Portfolio, .. new SdcaOptions().Portfolio];
        var models = options.Select(o => o.Create().Fit(context).Transformer).ToArray();
        EnsembleMember[] members = [.. Enumerable.Range(0, 50).Select(i => new EnsembleMember(models[i % models.Length], 1 + i % 3))];
        var path = Path.GetTempFileName();
        var ensemble = Timed("make", () => WeightedEnsemble.Of(context.Ml, context.Train, members, 1.1));
        Timed("save", () => { context.Ml.Model.Save(ensemble, context.Train.Schema, path); return 0; });
        var ml = new MLContext();
        var loaded = Timed("load", () => ml.Model.Load(path, out _));
        var first = Timed("score 1,000 rows", () => loaded.Transform(table.View(ml, rows)).GetColumn<float[]>("Score").ToArray());
        Timed("score 1,000 rows again", () => loaded.Transform(table.View(ml, rows)).GetColumn<float[]>("Score").ToArray());
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{new FileInfo(path).Length / 1e6:0.0} MB; first row {string.Join(" ", first[0])}"));
        File.Delete(path);
        return 0;
    }

    private static T Timed<T>(string what, Func<T> work)
    {
        var (start, cpu) = (Stopwatch.GetTimestamp(), Process.GetCurrentProcess().TotalProcessorTime);
        var result = work();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what,-24} {Stopwatch.GetElapsedTime(start).TotalSeconds:0.00} s, "
                + $"{(Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds:0.00} CPU s"));
        return result;
    }
}
