using System.CommandLine;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Gmsa.Experiments.Demo;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Cli.Commands;

internal static class DemoCommand
{
    public static Command Create()
    {
        var defaults = new DemoOptions();
        var folder = new Argument<string>("DIR")
        {
            Description = "Where audio, manifest.csv and card.md go: a new or empty folder, or an earlier demo's.",
        };
        var tracks = new Option<int>("--tracks")
        {
            Description = "How many tracks, 16 to 2000.",
            DefaultValueFactory = _ => defaults.Tracks,
        };
        var seconds = new Option<int>("--seconds")
        {
            Description = "How long each is, 3 to 60.",
            DefaultValueFactory = _ => defaults.Seconds,
        };
        var seed = new Option<int>("--seed") { Description = "Another seed gives other tracks.", DefaultValueFactory = _ => defaults.Seed };
        return new Command("demo",
            "Writes the small synthetic corpus of the quickstart: audio and manifest.\nExample: gmsa demo /tmp/demo --tracks 80")
        {
            folder, tracks, seconds, seed,
        }.Does((parsed, cancel) =>
        {
            var options = new DemoOptions
            {
                Tracks = parsed.GetValue(tracks),
                Seconds = parsed.GetValue(seconds),
                Seed = parsed.GetValue(seed),
            };
            Check(options);
            var to = parsed.GetRequiredValue(folder);
            parsed.WithProgress(progress =>
            {
                DemoCorpus.Write(options, to, Environment.ProcessorCount, progress, cancel);
                return Exit.Done;
            });
            Console.WriteLine(Path.Combine(to, "manifest.csv"));
            return Exit.Done;
        });
    }

    private static void Check(DemoOptions options)
    {
        Problem[] wrong = [.. from property in typeof(DemoOptions).GetProperties()
            let range = property.GetCustomAttribute<RangeAttribute>()
            let value = property.GetValue(options)
            where range is not null && !range.IsValid(value)
            select new Problem("--" + property.Name.ToLowerInvariant(), FormattableString.Invariant(
                $"is {value}; it has to be from {range.Minimum} to {range.Maximum}."))];
        if (wrong.Length > 0) throw new InputException(wrong);
    }
}
