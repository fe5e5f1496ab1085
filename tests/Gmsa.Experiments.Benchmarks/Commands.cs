using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Gmsa.Experiments.Benchmarks;

/// <summary>Times the built program as whole processes: one warm-up, then the minimum, median and maximum of the counted runs.</summary>
internal static class Commands
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Here(), "..", ".."));
    public static readonly string Program = Path.Combine(Root, "src", "Gmsa.Experiments.Cli", "bin", "Release", "net10.0",
        OperatingSystem.IsWindows() ? "gmsa.exe" : "gmsa");

    public static int Measure(int runs)
    {
        var folder = Directory.CreateTempSubdirectory("gmsa-benchmark-").FullName;
        Environment.SetEnvironmentVariable("GMSA_CACHE", Path.Combine(folder, "cache"));
        var quickstart = Experiment("quickstart.yaml");
        string[] finished = ["run", quickstart, "--results", Path.Combine(folder, "results"), "--quiet"];
        Console.WriteLine($"{Environment.ProcessorCount} cores; seconds: minimum, median, maximum of {runs} runs after a warm-up");
        try
        {
            Report("gmsa --help", Time(runs, "--help"), 0.25);
            Report("gmsa check experiments/quickstart.yaml", Time(runs, "check", quickstart), 0.5);
            Report("gmsa run experiments/quickstart.yaml, everything", [Once(finished)], 120);
            Report("gmsa run experiments/quickstart.yaml, finished", Time(runs, finished), 3);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double[] Time(int runs, params string[] arguments)
    {
        Once(arguments);
        return [.. Enumerable.Range(0, runs).Select(_ => Once(arguments)).Order()];
    }

    /// <summary>One of the experiments that come with the program.</summary>
    public static string Experiment(string name) => Path.Combine(Root, "experiments", name);

    /// <summary>Seconds of one run of the built program.</summary>
    public static double Once(string[] arguments) => Once(Program, arguments);

    /// <summary>Seconds of one run of a program, which has to end well.</summary>
    public static double Once(string program, string[] arguments)
    {
        var start = Stopwatch.GetTimestamp();
        using var process =
            Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        Task.WaitAll(output, errors);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return process.ExitCode == 0
            ? seconds
            : throw new InvalidOperationException(
                $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {errors.Result}");
    }

    private static void Report(string what, double[] seconds, double bound) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{what,-52} {seconds[0]:0.000} {seconds[seconds.Length / 2]:0.000} {seconds[^1]:0.000}   (asked for: under {bound})"));

    public static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
