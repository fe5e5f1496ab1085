using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Augmentation;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Datasets;

/// <summary>
/// Names what a feature is made from but the audio: equal recipes mean equal numbers of equal audio, decoded by the
/// same decoder (libsndfile and ffmpeg differ by a few millionths of full scale). It depends neither on the order of
/// properties nor on culture, and not on what the user calls the feature.
/// </summary>
internal static class FeatureKey
{
    private const string RateKey = "sampleRate";

    /// <summary>The name of the store of a recipe: its kind and the first 16 digits of its SHA-256.</summary>
    public static string NameOf(AudioFeatureOptions feature, string recipe) => $"{feature.Kind}-{ContentHash.OfText(recipe)[..16]}";

    /// <summary>
    /// All but the file, as JSON: the rate that is heard, where the clip lies, the versions of the code that reads audio and clips and of
    /// the store's files, how numbers are kept, and the feature: its kind, its code version, and every other option by its key in YAML,
    /// sorted; enums as words, numbers invariant, files as the hashes of their content.
    /// </summary>
    /// <param name="sampleRate">The data's, in Hz: one that the feature asks for itself stands in its place.</param>
    public static string Recipe(AudioFeatureOptions feature, ClipOptions clip, int sampleRate, Precision precision) => new JsonObject
    {
        ["audioCodeVersion"] = AudioFile.CodeVersion,
        ["clipCodeVersion"] = ClipExtractor.CodeVersion,
        ["clipLengthTicks"] = clip.Length.Ticks,
        ["clipOffsetTicks"] = clip.Offset.Ticks,
        ["feature"] = Node(feature),
        ["format"] = FeatureStore.FormatVersion,
        ["precision"] = Node(precision),
        [RateKey] = feature.HeardAt(sampleRate),
    }.ToJsonString();

    /// <summary>The recipe of augmented copies of a picture, from the picture's own.</summary>
    /// <param name="copy">From 1.</param>
    public static string CopyRecipe(string recipe, IReadOnlyList<AugmentationOptions> kinds, Seed seed, int copy) => new JsonObject
    {
        ["augment"] = new JsonArray([.. kinds.Select(k => Members(k, new() { ["kind"] = k.Kind }))]),
        ["augmentCodeVersion"] = Augmenter.CodeVersion,
        ["copy"] = copy,
        ["of"] = JsonNode.Parse(recipe),
        ["seed"] = seed.Value,
    }.ToJsonString();

    private static JsonNode? Node(object? value) => value switch
    {
        null => null,
        AudioFeatureOptions feature => Options(feature),
        Enum word => JsonNamingPolicy.CamelCase.ConvertName(word.ToString()),
        bool or string or int or long or float or double => JsonSerializer.SerializeToNode(value),
        TimeSpan time => time.Ticks,
        ContentFile file => file.Hash,
        IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(Node)]),
        _ => throw new NotSupportedException($"a feature option of type {value.GetType().Name} has no canonical form yet"),
    };

    private static JsonObject Options(AudioFeatureOptions feature)
    {
        var members = Members(feature, new() { ["codeVersion"] = feature.CodeVersion, ["kind"] = feature.Kind });
        members.Remove(RateKey); // it is the recipe's own
        return members;
    }

    private static JsonObject Members(object options, Dictionary<string, JsonNode?> first)
    {
        var members = new SortedDictionary<string, JsonNode?>(first, StringComparer.Ordinal);
        // Others may call theirs as we do, or as each other.
        if (options.GetType().Assembly != typeof(FeatureKey).Assembly) members.Add("assembly", options.GetType().Assembly.GetName().Name);
        foreach (var property in options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
            if (property.CanWrite && property.Name != nameof(FeatureOptions.Name))
                members.Add(JsonNamingPolicy.CamelCase.ConvertName(property.Name), Node(property.GetValue(options)));
        return new(members);
    }
}
