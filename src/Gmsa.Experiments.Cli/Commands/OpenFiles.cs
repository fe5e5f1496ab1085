using System.Globalization;

namespace Gmsa.Experiments.Cli.Commands;

/// <summary>How many files the system lets this process open at a time.</summary>
internal static class OpenFiles
{
    // The runtime and its libraries hold two for each part of the program, torch and ML.NET above all; a run opens some dozens beside.
    private const int Fewest = 200;

    /// <summary>
    /// What to tell where they are too few for anything to go well; null where they suffice, or where the system doesn't say.
    /// </summary>
    public static string? TooFew()
    {
        const string Limits = "/proc/self/limits";
        if (!File.Exists(Limits)) return null;
        // "Max open files            1024                 4096                 files"
        var line = File.ReadLines(Limits).FirstOrDefault(l => l.StartsWith("Max open files", StringComparison.Ordinal));
        if (line?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [_, _, _, var most, ..]) return null;
        if (!int.TryParse(most, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number >= Fewest) return null;
        return FormattableString.Invariant(
            $"gmsa failed: this process may open {number} files at a time, and needs {Fewest} at least. Raise the limit: ulimit -n 1024");
    }
}
