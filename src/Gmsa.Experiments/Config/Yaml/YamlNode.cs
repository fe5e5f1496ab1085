using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Config;

/// <summary>Where a value was written: a file with line and column (from 1), or the <c>--set</c> argument that gave it (line 0).</summary>
internal sealed record Origin(string Source, int Line, int Column)
{
    public override string ToString() => Line == 0 ? Source : FormattableString.Invariant($"{Source}:{Line}:{Column}");
}

/// <summary>A value of an experiment file and where it stands. The three kinds below are all there are.</summary>
/// <param name="Size">Nodes in it, itself included, with every alias written out.</param>
/// <param name="Height">Levels in it, itself included.</param>
internal abstract record YamlNode(Origin At, int Size, int Height)
{
    /// <summary>What it is, for messages: "text ('abc')", "a list", "a mapping".</summary>
    public abstract string Describe();
}

/// <summary>Text, a number, a truth value or nothing. <paramref name="Plain"/>: written without quotes, so that it may be more than
/// text.</summary>
internal record ScalarNode(Origin At, string Text, bool Plain) : YamlNode(At, 1, 1)
{
    private const int LongestShown = 60;

    public bool IsNull => Plain && Text is "" or "~" or "null" or "Null" or "NULL";

    public override string Describe() => IsNull ? "nothing" : Plain ? Shown : $"the text '{Shown}'";

    /// <summary>The text as a message may hold it: on one line and not too long.</summary>
    public string Shown => Excerpt.Of(string.Concat(Text.Select(c => char.IsControl(c) ? ' ' : c)), LongestShown);
}

/// <summary>The path of a file that counts for its content: see <see cref="Foundation.ContentFile"/>.</summary>
/// <param name="Hash">SHA-256 of the content.</param>
internal sealed record FileNode(Origin At, string Text, string Hash) : ScalarNode(At, Text, Plain: false);

/// <summary>A list.</summary>
internal sealed record SequenceNode(Origin At, IReadOnlyList<YamlNode> Items)
    : YamlNode(At, 1 + Items.Sum(i => i.Size), 1 + Items.Select(i => i.Height).DefaultIfEmpty().Max())
{
    public override string Describe() => "a list";
}

/// <summary>Keys with values, in the order of the file; no key twice.</summary>
internal sealed record MappingNode(Origin At, IReadOnlyList<YamlEntry> Entries)
    : YamlNode(At, 1 + Entries.Sum(e => 1 + e.Value.Size), 1 + Entries.Select(e => e.Value.Height).DefaultIfEmpty().Max())
{
    /// <summary>The entry with this key, or null.</summary>
    public YamlEntry? this[string key] => Entries.FirstOrDefault(e => e.Key == key);

    public override string Describe() => "a mapping (key: value)";
}

/// <summary>One key of a mapping, where it stands, and its value.</summary>
internal sealed record YamlEntry(Origin At, string Key, YamlNode Value);
