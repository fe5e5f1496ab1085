using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Training;

/// <summary>The words by which bundles name networks: those of their options in the catalog.</summary>
public sealed class NetworkKinds
{
    private readonly IReadOnlyList<(string Word, Type Architecture)> kinds;

    /// <param name="options">Options records and their words, those of networks among others.</param>
    internal NetworkKinds(IEnumerable<(string Word, Type Options)> options)
    {
        kinds = [.. options.Where(k => k.Options.IsSubclassOf(typeof(NetworkOptions)))
            .Select(k => (k.Word, ((NetworkOptions)Activator.CreateInstance(k.Options)!).ArchitectureType))];
        Json = new(Foundation.Json.Indented) { Converters = { new Converter(this) } };
    }

    /// <summary>JSON in which a <see cref="NetworkArchitecture"/> begins with its <c>kind</c>.</summary>
    internal JsonSerializerOptions Json { get; }

    private sealed class Converter(NetworkKinds networks) : JsonConverter<NetworkArchitecture>
    {
        private const string Kind = "kind";

        public override NetworkArchitecture? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var members = JsonNode.Parse(ref reader) as JsonObject;
            if (members?[Kind] is not JsonValue said || !said.TryGetValue(out string? word))
                throw new JsonException("its network doesn't say its kind");
            var known = networks.kinds.Select(k => k.Word).ToArray();
            if (!known.Contains(word))
                throw new JsonException($"its network is of the kind '{word}'. {Suggestion.Among(word, known)} "
                    + "A kind of another assembly comes with --with FILE.dll");
            members.Remove(Kind);
            return (NetworkArchitecture?)members.Deserialize(networks.kinds.First(k => k.Word == word).Architecture, options);
        }

        public override void Write(Utf8JsonWriter writer, NetworkArchitecture value, JsonSerializerOptions options)
        {
            var members = (JsonObject)JsonSerializer.SerializeToNode(value, value.GetType(), options)!;
            var word = networks.kinds.FirstOrDefault(k => k.Architecture == value.GetType()).Word
                ?? throw new NotSupportedException($"{value.GetType()} is the architecture of no network in the catalog");
            members.Insert(0, Kind, word);
            members.WriteTo(writer, options);
        }
    }
}
