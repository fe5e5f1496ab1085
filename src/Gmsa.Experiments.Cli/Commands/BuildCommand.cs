using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Studies;
using Gmsa.Experiments.Tools;

namespace Gmsa.Experiments.Cli.Commands;

internal static class BuildCommand
{
    public static Command Create(Catalog catalog)
    {
        var file = CommonOptions.File();
        var (set, audioRoot, json) = (CommonOptions.Set(), CommonOptions.AudioRoot(), CommonOptions.Json());
        var results = CommonOptions.Results();
        var output = new Option<string?>("--out")
        {
            Description = "The folder to leave the dataset in: new, empty, or an earlier build's. Default: dataset in the study's folder.",
            HelpName = "DIR",
        };
        var images = new Option<string?>("--images")
        {
            Description = "Also writes PNGs, as DIR/<scheme>/<fold>/<label>/<track>.png, and DIR/images.csv. "
                + "A new or empty folder, or an earlier build's.",
            HelpName = "DIR",
        };
        var feature = new Option<string?>("--feature")
        {
            Description = "Which picture is written. Default: the first among the features.",
            HelpName = "NAME",
        };
        var size = new Option<int?>("--size")
        {
            Description = "Pixels of a side: 8 to 1024, often 128, 256 or 512. Default: the feature's own.",
        };
        return new Command("build",
            "Builds an experiment's dataset only, and leaves it in a folder for other tools: manifest.csv (labels, folds, hashes), " +
            "an array a feature, a card.\n" +
            "Example: gmsa build experiments/quickstart.yaml --out dataset --images pictures --size 256")
        {
            file, set, audioRoot, results, output, images, feature, size, json,
        }.Does((parsed, cancel) =>
        {
            var request = new RunRequest(parsed.GetRequiredValue(file), parsed.GetValue(set) ?? [], parsed.GetValue(audioRoot),
                parsed.GetValue(results)!)
            { Catalog = catalog };
            var pictures = Pictures(parsed.GetValue(images), parsed.GetValue(feature), parsed.GetValue(size));
            var outcome = parsed.WithProgress(progress => Toolbox.Build(request, parsed.GetValue(output), pictures, progress, cancel));
            if (parsed.GetValue(json)) Console.WriteLine(JsonSerializer.Serialize(outcome, Json.Indented));
            else Print(Console.Out, outcome, pictures);
            return Exit.Done;
        });
    }

    private static PictureRequest? Pictures(string? folder, string? feature, int? size)
    {
        if (size is < 8 or > 1024)
            throw new InputException("--size", string.Create(CultureInfo.InvariantCulture, $"{size} pixels; allowed: 8 to 1024"));
        if (folder is null && (feature is not null || size is not null))
            throw new InputException(feature is not null ? "--feature" : "--size",
                "is about pictures, and none are asked for; say where they go with --images DIR");
        return folder is null ? null : new(folder, feature, size);
    }

    private static void Print(TextWriter output, BuildOutcome outcome, PictureRequest? pictures)
    {
        void Line(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
        foreach (var left in outcome.LeftOut)
            Console.Error.WriteLine($"note: {(left.Path.Length > 0 ? left.Path : left.TrackId)} is left out: {left.Reason}");
        foreach (var note in outcome.Notes) Console.Error.WriteLine($"note: {note}");
        if (outcome.Damaged > 0) Console.Error.WriteLine($"note: {FeatureCache.DamageWords(outcome.Damaged)}");
        var clips = FormattableString.Invariant($"{outcome.Clips} clips, of which {outcome.Computed} had to be decoded");
        Line($"tracks    {outcome.Tracks} in {clips}, and {outcome.LeftOut.Count} left out");
        foreach (var feature in outcome.Features) Line(
            $"{feature.Name,-9} {feature.Kind}, {feature.Rows} x {feature.Frames}: {Path.Combine(outcome.Folder, feature.Name + ".npy")}");
        Line($"dataset   {outcome.Folder}{(outcome.WasThere ? ", as it was" : "")}");
        if (outcome.Pictures is { } count) Line($"pictures  {count}: {Path.Combine(pictures!.Folder, "images.csv")}");
    }
}
