using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Datasets;

/// <summary>
/// Names what a feature of a clip is made from, by content: equal keys mean equal numbers. It depends neither on the order of
/// properties nor on culture, and not on what the user calls the feature.
/// </summary>
public static class FeatureKey
{
    /// <summary>The key of one feature of one file's clip: SHA-256, 64 hexadecimal digits.</summary>
    /// <param name="audioHash">SHA-256 of the audio file.</param>
    public static string Of(string audioHash, FeatureOptions feature, ClipOptions clip, int sampleRate) =>
        ContentHash.OfText($"{audioHash}\n{Recipe(feature, clip, sampleRate)}");

    /// <summary>
    /// All but the file, as JSON: rate, where the clip lies, the version of the code that reads audio, and the feature: its kind, its
    /// code version, and every option by its key in YAML, sorted; enums as words, numbers invariant.
    /// </summary>
    public static string Recipe(FeatureOptions feature, ClipOptions clip, int sampleRate) => Recipe(Node(feature), clip, sampleRate);

    /// <summary>The key of how long the clip is before it is padded.</summary>
    public static string OfLength(string audioHash, ClipOptions clip, int sampleRate) =>
        ContentHash.OfText($"{audioHash}\n{Recipe("length", clip, sampleRate)}");

    private static string Recipe(JsonNode? what, ClipOptions clip, int sampleRate) => new JsonObject
    {
        ["audioCodeVersion"] = AudioFile.CodeVersion,
        ["clipLengthTicks"] = clip.Length.Ticks,
        ["clipOffsetTicks"] = clip.Offset.Ticks,
        ["feature"] = what,
        ["sampleRate"] = sampleRate,
    }.ToJsonString();

    private static JsonNode? Node(object? value) => value switch
    {
        null => null,
        FeatureOptions feature => Options(feature),
        Enum word => JsonNamingPolicy.CamelCase.ConvertName(word.ToString()),
        bool or string or int or long or float or double => JsonSerializer.SerializeToNode(value),
        TimeSpan time => time.Ticks,
        IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(Node)]),
        _ => throw new NotSupportedException($"a feature option of type {value.GetType().Name} has no canonical form yet"),
    };

    private static JsonObject Options(FeatureOptions feature)
    {
        var members = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal)
        {
            ["codeVersion"] = feature.CodeVersion,
            ["kind"] = feature.Kind,
        };
        foreach (var property in feature.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
            if (property.CanWrite && property.Name != nameof(FeatureOptions.Name))
                members.Add(JsonNamingPolicy.CamelCase.ConvertName(property.Name), Node(property.GetValue(feature)));
        return new(members);
    }
}
