using System.Globalization;
using System.Text.Json.Nodes;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Reports;
using Gmsa.Experiments.Training;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Gmsa.Experiments.Config;

/// <summary>Writes experiments: complete YAML that loads again, and the canonical JSON that a study's identity is hashed from.</summary>
public static class ExperimentWriter
{
    /// <summary>What doesn't make two experiments different studies: names, where and how much is computed, and where files lie (the
    /// manifest's content counts on its own, and of a file that an option names what is in it).</summary>
    private static readonly string[] NoIdentity =
        ["name", "launcher", "report", "labelNoise", "search.trials", "search.time", "search.patience", "search.from.studies",
            "data.manifest", "data.table", "data.audioRoot", "data.join.file", "data.clip.padding"];

    /// <summary>The experiment as YAML with every key that has a value. Loading it gives the same experiment.</summary>
    /// <param name="catalog">Has its kinds; null: those of the library.</param>
    public static string Yaml(Experiment experiment, Catalog? catalog = null)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var emitter = new Emitter(text, EmitterSettings.Default.WithBestWidth(int.MaxValue).WithNewLine("\n"));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        Emit(emitter, new ExperimentTree(catalog ?? Catalog.Default).Of(experiment));
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    /// <summary>The experiment on one line of JSON: keys sorted, numbers invariant, every default written, and nothing that doesn't
    /// change what is learnt.</summary>
    internal static string CanonicalJson(Experiment experiment, Catalog catalog) =>
        Canonical(new ExperimentTree(catalog, namesAssemblies: true).Of(experiment.WithNeededSchemes()), "")!.ToJsonString(Json.OneLine);

    /// <summary>One kind's options as JSON of the same form.</summary>
    internal static string CanonicalJson(FeatureOptions options, Catalog catalog) => OfKind(options, catalog);

    /// <inheritdoc cref="CanonicalJson(FeatureOptions, Catalog)"/>
    internal static string CanonicalJson(TrainerOptions options, Catalog catalog) => OfKind(options, catalog);

    /// <inheritdoc cref="CanonicalJson(FeatureOptions, Catalog)"/>
    internal static string CanonicalJson(SplitOptions options, Catalog catalog) => OfKind(options, catalog);

    /// <summary>
    /// What reports a study is rendered as, in the words of its journal, which have had a capital letter from the first on; of one with
    /// keys, all of them.
    /// </summary>
    internal static string Reports(IEnumerable<ReportOptions> reports, Catalog catalog) => string.Join(' ', reports.Select(r =>
        new ExperimentTree(catalog).Of(r) is var node && node is ScalarNode { Text: var word } ? Words.PascalCase(word)
            : Canonical(node, "-")!.ToJsonString(Json.OneLine)));

    private static string OfKind(object options, Catalog catalog) =>
        Canonical(new ExperimentTree(catalog, namesAssemblies: true).Of(options), "-")!.ToJsonString(Json.OneLine);

    /// <summary>A node as JSON, keys in the order they have.</summary>
    internal static JsonNode? JsonOf(YamlNode node) => node switch
    {
        ScalarNode scalar => Value(scalar),
        SequenceNode list => new JsonArray([.. list.Items.Select(JsonOf)]),
        MappingNode mapping => new JsonObject(mapping.Entries.Select(e => KeyValuePair.Create(e.Key, JsonOf(e.Value)))),
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };

    internal static JsonNode? Canonical(YamlNode node, string path) => node switch
    {
        FileNode file => JsonValue.Create(file.Hash),
        SequenceNode list => new JsonArray([.. list.Items.Select(i => Canonical(i, path))]),
        MappingNode mapping => new JsonObject(mapping.Entries
            .Select(e => (e.Key, Path: path.Length == 0 ? e.Key : $"{path}.{e.Key}", e.Value))
            .Where(e => !NoIdentity.Contains(e.Path))
            .OrderBy(e => OrderCounts(path) ? "" : e.Key, StringComparer.Ordinal)
            .Select(e => KeyValuePair.Create(e.Key, Canonical(e.Value, e.Path)))),
        _ => JsonOf(node),
    };

    /// <summary>The columns of a cut say which label belongs to which cell, and those of a merge give the labels their order.</summary>
    private static bool OrderCounts(string path) => path.Split('.') is ["schemes", _, "cut" or "into"];

    private static JsonNode? Value(ScalarNode scalar)
    {
        if (!scalar.Plain) return JsonValue.Create(scalar.Text);
        if (scalar.Text is "true" or "false") return JsonValue.Create(scalar.Text == "true");
        if (long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
            out var whole)) return JsonValue.Create(whole);
        var real = double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number);
        return real ? JsonNode.Parse(Words.Of(number)) : JsonValue.Create(scalar.Text);
    }

    private static void Emit(Emitter emitter, YamlNode node)
    {
        switch (node)
        {
            case ScalarNode scalar:
                var style = scalar.Plain || IsWord(scalar.Text) ? ScalarStyle.Plain : ScalarStyle.DoubleQuoted;
                emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, scalar.Text, style, isPlainImplicit: true,
                    isQuotedImplicit: true));
                break;
            case SequenceNode list:
                var flow = list.Items.All(i => i is ScalarNode);
                emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, true, flow ? SequenceStyle.Flow : SequenceStyle.Block));
                foreach (var item in list.Items) Emit(emitter, item);
                emitter.Emit(new SequenceEnd());
                break;
            case MappingNode mapping:
                var oneLine = mapping.Entries.Count == 0
                    || (mapping.Height <= 3 && mapping.Entries is [{ Key: var key }] && RangeBinder.Forms.Contains(key));
                emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, true, oneLine ? MappingStyle.Flow : MappingStyle.Block));
                foreach (var entry in mapping.Entries)
                {
                    emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, entry.Key,
                        IsName(entry.Key) ? ScalarStyle.Plain : ScalarStyle.DoubleQuoted, isPlainImplicit: true, isQuotedImplicit: true));
                    Emit(emitter, entry.Value);
                }
                emitter.Emit(new MappingEnd());
                break;
        }
    }

    private static bool IsName(string key) =>
        key.Length > 0 && char.IsAsciiLetter(key[0]) && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');

    /// <summary>True for text that no reader of YAML takes for anything but text.</summary>
    private static bool IsWord(string text) =>
        (char.IsAsciiLetter(text[0]) || text[0] == '/') && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '/')
        && text.ToLowerInvariant() is not ("true" or "false" or "null" or "yes" or "no" or "on" or "off" or "y" or "n");
}
