using Gmsa.Experiments.Foundation;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Gmsa.Experiments.Config;

/// <summary>
/// YAML text to a tree of nodes with positions. Takes YAML 1.2's core: plain, quoted and block text, lists, mappings, aliases and merge
/// keys.
/// Refused, so that no file can use up the machine: more than 10,000 nodes (with aliases written out), 64 levels, or 1 MB.
/// </summary>
internal sealed class YamlReader
{
    public const int MostNodes = 10_000;
    public const int MostLevels = 64;
    public const int MostBytes = 1_000_000;

    private readonly Parser parser;
    private readonly Func<Mark, Origin> origin;
    private readonly FileProblems problems;
    private readonly Dictionary<string, YamlNode> anchors = [];
    private int nodes;

    private YamlReader(string text, Func<Mark, Origin> origin, FileProblems problems)
    {
        parser = new Parser(new StringReader(text));
        this.origin = origin;
        this.problems = problems;
    }

    /// <summary>The document in <paramref name="text"/>, or null where it is no YAML or more than is allowed (then a problem says
    /// so).</summary>
    /// <param name="origin">Makes an origin from a line and a column, both from 1.</param>
    public static YamlNode? Read(string text, Func<int, int, Origin> origin, FileProblems problems)
    {
        var reader = new YamlReader(text, m => origin((int)m.Line, (int)m.Column), problems);
        try
        {
            return reader.Document();
        }
        catch (Refusal refusal)
        {
            problems.Add(refusal.At, refusal.Message);
        }
        catch (YamlException e)
        {
            var mistake = YamlMistake.Explain(text, (int)e.Start.Line, (int)e.Start.Column, e.Message);
            problems.Add(origin(mistake.Line, mistake.Column), mistake.Message);
        }
        catch (InvalidOperationException)
        {
            // YamlDotNet's scanner stumbles so over some texts, as a mapping that starts within a multi-line word.
            var near = reader.parser.Current?.End ?? new Mark(0, 1, 1);
            problems.Add(reader.origin(near), "not YAML: what follows here can't be read. Look for a missing bracket, quote or line break");
        }
        return null;
    }

    private YamlNode? Document()
    {
        Next<StreamStart>();
        if (parser.Current is StreamEnd) throw new Refusal(origin(new Mark(0, 1, 1)),
            "the file is empty; at least `data` and `labels` are expected");
        Next<DocumentStart>();
        var root = Node(1);
        Next<DocumentEnd>();
        if (parser.Current is DocumentStart second)
            throw new Refusal(origin(second.Start), "a second document starts here (---); one file is one experiment");
        return root;
    }

    private void Next<T>() where T : ParsingEvent
    {
        if (parser.Current is null) parser.MoveNext();
        if (parser.Current is T) parser.MoveNext();
    }

    private YamlNode Node(int level)
    {
        var current = parser.Current!;
        var at = origin(current.Start);
        if (current is AnchorAlias alias) return Alias(alias, at, level);
        Take(1, level, at);
        if (current is not NodeEvent start) throw new Refusal(at, "a value is expected");
        var tag = Tag(start, at);
        parser.MoveNext();
        // The parser gives a pair within brackets, as in [a: b], no place; it starts where its key does.
        if (start is MappingStart && level > 1 && start.Start.Index == 0) at = origin(parser.Current!.Start);
        YamlNode node = start switch
        {
            Scalar scalar => new ScalarNode(at, scalar.Value, tag is null ? scalar.Style == ScalarStyle.Plain : tag != "str"),
            SequenceStart => Sequence(at, level),
            _ => Mapping(at, level),
        };
        if (!start.Anchor.IsEmpty) anchors[start.Anchor.Value] = node;
        return node;
    }

    private YamlNode Alias(AnchorAlias alias, Origin at, int level)
    {
        if (!anchors.TryGetValue(alias.Value.Value, out var node))
            throw new Refusal(at, $"*{alias.Value.Value} stands for an anchor (&{alias.Value.Value}) that no finished value before it has."
                + Suggestion.DidYouMean(alias.Value.Value, anchors.Keys));
        Take(node.Size, level + node.Height - 1, at);
        parser.MoveNext();
        return node;
    }

    private void Take(int more, int level, Origin at)
    {
        nodes += more;
        if (nodes > MostNodes) throw new Refusal(at,
            $"the file grows beyond {MostNodes} values here, with its aliases written out; an experiment never needs so many");
        if (level > MostLevels) throw new Refusal(at, $"values are nested deeper than {MostLevels} levels here");
    }

    /// <summary>The word of a core tag (str, int, ...), or null where there is none.</summary>
    private string? Tag(NodeEvent node, Origin at)
    {
        const string Core = "tag:yaml.org,2002:";
        if (node.Tag.IsEmpty || node.Tag.IsNonSpecific) return null;
        var word = node.Tag.Value.StartsWith(Core, StringComparison.Ordinal) ? node.Tag.Value[Core.Length..] : "";
        if (word is "str" or "int" or "float" or "bool" or "null" or "seq" or "map") return word;
        problems.Add(at, $"the tag '{node.Tag.Value}' is not known here; leave it out");
        return null;
    }

    private SequenceNode Sequence(Origin at, int level)
    {
        var items = new List<YamlNode>();
        while (parser.Current is not SequenceEnd) items.Add(Node(level + 1));
        parser.MoveNext();
        return new(at, items);
    }

    private MappingNode Mapping(Origin at, int level)
    {
        var entries = new List<YamlEntry>();
        var merged = new List<MappingNode>();
        while (parser.Current is not MappingEnd)
        {
            var key = Node(level + 1);
            var value = Node(level + 1);
            if (key is not ScalarNode { Text: var text } scalar)
                problems.Add(key.At, $"a key must be a word, and this is {key.Describe()}");
            else if (scalar.Plain && text == "<<")
                Merge(merged, value);
            else if (entries.Find(e => e.Key == text) is { } first)
                problems.Add(key.At, $"the key '{scalar.Shown}' stands here a second time; the first is at {first.At}. Keep one of them");
            else
                entries.Add(new(key.At, text, value));
        }
        parser.MoveNext();
        foreach (var entry in merged.SelectMany(m => m.Entries))
        {
            if (entries.Exists(e => e.Key == entry.Key)) continue;
            Take(1 + entry.Value.Size, level + entry.Value.Height, at);
            entries.Add(entry);
        }
        return new(at, entries);
    }

    /// <summary>What a merge key (<c>&lt;&lt;: *defaults</c>) brings in: keys of the mapping itself win, then those of the first mapping
    /// named.</summary>
    private void Merge(List<MappingNode> merged, YamlNode value)
    {
        foreach (var one in value is SequenceNode list ? list.Items : [value])
        {
            if (one is MappingNode mapping) merged.Add(mapping);
            else problems.Add(one.At, $"<< merges mappings, and this is {one.Describe()}");
        }
    }

    private sealed class Refusal(Origin at, string message) : Exception(message)
    {
        public Origin At => at;
    }
}
