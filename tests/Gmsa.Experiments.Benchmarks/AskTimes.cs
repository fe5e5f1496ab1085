using System.Diagnostics;
using System.Globalization;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Search;

namespace Gmsa.Experiments.Benchmarks;

/// <summary>
/// Times how long each search takes to say its next point in a space of ten dimensions, with conditions, after so many trials.
/// </summary>
internal static class AskTimes
{
    private static readonly SearchSpace Space = new([
        new ChoiceDimension("kind", ["a", "b"]), new RealDimension("rate", 1e-5, 1, true), new RealDimension("drop", 0, 1, false),
        new RealDimension("decay", 1e-6, 1, true), new RealDimension("smooth", 0, 1, false), new IntegerDimension("trees", 1, 1000, true),
        new IntegerDimension("depth", 1, 20, false), new ChoiceDimension("norm", [true, false]),
        new RealDimension("own", 0, 1, false) { When = new("kind", "a") },
        new RealDimension("other", 1e-3, 1, true) { When = new("kind", "b") },
    ]);

    private static readonly SearchSpace Reals = new([.. Enumerable.Range(0, 10).Select(i => new RealDimension($"x{i}", -1, 2, false))]);

    public static int Measure(int runs)
    {
        Console.WriteLine($"milliseconds to ask once, minimum and median of {runs} after warming up, "
            + "and the mean of the processor's own: ten real dimensions; ten mixed with conditions");
        foreach (var count in new[] { 1000, 10_000 })
            foreach (var kind in Catalog.Default.Searches)
            {
                var search = ((SearchOptions)Activator.CreateInstance(kind.Options)!).Create();
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{count,6} trials {kind.Word,-12} {Time(search, Reals, count, runs)}; {Time(search, Space, count, runs)}"));
            }
        return 0;
    }

    /// <summary>The history is what the search itself asked for, as far as that comes in good time, then random points.</summary>
    private static string Time(ISearch search, SearchSpace space, int count, int runs)
    {
        var history = new List<Observation>();
        while (history.Count < count)
        {
            var point = (history.Count < 300 || count <= 1000 ? search : new RandomSearch()).Next(space, new Seed(1), history)!;
            history.Add(new(point, -Value(point)) { Seconds = 1 + history.Count % 7 });
        }
        for (var i = 0; i < 5; i++) search.Next(space, new Seed(2), history);
        var before = Environment.CpuUsage.TotalTime;
        double[] times = [.. Enumerable.Range(0, runs).Select(i =>
        {
            var start = Stopwatch.GetTimestamp();
            search.Next(space, new Seed((ulong)i), history);
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }).Order()];
        var processor = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / runs;
        return string.Create(CultureInfo.InvariantCulture, $"{times[0],8:0.00} {times[runs / 2],8:0.00} {processor,8:0.00}");
    }

    private static double Value(Point point) => point.Values.Values.Sum(v => v switch { double d => d * d, long l => Math.Log(l), _ => 0 });
}
