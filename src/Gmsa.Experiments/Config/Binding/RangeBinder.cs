using System.Globalization;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Search;

namespace Gmsa.Experiments.Config;

/// <summary>
/// The range forms of a trainer's options: { range: [a, b] } and { log: [a, b] } for real numbers, { int: [a, b] } and { logInt: [a, b]
/// } for whole
/// ones, { choice: [x, y, z] } for any value. Log forms are uniform in the logarithm; both ends belong to a range.
/// </summary>
internal sealed class RangeBinder(OptionKey key, FileProblems problems)
{
    public static IReadOnlyList<string> Forms { get; } = ["range", "log", "int", "logInt", "choice"];

    /// <summary>The form and the values of a dimension, as the file writes them.</summary>
    public static (string Form, IReadOnlyList<object> Values) FormOf(Dimension dimension) => dimension switch
    {
        RealDimension real => (real.Log ? "log" : "range", [real.Low, real.High]),
        IntegerDimension whole => (whole.Log ? "logInt" : "int", [whole.Low, whole.High]),
        ChoiceDimension choice => ("choice", choice.Choices),
        _ => throw new ArgumentOutOfRangeException(nameof(dimension)),
    };

    /// <summary>True where an option of this type may be a range: numbers, words and truth values.</summary>
    public static bool CanSearch(OptionKey key) =>
        OptionKey.IsScalar(key.Type) && !OptionKey.HasUnit(key.Type) && key.Type != typeof(ContentFile)
        && key.Key is not ("name" or "space");

    /// <summary>The dimension that <paramref name="node"/> declares, or null after a problem.</summary>
    public Dimension? Bind(MappingNode node)
    {
        if (!CanSearch(key)) return Fail(node.At, $"{key.Key} can't be a range; expected: {ScalarBinder.Expected(key.Type)}");
        if (node.Entries is not [{ Key: var form } entry])
            return Fail(node.At, $"{key.Key} is a mapping of {node.Entries.Count} keys; expected: {ScalarBinder.Expected(key.Type)}, or "
                + $"one range, as in {Example}");
        if (!Forms.Contains(form))
            return Fail(entry.At, $"unknown range '{form}' for {key.Key}. {Suggestion.Among(form, Forms)}");
        if (entry.Value is not SequenceNode list)
            return Fail(entry.Value.At, $"{form} of {key.Key} is {entry.Value.Describe()}; expected: a list, as in {Example}");
        return form == "choice" ? Choice(list) : Interval(form, node, list);
    }

    private Dimension? Choice(SequenceNode list)
    {
        if (list.Items.Count == 0) return Fail(list.At, $"choice of {key.Key} is empty; expected: at least one value");
        var choices = new List<object>();
        foreach (var item in list.Items)
        {
            if (Value(key.Type, item) is not { } value) continue;
            if (choices.Contains(Plain(value))) Fail(item.At, $"{Words.Of(value)} stands in the choice of {key.Key} twice");
            else choices.Add(Plain(value));
        }
        return choices.Count == list.Items.Count ? new ChoiceDimension(key.Key, choices) : null;
    }

    private Dimension? Interval(string form, MappingNode node, SequenceNode ends)
    {
        var (whole, log) = (form is "int" or "logInt", form is "log" or "logInt");
        if (!OptionKey.IsWhole(key.Type) && !OptionKey.IsReal(key.Type))
            return Fail(node.At, $"{key.Key} is {ScalarBinder.Expected(key.Type)}, which has no interval; use {{ choice: [...] }}");
        if (OptionKey.IsWhole(key.Type) && !whole)
            return Fail(node.At, $"{key.Key} is a whole number; use {(log ? "logInt" : "int")} in place of {form}");
        if (ends.Items.Count != 2) return Fail(ends.At,
            $"{form} of {key.Key} has {ends.Items.Count} numbers; expected: two, the lowest and the highest");
        var type = OptionKey.IsWhole(key.Type) ? key.Type : whole ? typeof(long) : typeof(double);
        var values = ends.Items.Select(e => Value(type, e)).ToArray();
        if (values is not [{ } low, { } high]) return null;
        OptionNumber.TryMake(low, out var from);
        OptionNumber.TryMake(high, out var to);
        if (log && from <= 0) return Fail(ends.Items[0].At,
            $"{form} of {key.Key} starts at {Words.Of(low)}; a logarithmic range starts above 0");
        if (from >= to) return Fail(ends.At,
            $"{form} of {key.Key} goes from {Words.Of(low)} to {Words.Of(high)}; the first must be the lower");
        return whole ? new IntegerDimension(key.Key, (long)Plain(low), (long)Plain(high), log)
            : new RealDimension(key.Key, (double)low, (double)high, log);
    }

    private object? Value(Type type, YamlNode item)
    {
        if (item is not ScalarNode { IsNull: false } scalar)
        {
            Fail(item.At, $"a value of {key.Key} is {item.Describe()}; expected: {ScalarBinder.Expected(type)}");
            return null;
        }
        var value = ScalarBinder.Bind(type, scalar, out var problem);
        if (value is null) Fail(item.At, $"a value of {key.Key} {problem}");
        else if (key.OutsideOf(value) is { } allowed) Fail(item.At, $"{key.Key} is {Words.Of(value)} here; allowed: {allowed}");
        else if (key.Allowed is { } words && !words.Values.Contains(value))
            Fail(item.At, $"{key.Key} is '{Words.Of(value)}' here. Known: {Words.List(words.Values.Select(v => Words.Of(v!)))}.");
        else return value;
        return null;
    }

    private Dimension? Fail(Origin at, string message)
    {
        problems.Add(at, message);
        return null;
    }

    private string Example =>
        OptionKey.IsWhole(key.Type) ? "{ int: [1, 9] }" : OptionKey.IsReal(key.Type) ? "{ range: [0.1, 0.9] }" : "{ choice: [a, b] }";

    /// <summary>A value as points hold it: double, long, text or truth value.</summary>
    private static object Plain(object value) => value switch
    {
        int or long => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        double or float => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        Enum word => Words.Of(word),
        _ => value,
    };
}
