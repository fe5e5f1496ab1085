using System.Diagnostics;
using System.Globalization;
using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Benchmarks;

/// <summary>What `gmsa report` takes on a large study, how large its page is, and how the page moves in a browser.</summary>
internal static class ReportTimes
{
    public const string Usage = "       report [TRACKS TRIALS]  seconds, memory and size of the report of 12 arms, 5 folds, "
        + "10,000 tracks and 1,000 trials, and its frames while it scrolls (chromium)";

    public static int Measure(int tracks, int trials)
    {
        var folder = Directory.CreateTempSubdirectory("gmsa-report-").FullName;
        try
        {
            var study = new Study(Path.Combine(folder, "large-00000000"));
            var comparison = new LargeStudy(tracks, trials).Write(study);
            Line($"comparison of 12 arms, 2,000 resamples each: {comparison:0.0} s");
            var runs = Enumerable.Range(0, 3).Select(_ => Once(study)).OrderBy(r => r.Seconds).ToArray();
            var page = Path.Combine(study.Folder, "report.html");
            var seconds = runs.Select(r => r.Seconds).ToArray();
            Line($"gmsa report: {seconds[1]:0.0} s (median of 3, {seconds[0]:0.0} to {seconds[2]:0.0}); asked for: under 10 s");
            Line($"memory: {runs.Max(r => r.Megabytes):0} MB; asked for: under 1,000 MB");
            Line($"report.html: {new FileInfo(page).Length / 1e6:0.0} MB; asked for: under 15 MB");
            Console.WriteLine(Scroll(page, Path.Combine(folder, "profile")).GetAwaiter().GetResult());
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (double Seconds, double Megabytes) Once(Study study)
    {
        var start = Stopwatch.GetTimestamp();
        using var process =
            Process.Start(new ProcessStartInfo(Commands.Program, ["report", study.Folder]) { RedirectStandardOutput = true })!;
        var most = 0.0;
        while (!process.WaitForExit(20)) most = Math.Max(most, HighWater(process));
        if (process.ExitCode != 0) throw new InvalidOperationException($"gmsa report ended with {process.ExitCode}");
        return (Stopwatch.GetElapsedTime(start).TotalSeconds, most);
    }

    /// <summary>The most memory that a process has held, in megabytes; 0 where the system doesn't tell, or it has just ended.</summary>
    private static double HighWater(Process process)
    {
        try
        {
            process.Refresh();
            return process.PeakWorkingSet64 / 1e6;
        }
        catch (InvalidOperationException)
        {
            return 0;
        }
    }

    /// <summary>Scrolls down the page, half a screen a frame, and tells how long frames took.</summary>
    private static async Task<string> Scroll(string page, string profile)
    {
        const string Probe = """
            new Promise(function (tell) {
              const loaded = performance.timing.loadEventEnd - performance.timing.navigationStart, frames = [];
              let last = performance.now();
              const step = function (now) {
                frames.push(now - last);
                last = now;
                scrollTo({ top: frames.length * innerHeight / 2, behavior: 'instant' });
                if (frames.length < 240) return requestAnimationFrame(step);
                frames.sort(function (a, b) { return a - b; });
                tell(document.querySelectorAll('*').length + ' elements, loaded in ' + (loaded / 1000).toFixed(1) + ' s, ' + Math.round(document.documentElement.scrollHeight / innerHeight) + ' screens; frames while scrolling: median '
                  + frames[120].toFixed(0) + ' ms, 95 % within ' + frames[228].toFixed(0) + ' ms, longest ' + frames[239].toFixed(0) + ' ms');
              };
              requestAnimationFrame(step);
            })
            """;
        using var browser = await Browser.Open(profile);
        return browser is null ? "no chromium here: how the page scrolls wasn't measured" : await browser.Evaluate(page, Probe);
    }

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
