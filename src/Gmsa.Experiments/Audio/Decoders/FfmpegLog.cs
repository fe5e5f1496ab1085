using System.Globalization;
using System.Text.RegularExpressions;

namespace Gmsa.Experiments.Audio;

/// <summary>What ffmpeg said of one file, at log level "level+verbose".</summary>
internal sealed partial record FfmpegLog(string Text, string File)
{
    /// <summary>Whether no stream of the file is audio.</summary>
    public bool HasNoAudio { get; } = Text.Contains("matches no streams", StringComparison.Ordinal);

    /// <summary>
    /// The first error, which is the cause of those after it, without the names of ffmpeg's parts and of the file; null where there is
    /// none. Whether the audio was harmed is for its length to tell: bad tags and covers are errors too.
    /// </summary>
    public string? FirstError { get; } = ErrorLine().Match(Text) is { Success: true } match
        ? match.Groups[1].Value.Replace($"file:{File}: ", "", StringComparison.Ordinal).Trim().TrimEnd('.')
        : null;

    /// <summary>Whether <see cref="Duration"/> is a guess from size and bit rate, because the file doesn't say.</summary>
    public bool IsEstimate { get; } = Text.Contains("Estimating duration from bitrate", StringComparison.Ordinal);

    /// <summary>
    /// How long the audio should be from its first sound on; null where nothing is said, or where film or other sound runs beside it: it is
    /// the longest stream's duration.
    /// </summary>
    public TimeSpan? Duration { get; } = DurationLine().Match(Text) is { Success: true } match
        && Streams().Count(Text.Split("[info] Output #", 2)[0]) <= 1
        && 3600 * Number(match, 1) + 60 * Number(match, 2) + Number(match, 3) is var end
        // Some containers count from zero, others from their start: the lesser is never too much.
        ? PlainReader.Time(Math.Max(0, end - Math.Max(0, match.Groups[4].Success ? Number(match, 4) : 0)))
        : null;

    /// <summary>The first two ways in which the sound that was decoded is stored; null where it stays the same.</summary>
    public (string From, string To)? Change { get; } = Graphs().Matches(Text) is { Count: > 1 } graphs
        && graphs.FirstOrDefault(g => Kind(g) != Kind(graphs[0])) is { } other ? (Kind(graphs[0]), Kind(other)) : null;

    /// <summary>The first sound stream: codec, Hz, channels, and bits a second where they are said; null where there is none.</summary>
    public (string Codec, int Rate, int Channels, double? BitRate)? Audio { get; } = AudioLine().Match(Text) is { Success: true } match
        ? (match.Groups[1].Value, (int)Number(match, 2), ChannelsOf(match.Groups[3].Value),
            match.Groups[4].Success ? 1000 * Number(match, 4) : null)
        : null;

    private static string Kind(Match graph) => $"{graph.Groups[2].Value} at {graph.Groups[1].Value} Hz";

    private static int ChannelsOf(string layout) => layout switch
    {
        "mono" => 1,
        "stereo" or "downmix" => 2,
        "quad" => 4,
        "hexagonal" => 6,
        "octagonal" => 8,
        _ when layout.EndsWith(" channels", StringComparison.Ordinal) => int.Parse(layout[..^9], CultureInfo.InvariantCulture),
        // "5.1(side)", "7.1.4": the digits count speakers.
        _ => Math.Max(1, layout.TakeWhile(c => c != '(').Where(char.IsAsciiDigit).Sum(c => c - '0')),
    };

    private static double Number(Match match, int group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    // Pointers have no 0x on Windows, and a part inside a part has two names.
    [GeneratedRegex(@"^(?:\[[^\]]* @ (?:0x)?[0-9a-fA-F]+\] )*\[(?:error|fatal|panic)\] (.+)$", RegexOptions.Multiline)]
    private static partial Regex ErrorLine();

    [GeneratedRegex(@"^\[info\]\s+Duration: (\d+):(\d+):(\d+(?:\.\d+)?)(?:, start: (-?\d+(?:\.\d+)?))?", RegexOptions.Multiline)]
    private static partial Regex DurationLine();

    [GeneratedRegex(@"^\[info\]\s+Stream #0:\d+.*?: Audio: (\w+).*?, (\d+) Hz, ([^,\n]+)(?:.*?, (\d+) kb/s)?", RegexOptions.Multiline)]
    private static partial Regex AudioLine();

    /// <summary>What goes into the filters, which are made anew whenever it is something else.</summary>
    [GeneratedRegex(
        @"^\[graph_\S+ @ (?:0x)?[0-9a-fA-F]+\] \[verbose\] tb:\S+ samplefmt:\S+ samplerate:(\d+) chlayout:(.+)$", RegexOptions.Multiline)]
    private static partial Regex Graphs();

    /// <summary>Sound and film, but not covers.</summary>
    [GeneratedRegex(@"^\[info\]\s+Stream #0:\d+.*: (?:Audio|Video): (?!.*\(attached pic\))", RegexOptions.Multiline)]
    private static partial Regex Streams();
}
