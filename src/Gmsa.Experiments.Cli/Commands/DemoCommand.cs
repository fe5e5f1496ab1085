using System.CommandLine;
using Gmsa.Experiments.Cli.Display;
using Gmsa.Experiments.Demo;

namespace Gmsa.Experiments.Cli.Commands;

internal static class DemoCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "Where audio, manifest.csv and card.md go." };
        var tracks = new Option<int>("--tracks") { Description = "How many tracks.", DefaultValueFactory = _ => new DemoOptions().Tracks };
        var quiet = CommonOptions.Quiet();
        var noColor = CommonOptions.NoColor();
        return new Command("demo", "Writes the small synthetic corpus of the quickstart: audio and manifest.\nExample: gmsa demo /tmp/demo --tracks 80")
        {
            folder, tracks, quiet, noColor,
        }.Does((parsed, cancel) =>
        {
            var options = new DemoOptions { Tracks = parsed.GetValue(tracks) };
            var to = parsed.GetRequiredValue(folder);
            Shown.With(parsed.GetValue(quiet), parsed.GetValue(noColor), progress =>
            {
                DemoCorpus.Write(options, to, Environment.ProcessorCount, progress, cancel);
                return Exit.Done;
            });
            Console.WriteLine(Path.Combine(to, "manifest.csv"));
            return Exit.Done;
        });
    }
}
