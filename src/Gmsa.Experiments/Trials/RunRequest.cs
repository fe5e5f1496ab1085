namespace Gmsa.Experiments.Trials;

/// <summary>What a user asks for: an experiment file, values that override it, and where audio and studies lie.</summary>
public sealed record RunRequest(string File, IReadOnlyList<string> Sets, string? AudioRoot, string Results = "results");

/// <summary>A run as a command line that can be pasted into a shell.</summary>
internal static class Command
{
    public static string Of(RunRequest request) => string.Join(' ',
    [
        "gmsa run", Quoted(request.File), .. request.Sets.Select(s => "--set " + Quoted(s)), .. request.AudioRoot is { } root ? ["--audio-root " + Quoted(root)] : Array.Empty<string>(),
    ]);

    private static string Quoted(string text) =>
        text.Length > 0 && text.All(c => char.IsLetterOrDigit(c) || "/._-=~:,@%+".Contains(c, StringComparison.Ordinal)) ? text : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
