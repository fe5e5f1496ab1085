using System.CommandLine;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Tools;

namespace Gmsa.Experiments.Cli.Commands;

internal static class ExploreCommand
{
    public static Command Create(Catalog catalog)
    {
        var defaults = new ExploreRequest("", "");
        var input = new Argument<string>("MANIFEST_OR_AUDIO") { Description = "A manifest (CSV with a column 'path'), or one audio file." };
        var output = new Option<string>("--out") { Description = "The folder where index.html goes.", HelpName = "DIR", Required = true };
        var label = new Option<string[]>("--label")
        {
            Description = "A column of the manifest that is a label, beside mood8 and mood4. May be repeated.",
            HelpName = "COLUMN",
            AllowMultipleArgumentsPerToken = false,
        };
        var audioRoot = CommonOptions.AudioRoot();
        audioRoot.Description = "The folder that the manifest's paths start at. Default: GMSA_AUDIO_ROOT, then the manifest's folder.";
        var rate = new Option<int>("--rate")
        {
            Description = "Hz at which everything is analysed, 8000 to 48000.",
            DefaultValueFactory = _ => defaults.Rate,
        };
        var offset = new Option<string>("--offset")
        {
            Description = "Where in a track the part begins that is analysed.",
            DefaultValueFactory = _ => defaults.Offset,
        };
        var length = new Option<string>("--length")
        {
            Description = "How long that part is at most, 1s to 2m.",
            DefaultValueFactory = _ => defaults.Length,
        };
        return new Command("explore",
            "Makes a page to look at: the pictures of one track with a player, or a manifest's averages per label, distributions and "
            + "warnings.\n" +
            "Example: gmsa explore song.mp3 --out song-page")
        {
            input, output, label, audioRoot, rate, offset, length,
        }.Does((parsed, cancel) =>
        {
            var request = new ExploreRequest(parsed.GetRequiredValue(input), parsed.GetRequiredValue(output))
            {
                Catalog = catalog,
                AudioRoot = parsed.GetValue(audioRoot),
                Labels = parsed.GetValue(label) ?? [],
                Rate = parsed.GetValue(rate),
                Offset = parsed.GetValue(offset)!,
                Length = parsed.GetValue(length)!,
            };
            Console.WriteLine(parsed.WithProgress(progress => Toolbox.Explore(request, progress, cancel)));
            return Exit.Done;
        });
    }
}
