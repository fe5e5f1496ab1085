using System.ComponentModel;
using System.Globalization;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Datasets;

/// <summary>
/// The split that a column of the manifest declares: roles (train, validation or val, test, in any case) make one fold called "test"; any
/// other values are the names of outer folds, each tested once; 1, 01 and 1.0 are one. Tracks with a blank value are in no part. Inner
/// validation that the column doesn't give is taken by groups.
/// </summary>
public sealed record ColumnSplitOptions : GroupSplitOptions
{
    [Description("The manifest column with train, validation (or val) and test, or with the name of the fold that tests the track. "
        + "Default: split.")]
    public string Name { get; init; } = "split";

    public override IReadOnlyList<string> Columns => [Name, .. By];

    public override ISplit Create() => new ColumnSplit(this);

    /// <summary>True where the column says which tracks validate: then there can be no inner folds.</summary>
    public bool SaysWhoValidates(IEnumerable<Track> tracks) => tracks.Any(t => ColumnSplit.RoleOf(t[Name].Trim()) == "validation");
}

/// <inheritdoc cref="ColumnSplitOptions"/>
internal sealed class ColumnSplit(ColumnSplitOptions options) : ISplit
{
    // Beginnings of what people call parts elsewhere: training, valid, testing, dev, evaluation.
    private static readonly string[] RoleBeginnings = ["train", "valid", "test", "dev", "eval"];

    /// <exception cref="InputException">The column is blank, mixes roles and folds, has other words for roles, lacks a role or a second
    /// fold, or a fold would learn nothing of a label.</exception>
    public IReadOnlyList<Fold> Split(IReadOnlyList<Track> tracks, IReadOnlyList<string> labels, Seed seed)
    {
        var values = tracks.Select(t => WholeNumber.Plain(TrackIdentity.Value(t[options.Name]))).ToArray();
        var used = Enumerable.Range(0, tracks.Count).Where(i => values[i].Length > 0).ToArray();
        var distinct = used.Select(i => values[i]).Distinct().Order(StringComparer.Ordinal).ToArray();
        if (distinct.Length == 0)
            throw new InputException("split", $"the column '{options.Name}' is blank in every track. It has to say train, "
                + "validation or test, or name a fold.");
        // Positions below count within the used tracks, so that groups and labels of the others play no part.
        var groups = new TrackGroups([.. used.Select(i => tracks[i])], [.. used.Select(i => labels[i])], options.By);
        var usedValues = used.Select(i => values[i]).ToArray();
        var roles = distinct.Count(v => RoleOf(v) is not null);
        if (roles > 0 && roles < distinct.Length)
            throw new InputException("split", $"the column '{options.Name}' mixes roles and other values: "
                + $"{string.Join(", ", distinct.Take(20))}. "
                + "Allowed are train, validation (or val), test and blank; or, without any of these, the names of folds.");
        if (roles == 0 && distinct.Any(LooksLikeRole))
            throw new InputException("split", $"the column '{options.Name}' says {string.Join(", ", distinct.Take(20))}: these look like "
                + "roles but are none. Allowed are train, validation (or val), test and blank; folds need names that don't begin "
                + $"with {string.Join(", ", RoleBeginnings[..^1])} or {RoleBeginnings[^1]}.");
        var folds = roles > 0 ? [ByRole(groups, usedValues, seed)] : ByFold(groups, usedValues, distinct, seed);
        return [.. folds.Select(f => f.Renumbered(p => used[p]))];
    }

    private Fold ByRole(TrackGroups groups, string[] values, Seed seed)
    {
        var part = Enumerable.Range(0, values.Length).ToLookup(i => RoleOf(values[i]));
        foreach (var role in (string[])["train", "test"])
            if (!part[role].Any())
                throw new InputException("split", $"the column '{options.Name}' says '{role}' of no track; train and test are both "
                    + "needed.");
        if (!part["validation"].Any()) return InnerValidation.Take(groups, "test", part["train"], part["test"], options, seed);
        if (options.InnerFoldCount > 1)
            throw new InputException("split", $"the column '{options.Name}' says which tracks validate, and innerFolds asks for "
                + $"{options.InnerFoldCount} parts that do. Leave one of them out.");
        if (groups.Missing(groups.Of(part["train"])).FirstOrDefault() is { } label)
            throw InnerValidation.MissesLabel(groups, "test", label, options);
        return new("test", [.. part["train"]], [.. part["validation"]], [.. part["test"]]);
    }

    private IReadOnlyList<Fold> ByFold(TrackGroups groups, string[] values, string[] names, Seed seed)
    {
        if (names.Length < 2)
            throw new InputException("split", $"the column '{options.Name}' says '{names[0]}' of every track; folds need at least "
                + "two values, roles are train, validation and test.");
        var numeric = names.All(n => int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out _));
        var order = numeric
            ? names.OrderBy(n => int.Parse(n, CultureInfo.InvariantCulture)).ThenBy(n => n, StringComparer.Ordinal)
            : names.AsEnumerable();
        return [.. order.Select(name => InnerValidation.Take(
            groups, name, Where(v => v != name), Where(v => v == name), options, seed))];

        IEnumerable<int> Where(Func<string, bool> holds) => Enumerable.Range(0, values.Length).Where(i => holds(values[i]));
    }

    private static bool LooksLikeRole(string value) =>
        RoleBeginnings.Any(beginning => value.StartsWith(beginning, StringComparison.OrdinalIgnoreCase));

    internal static string? RoleOf(string value) => value.ToLowerInvariant() switch
    {
        "train" => "train",
        "validation" or "val" => "validation",
        "test" => "test",
        _ => null,
    };
}
