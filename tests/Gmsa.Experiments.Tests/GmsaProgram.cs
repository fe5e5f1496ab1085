using System.Diagnostics;

namespace Gmsa.Experiments.Tests;

/// <summary>The built `gmsa` program, run as its users run it.</summary>
internal static class GmsaProgram
{
    internal static readonly string Program = Built("gmsa");

    /// <summary>What a finished run of the program said.</summary>
    internal sealed record Result(int ExitCode, string Output, string Errors);

    public static Result Run(string folder, params IEnumerable<string> arguments) => Ended(Start(folder, arguments));

    /// <summary>The same with another program that lies beside it.</summary>
    public static Result Run(string program, string folder, IReadOnlyList<string> arguments) =>
        Ended(Start(Built(program), folder, [], arguments));

    private static string Built(string program) =>
        Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? program + ".exe" : program);

    private static Result Ended(Process started)
    {
        using var process = started;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        process.WaitForExit();
        return new(process.ExitCode, output.Result, errors.Result);
    }

    /// <summary>Starts the program in a folder, with a feature cache of its own there.</summary>
    public static Process Start(string folder, params IEnumerable<string> arguments) => Start(folder, [], arguments);

    /// <summary>The same with environment variables.</summary>
    public static Process Start(
        string folder, IReadOnlyList<KeyValuePair<string, string>> environment, params IEnumerable<string> arguments) =>
        Start(Program, folder, environment, arguments);

    private static Process Start(
        string program, string folder, IReadOnlyList<KeyValuePair<string, string>> environment, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["GMSA_CACHE"] = Path.Combine(folder, "cache");
        start.Environment.Remove("GMSA_AUDIO_ROOT");
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
