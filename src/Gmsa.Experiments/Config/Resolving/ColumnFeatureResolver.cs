using Gmsa.Experiments.Features;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Moods;

namespace Gmsa.Experiments.Config;

/// <summary>
/// Holds the features that are columns against the manifest and the labels, and chooses a table's columns where the file doesn't.
/// </summary>
internal sealed class ColumnFeatureResolver(Places places, FileProblems problems, Catalog catalog)
{
    /// <summary>After <see cref="Run"/>: the columns that aren't among a table's default features.</summary>
    public IReadOnlyList<WithheldColumn> Withheld { get; private set; } = [];

    /// <param name="manifest">Null where it couldn't be read.</param>
    /// <param name="schemes">Those that the labels name.</param>
    /// <returns>The experiment, with a table's default features filled in.</returns>
    public Experiment Run(Experiment experiment, Manifest? manifest, IReadOnlyList<LabelScheme> schemes)
    {
        if (places.Lost("features") || manifest is null) return experiment;
        var isTable = experiment.Data is { Table: not null, Manifest: null };
        var inputs = Inputs(schemes);
        WithheldColumn[] withheld = !isTable ? []
            : [.. manifest.Columns.Select(c => Why(c, experiment, manifest, inputs)).OfType<WithheldColumn>()];
        string[] free = isTable ? [.. manifest.Columns.Except(withheld.Select(w => w.Column))] : [];
        if (isTable && !places.Has("features"))
        {
            Withheld = [.. withheld.Where(w => w.Column != "id")]; // it may be made up
            return experiment with { Features = [Default(free)] };
        }
        foreach (var feature in experiment.Features)
            if (feature is ColumnsOptions columns) Check(columns, manifest, experiment.AllowLabelInputs ? [] : inputs);
            else if (isTable)
                problems.Add(places.Of(feature, "", "features"),
                    $"{catalog.WordOf(feature)} is heard, and a table has no audio. Columns that could be features: "
                        + $"{{ kind: columns, names: [{Words.List(free)}] }}");
        return experiment;
    }

    /// <summary>Which labels a column defines, by column.</summary>
    private static Dictionary<string, string> Inputs(IReadOnlyList<LabelScheme> schemes) => schemes
        .SelectMany(scheme => scheme.Inputs.Select(column => (column, scheme.Name)))
        .GroupBy(p => p.column, p => p.Name, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => Words.List(g, " and "), StringComparer.Ordinal);

    private ColumnsOptions Default(string[] names)
    {
        if (names.Length == 0)
            problems.Add(places.Of("data"),
                "the table has no column of numbers that could be a feature: those that define labels are withheld"
                + (Withheld.FirstOrDefault(w => w.IsDefect) is { } defect ? $". '{defect.Column}' is none: {defect.Reason}" : ""));
        return new() { Name = "numbers", Names = names };
    }

    /// <summary>
    /// Why a column is no default feature: it defines a label, the split reads it, it is a distance to a border as <c>gmsa label</c>
    /// writes them, it says which track it is, what becomes of it or what its mood is, it numbers the rows, or it isn't a number in every
    /// track. Null where it is one.
    /// </summary>
    private static WithheldColumn? Why(string column, Experiment experiment, Manifest manifest, Dictionary<string, string> inputs)
    {
        var reason = inputs.TryGetValue(column, out var labels)
            ? $"{labels} {(labels.Contains(" and ", StringComparison.Ordinal) ? "are" : "is")} made of it"
            : experiment.Split.Columns.Contains(column) ? "the split reads it"
            : column.EndsWith(LabelScheme.BorderSuffix, StringComparison.Ordinal) ? "it tells how near a label's border is"
            : ManifestFile.KnownColumns.Contains(column) || ColumnRoles.Of(column) is not null
                ? "it says which track this is, or what is known of it"
            : RowNumbers.Is(column, manifest.Tracks) ? "it numbers the rows, which tells what the table is sorted by"
            : null;
        if (reason is not null) return new(column, reason, false);
        return ColumnDefect.Of(column, manifest.Tracks);
    }

    private void Check(ColumnsOptions columns, Manifest manifest, Dictionary<string, string> inputs)
    {
        foreach (var (name, i) in columns.Names.Select((n, i) => (n, i)))
        {
            var at = places.OfItem(columns, "names", i, "features");
            if (!manifest.Columns.Contains(name, StringComparer.Ordinal))
                problems.Add(at, DataResolver.NoColumn($"the manifest has no column '{name}'", name, manifest));
            else if (inputs.TryGetValue(name, out var labels))
                problems.Add(at,
                    $"the column '{name}' defines the labels of {labels}: whoever reads it needs to hear nothing. Leave it out, or say "
                        + "allowLabelInputs: true at the top level if that is what you want to show");
            else if (manifest.Tracks.FirstOrDefault(t =>
                !string.IsNullOrWhiteSpace(t[name]) && ColumnsOptions.Number(t[name]) is null) is { } track)
                problems.Add(at,
                    $"the column '{name}' is '{track[name]}' in the track '{track.Id}', which is no number; features are numbers");
            else if (manifest.Tracks.All(t => string.IsNullOrWhiteSpace(t[name])))
                problems.Add(at, $"the column '{name}' is blank in every track");
        }
    }
}
