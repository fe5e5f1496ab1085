using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Tools;

namespace Gmsa.Experiments.Cli.Commands;

internal static class FeaturesCommand
{
    public static Command Create(Catalog catalog)
    {
        var audio = new Argument<string>("AUDIO") { Description = "An audio file." };
        var kind = new Option<string>("--kind")
        {
            Description = $"Which feature: {string.Join(", ", catalog.Features.Select(k => k.Word))}.",
            Required = true,
            HelpName = "KIND",
        };
        var set = new Option<string[]>("--set")
        {
            Description = "An option of the feature, as in an experiment file: --set bands=96. May be repeated.",
            HelpName = "key=value",
        };
        var output = new Option<string>("--out")
        {
            Description = "The NumPy file to write: float32, [rows, frames].",
            Required = true,
            HelpName = "FILE.npy",
        };
        var rate = new Option<int?>("--rate")
        {
            Description = "Resamples to this many samples a second, in Hz. Default: what the feature asks for, else the file's own rate.",
            HelpName = "HZ",
        };
        var (offset, length) = CommonOptions.Clip("0s", "to the end");
        var json = CommonOptions.Json();
        return new Command("features",
            "Writes one feature of one audio file as a NumPy array; a file that is shorter than --length isn't filled up. " +
            "Numbers are librosa's, see experiments/schema.json for the options of each kind.\n" +
            "Example: gmsa features song.mp3 --kind mel --set bands=96 --rate 22050 --out mel.npy")
        {
            audio, kind, set, output, rate, offset, length, json,
        }.Does((parsed, cancel) =>
        {
            var request = new FeatureRequest(
                parsed.GetRequiredValue(audio), Arguments.Feature(parsed.GetRequiredValue(kind), parsed.GetValue(set) ?? [], catalog),
                Rate(parsed.GetValue(rate)), Arguments.Duration("--offset", parsed.GetValue(offset) ?? "0s"),
                Length(parsed.GetValue(length)), parsed.GetRequiredValue(output))
            { Catalog = catalog };
            var outcome = Toolbox.Feature(request, cancel);
            Console.WriteLine(parsed.GetValue(json)
                ? JsonSerializer.Serialize(outcome, Json.Indented)
                : string.Create(CultureInfo.InvariantCulture,
                    $"{outcome.Out}: {outcome.Kind}, {outcome.Rows} x {outcome.Frames} ({outcome.RowAxis} x {outcome.FrameAxis}), "
                        + $"of {outcome.Seconds:0.###} s at {outcome.SampleRate} Hz"));
            return Exit.Done;
        });
    }

    private static TimeSpan? Length(string? text) => text is null ? null
        : Arguments.Duration("--length", text) is { Ticks: > 0 } length ? length
        : throw new InputException("--length", "is 0; expected more, as in 30s");

    private static int? Rate(int? rate) => rate is null or (>= 1000 and <= 192_000) ? rate
        : throw new InputException("--rate", string.Create(CultureInfo.InvariantCulture, $"{rate} Hz; allowed: 1000 to 192000"));
}
