using System.Globalization;

namespace Gmsa.Experiments.Config;

/// <summary>A <c>--set key.path=value</c> argument: changes one value of the node tree before it is bound, so that it is checked like
/// the file itself.</summary>
internal sealed class Override
{
    private readonly Origin origin;
    private readonly FileProblems problems;
    private readonly string[] path;
    private readonly YamlNode? value;

    private Override(string argument, FileProblems problems)
    {
        origin = new(new ScalarNode(new("", 0, 0), "--set " + argument, true).Shown, 0, 0);
        this.problems = problems;
        var equals = argument.IndexOf('=');
        path = equals < 0 ? [] : argument[..equals].Trim().Split('.');
        if (path.Length == 0 || path.Any(string.IsNullOrWhiteSpace))
            problems.Add(origin, "expected: key=value, with dots between keys and positions in lists, as in --set trainers.0.epochs=3");
        else if (string.IsNullOrWhiteSpace(argument[(equals + 1)..]))
            problems.Add(origin, "there is no value behind the equals sign");
        else
            value = YamlReader.Read(argument[(equals + 1)..], (_, _) => origin, problems);
    }

    /// <summary>The tree with the argument's value in its place; the same tree, and a problem, where it has none.</summary>
    public static YamlNode Apply(YamlNode root, string argument, FileProblems problems)
    {
        var change = new Override(argument, problems);
        return change.value is null ? root : change.At(root, 0) ?? root;
    }

    /// <summary>The node with the change in it, or null after a problem.</summary>
    private YamlNode? At(YamlNode? node, int depth)
    {
        if (depth == path.Length) return value;
        return node switch
        {
            SequenceNode list => InList(list, depth),
            MappingNode mapping => InMapping(mapping, depth),
            // A bare word stands for { kind: word }, which can have more keys.
            ScalarNode { IsNull: false } word => InMapping(new(word.At, [new(word.At, "kind", word)]), depth),
            _ => InMapping(new(origin, []), depth),
        };
    }

    private SequenceNode? InList(SequenceNode list, int depth)
    {
        if (!int.TryParse(path[depth], NumberStyles.None, CultureInfo.InvariantCulture, out var position) || position >= list.Items.Count)
        {
            var name = string.Join('.', path[..depth]);
            problems.Add(origin, list.Items.Count == 0 ? $"{name} is an empty list; set it whole: --set '{name}=[...]'"
                : $"{name} is a list of {list.Items.Count}; its items are {name}.0 to {name}.{list.Items.Count - 1}, and there is no "
                    + $"'{path[depth]}'");
            return null;
        }
        return At(list.Items[position], depth + 1) is { } changed
            ? new(list.At, [.. list.Items.Select((item, i) => i == position ? changed : item)]) : null;
    }

    private MappingNode? InMapping(MappingNode mapping, int depth)
    {
        var key = path[depth];
        if (depth > 0 && mapping[key] is null && key.All(char.IsAsciiDigit))
        {
            var name = string.Join('.', path[..depth]);
            problems.Add(origin, $"{name} is no list that the file writes out, so it has no item {key}. Write the list in the file, or "
                + $"set it whole: --set '{name}=[...]'");
            return null;
        }
        if (At(mapping[key]?.Value, depth + 1) is not { } changed) return null;
        var entry = new YamlEntry(depth == path.Length - 1 ? origin : mapping[key]?.At ?? origin, key, changed);
        return mapping[key] is null
            ? new(mapping.At, [.. mapping.Entries, entry])
            : new(mapping.At, [.. mapping.Entries.Select(e => e.Key == key ? entry : e)]);
    }
}
