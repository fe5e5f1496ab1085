using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json.Nodes;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Moods;
using Gmsa.Experiments.Training;

namespace Gmsa.Experiments.Config;

/// <summary>The JSON Schema (draft 2020-12) of experiment files, made from the records and the catalog that bind them: editors complete
/// and check with it.</summary>
public sealed class SchemaWriter
{
    private readonly Catalog catalog;

    private SchemaWriter(Catalog catalog) => this.catalog = catalog;

    /// <summary>The schema's text: the same for the same build and kinds, with a line break at its end.</summary>
    /// <param name="catalog">The kinds that files may name; null: those of the library.</param>
    public static string Write(Catalog? catalog = null) => new SchemaWriter(catalog ?? Catalog.Default).Text();

    private string Text()
    {
        var root = Record(typeof(Experiment));
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Experiment of Gmsa.Experiments",
        };
        foreach (var (key, value) in root) schema[key] = value?.DeepClone();
        var groups = KindSort.All.Select(s => catalog.GroupOf(s.Base)!);
        schema["$defs"] = new JsonObject(groups.Select(g => KeyValuePair.Create(g.Noun, (JsonNode?)Group(g))));
        return schema.ToJsonString(Json.Indented) + "\n";
    }

    /// <summary>
    /// The kinds of a group: their bare words, or an object a kind that has keys. The default kind's object may go without its kind.
    /// </summary>
    private JsonObject Group(KindGroup group)
    {
        var defaults = new Experiment();
        Type[] defaultKinds = [defaults.Split.GetType(), defaults.Search.GetType(), defaults.Launcher.GetType()];
        var forms = new JsonArray(Enumeration(group.Words));
        foreach (var kind in group.Kinds.Where(k => OptionKey.Of(k.Options).Count > 0))
        {
            var form = Record(kind.Options, searched: group.Noun == "trainer");
            var properties = (JsonObject)form["properties"]!;
            properties.Insert(0, "kind", new JsonObject { ["const"] = kind.Word });
            if (!defaultKinds.Contains(kind.Options)) form["required"] = new JsonArray(["kind",
                .. (form["required"] as JsonArray)?.Select(r => r!.DeepClone()) ?? []]);
            forms.Add(form);
        }
        return forms.Count == 1 ? Enumeration(group.Words) : new() { ["oneOf"] = forms };
    }

    private JsonObject Record(Type type, bool searched = false)
    {
        var keys = OptionKey.Of(type);
        var fresh = Activator.CreateInstance(type)!;
        var schema = new JsonObject { ["type"] = "object" };
        if (type.GetCustomAttribute<DescriptionAttribute>() is { } description) schema["description"] = description.Description;
        schema["properties"] = new JsonObject(keys.Select(k =>
            KeyValuePair.Create(k.Key, (JsonNode?)Property(k, k.Property.GetValue(fresh), searched))));
        schema["additionalProperties"] = false;
        if (keys.Any(k => k.IsRequired)) schema["required"] = new JsonArray([.. keys.Where(k => k.IsRequired).Select(k =>
            (JsonNode?)k.Key)]);
        return schema;
    }

    private JsonObject Property(OptionKey key, object? value, bool searched)
    {
        var plain = OneOrMore(key.Type, Limited(Of(key.Type), key));
        var schema = searched && RangeBinder.CanSearch(key) ? new JsonObject { ["anyOf"] = new JsonArray(plain, Range(key, plain)) }
            : plain;
        if (key.Description is { } description) schema["description"] = description;
        if (!key.IsRequired && value is not (null or "")) schema["default"] = JsonOf(value);
        return schema;
    }

    private JsonNode? JsonOf(object value) => ExperimentWriter.JsonOf(new ExperimentTree(catalog).Of(value));

    /// <summary>A list that may be written as its only item, where it may.</summary>
    private static JsonObject OneOrMore(Type type, JsonObject schema) => OptionKey.ItemOf(type) is { } item && OptionKey.TakesOne(item)
        ? new() { ["anyOf"] = new JsonArray(schema["items"]!.DeepClone(), schema) } : schema;

    private JsonObject Of(Type type)
    {
        if (OptionKey.ItemOf(type) is { } item)
            return new()
            {
                ["type"] = "array",
                ["items"] = Of(item),
                ["uniqueItems"] = OptionKey.IsOnce(item),
            };
        if (OptionKey.ValueOf(type) is { } value)
            return new() { ["type"] = "object", ["additionalProperties"] = OneOrMore(value, Of(value)) };
        if (type == typeof(SchemeOptions))
            return new() { ["oneOf"] = new JsonArray([.. catalog.Schemes.Select(form => (JsonNode)Record(form.Options))]) };
        if (type == typeof(TrainerEntry)) return Of(typeof(TrainerOptions));
        if (KindSort.Of(type) is { } sort) return new() { ["$ref"] = "#/$defs/" + sort.Noun };
        if (type.IsEnum) return Enumeration(Words.OfEnum(type));
        if (type == typeof(LabelSource)) return Label();
        if (type == typeof(bool)) return new() { ["type"] = "boolean" };
        if (type == typeof(TimeSpan)) return new() { ["type"] = "string", ["pattern"] = "^[0-9]*\\.?[0-9]+(ms|s|m|h|d)$" };
        if (type == typeof(ByteSize)) return new() { ["type"] = "string", ["pattern"] = "^[0-9]*\\.?[0-9]+([KMGT]?B)$" };
        if (OptionKey.IsWhole(type)) return new() { ["type"] = "integer" };
        if (OptionKey.IsReal(type)) return new() { ["type"] = "number" };
        return OptionKey.IsText(type) ? new() { ["type"] = "string", ["minLength"] = 1 } : Record(type);
    }

    private JsonObject Label() => new()
    {
        // A word may be the name of one of the file's own schemes; the built-in ones are there for editors to offer.
        ["anyOf"] = new JsonArray(Enumeration(MoodSchemes.All.Select(s => s.Name)), Of(typeof(string)), new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["column"] = new JsonObject
                {
                    ["type"] = "string",
                    ["minLength"] = 1,
                    ["description"] = "The manifest column whose words are the labels."
                }
            },
            ["additionalProperties"] = false,
            ["required"] = new JsonArray("column"),
        }),
    };

    /// <summary>The words; those that YAML reads as whole numbers are allowed as such too.</summary>
    private static JsonObject Enumeration(IEnumerable<string> words) => new()
    {
        ["enum"] = new JsonArray([.. words.SelectMany(w => w.All(char.IsAsciiDigit) ? [JsonValue.Create(w), JsonNode.Parse(w)]
            : (JsonNode?[])[JsonValue.Create(w)])]),
    };

    private JsonObject Limited(JsonObject schema, OptionKey key)
    {
        if (key.Range is { } range && !OptionKey.HasUnit(key.Type))
        {
            schema[range.MinimumIsExclusive ? "exclusiveMinimum" : "minimum"] = JsonValue.Create(OptionNumber.Bound(range.Minimum) / 1.0m);
            if (OptionNumber.Bound(range.Maximum) < long.MaxValue)
                schema[range.MaximumIsExclusive ? "exclusiveMaximum"
                    : "maximum"] = JsonValue.Create(OptionNumber.Bound(range.Maximum) / 1.0m);
        }
        if (key.Allowed is { } allowed) schema["enum"] = new JsonArray([.. allowed.Values.Select(v =>
            JsonOf(v!))]);
        if (key.Repeats) schema["uniqueItems"] = false;
        if (key.Property.GetCustomAttribute<MinLengthAttribute>() is { } least) schema["minItems"] = least.Length;
        if (key.Property.GetCustomAttribute<SlugAttribute>() is not null) schema["pattern"] = SlugAttribute.Pattern;
        return schema;
    }

    /// <summary>The range forms that an option may have in place of a value.</summary>
    private static JsonObject Range(OptionKey key, JsonObject value)
    {
        string[] forms = OptionKey.IsReal(key.Type) ? ["range", "log", "int", "logInt", "choice"] : OptionKey.IsWhole(key.Type)
            ? ["int", "logInt", "choice"] : ["choice"];
        return new()
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(forms.Select(f => KeyValuePair.Create(f, (JsonNode?)Values(f)))),
            ["additionalProperties"] = false,
            ["minProperties"] = 1,
            ["maxProperties"] = 1,
        };

        JsonObject Values(string form)
        {
            var list = new JsonObject { ["type"] = "array", ["items"] = value.DeepClone(), ["minItems"] = form == "choice" ? 1 : 2 };
            if (form != "choice") list["maxItems"] = 2;
            return list;
        }
    }
}
