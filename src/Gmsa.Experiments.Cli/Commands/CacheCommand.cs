using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Gmsa.Experiments.Cli.Display;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Cli.Commands;

internal static class CacheCommand
{
    public static Command Create() =>
        new("cache", "Looks at and tidies what was computed once: feature arrays, under GMSA_CACHE.\nExample: gmsa cache list")
        {
            List(),
            Prune(),
        };

    private static Command List()
    {
        var json = CommonOptions.Json();
        return new Command("list", "Lists the cached features, most recently used first: name, clips, size, age, and what they are.\n"
            + "Example: gmsa cache list") { json }.Does((parsed, _) =>
            {
                var cache = FeatureCache.Default();
                var stores = cache.Stores();
                if (parsed.GetValue(json)) Console.WriteLine(JsonSerializer.Serialize(stores, Json.Indented));
                else
                {
                    foreach (var store in stores) Console.WriteLine($"{Line(store)}  {What(store)}");
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                        $"{stores.Count} features, {Bytes.Words(stores.Sum(s => s.Bytes))} in {cache.Folder}"));
                    PrintForeign(cache.Foreign());
                }
                return Exit.Done;
            });
    }

    private static Command Prune()
    {
        var older = new Option<string?>("--older")
        {
            Description = "Removes what wasn't used for so long, as in 30d.",
            HelpName = "DURATION",
        };
        var keep = new Option<string?>("--keep")
        {
            Description = "Then removes the least recently used until no more than this is left, as in 20GB.",
            HelpName = "SIZE",
        };
        var (dry, json) =
            (new Option<bool>("--dry-run") { Description = "Says what would go, and removes nothing." }, CommonOptions.Json());
        return new Command("prune",
            "Removes cached features that are old or too many. They are computed again when they are needed; " +
            "what a build has open is left.\n" +
            "Example: gmsa cache prune --older 30d --keep 20GB")
        {
            older, keep, dry, json,
        }.Does((parsed, _) =>
        {
            var (age, room) = (parsed.GetValue(older), parsed.GetValue(keep));
            if (age is null && room is null)
                throw new InputException("gmsa cache prune", "needs --older, --keep or both, as in --older 30d --keep 20GB");
            var pruned = FeatureCache.Default().Prune(
                age is null ? null : Arguments.Duration("--older", age), room is null ? null : Arguments.Size("--keep", room),
                parsed.GetValue(dry));
            if (parsed.GetValue(json)) Console.WriteLine(JsonSerializer.Serialize(pruned, Json.Indented));
            else Print(pruned, parsed.GetValue(dry));
            return Exit.Done;
        });
    }

    private static void Print(Pruned pruned, bool dryRun)
    {
        foreach (var store in pruned.Removed) Console.WriteLine($"{(dryRun ? "would remove" : "removed"),-12}  {Line(store)}");
        PrintForeign(pruned.Foreign);
        foreach (var store in pruned.InUse) Console.WriteLine($"{"in use",-12}  {Line(store)}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(dryRun ? "would free" : "freed")} "
            + $"{Bytes.Words(pruned.Removed.Sum(s => s.Bytes))}; {Bytes.Words(pruned.Kept.Sum(s => s.Bytes))} "
            + $"{(dryRun ? "would stay" : "stay")}"));
    }

    private static void PrintForeign(IReadOnlyList<string> names)
    {
        foreach (var name in names)
            Console.Error.WriteLine($"note: {name} lies among the cached features and is none, so it is left as it is");
    }

    private static string Line(CachedStore store) => string.Create(CultureInfo.InvariantCulture,
        $"{store.Name,-30} {store.Clips,7} clips {Bytes.Words(store.Bytes),9}  {store.LastUsed:yyyy-MM-dd HH:mm}");

    /// <summary>The feature's options; of augmented copies also which they are.</summary>
    private static string? What(CachedStore store) => store.Recipe?["of"] is { } original
        ? $"{original["feature"]?.ToJsonString()} augmented copy {store.Recipe["copy"]} {store.Recipe["augment"]?.ToJsonString()}"
        : store.Recipe?["feature"]?.ToJsonString();
}
