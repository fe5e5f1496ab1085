using System.Text.RegularExpressions;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Config;

/// <summary>
/// Says what is wrong with an experiment that was made in code in the words of code: properties in place of a file's keys. What it doesn't
/// know stays as it is.
/// </summary>
/// <param name="catalog">The kinds that the experiment may be made of.</param>
internal sealed partial class CodeWords(Catalog catalog)
{
    private readonly Lazy<HashSet<string>> keys = new(() => [.. new KeyPlaces(catalog).Keys]);

    /// <summary>Does work whose problems are told in code's words.</summary>
    public T Told<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (InputException wrong)
        {
            throw new InputException([.. wrong.Problems.Select(p => new Problem(p.Where == "--results" ? "results" : p.Where, Of(p)))]);
        }
    }

    private string Of(Problem problem)
    {
        var property = Index().Replace(problem.Where[(problem.Where.LastIndexOf('.') + 1)..], "");
        var message = OfColumn().Replace(problem.Message, "LabelSource.OfColumn(\"$1\")");
        message = OfKind().Replace(message, m => $"new {Words.PascalCase(m.Groups[1].Value)}Options {{ ");
        message = Missing().Replace(message, m => $"the property {Words.PascalCase(m.Groups[1].Value)}");
        message = Pair().Replace(message, m => IsKey(m) ? $"{Words.PascalCase(m.Groups[1].Value)} =" : m.Value);
        message = Named().Replace(message, m => IsKey(m) || Words.PascalCase(m.Value) == property ? Words.PascalCase(m.Value) : m.Value);
        message = Compound().Replace(message, m => IsKey(m) ? Words.PascalCase(m.Value) : m.Value);
        foreach (var (word, ours) in Ours) message = message.Replace(word, ours, StringComparison.Ordinal);
        return message;
    }

    private static readonly (string Word, string Ours)[] Ours =
    [
        (" has no value", " is null"), ("Without the key its default holds", "Left out, its default holds"),
        ("a mapping (key: value)", "an object"), ("{ tracks: ", "{ Tracks = "), (" at the top level", ""),
        ("--audio-root", "Data.AudioRoot"), ("with --results", "as `results`"), ("--retry-failed", "RetryFailed"),
        ("the file asks", "the experiment asks"),
        ("comes with --with FILE.dll", "comes with a catalog that has it: see Catalog.With"),
    ];

    private bool IsKey(Match found) => keys.Value.Contains(found.Groups[1].Value);

    [GeneratedRegex(@"\[.*\]$")]
    private static partial Regex Index();

    [GeneratedRegex(@"\{ column: ([^}]+) \}")]
    private static partial Regex OfColumn();

    [GeneratedRegex(@"\{ kind: (\w+),? ")]
    private static partial Regex OfKind();

    [GeneratedRegex(@"the key '(\w+)'")]
    private static partial Regex Missing();

    /// <summary>A value that is proposed: <c>table: FILE.csv</c>.</summary>
    [GeneratedRegex(@"(?<=\{ |, |`|\b(?:Write|or|say|expected:) )([a-z]\w*):(?= )")]
    private static partial Regex Pair();

    /// <summary>Where a word is a key, though it may be one of the sentence elsewhere.</summary>
    [GeneratedRegex(@"(?<=^|\b(?:in|leave|choice of|value of|int of|logInt of|range of|log of) )([a-z]\w*)\b(?! of\b)")]
    private static partial Regex Named();

    /// <summary>What is no word of a sentence: <c>sampleRate</c>, <c>l2</c>.</summary>
    [GeneratedRegex(@"\b([a-z]+[A-Z0-9]\w*)\b")]
    private static partial Regex Compound();
}
