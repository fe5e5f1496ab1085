using System.Diagnostics;
using System.Globalization;
using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Features;

namespace Gmsa.Experiments.Benchmarks;

/// <summary>
/// Times every kind of feature, as it is by default, on one thread: the minimum and the median of the counted runs, and what is allocated.
/// </summary>
internal static class FeatureTimes
{
    public static int Measure(int runs)
    {
        Console.WriteLine($"milliseconds for 30 s of noise, one thread: minimum and median of {runs} runs; MB allocated");
        foreach (var rate in new[] { 8000, 22050 })
        {
            // A line of the Lehmer generator: the same noise everywhere.
            var state = 1L;
            var clip = new Waveform(
                [.. Enumerable.Range(0, 30 * rate).Select(_ => (float)((state = state * 48271 % 2147483647) / 1073741823.5 - 1))], rate);
            foreach (var kind in Catalog.Default.Features)
            {
                using var feature = ((AudioFeatureOptions)Activator.CreateInstance(kind.Options)!).Create(rate);
                feature.Extract(clip);
                feature.Extract(clip);
                var before = GC.GetAllocatedBytesForCurrentThread();
                feature.Extract(clip);
                var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                double[] times = [.. Enumerable.Range(0, runs).Select(_ => Once(feature, clip)).Order()];
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{rate,6} Hz {kind.Word,-14} {times[0],8:0.00} {times[runs / 2],8:0.00} {allocated / 1e6,8:0.0}"));
            }
        }
        return 0;
    }

    private static double Once(IFeature feature, Waveform clip)
    {
        var start = Stopwatch.GetTimestamp();
        feature.Extract(clip);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
