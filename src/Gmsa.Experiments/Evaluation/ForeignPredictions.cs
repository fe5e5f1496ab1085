using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Moods;

namespace Gmsa.Experiments.Evaluation;

/// <summary>Scores and compares prediction files, whoever made them.</summary>
internal static class ForeignPredictions
{
    private static readonly string[] MapColumns = ["fine", "coarse"];

    /// <summary>
    /// The metrics of a file of predictions, with intervals over its groups; where its labels are mood8's or mood4's
    /// those of the circle of moods too.
    /// </summary>
    /// <exception cref="InputException">Everything wrong with the file.</exception>
    public static ClassificationMetrics Score(string file, Seed seed)
    {
        var table = Read(file);
        return At(file, () => Comparer.Score(table, seed, MoodsOf(table)?.Ring));
    }

    /// <summary>
    /// Two files side by side: of the same labels, or of a fine and a coarse set of labels and a map from one onto the other.
    /// </summary>
    /// <param name="map">A CSV file with the columns <c>fine,coarse</c>, a line a fine label; null: none is needed, or
    /// mood8 becomes mood4.</param>
    /// <inheritdoc cref="Comparer.Compare"/>
    public static Comparison Compare(string first, string second, string? map, string metric, Seed seed)
    {
        if (Path.GetFullPath(first) == Path.GetFullPath(second)) throw new InputException(second, "is the first file again; give two");
        var (a, b) = (Arm(first, second), Arm(second, first));
        if (map is null && a.Predictions.Labels.ToHashSet().SetEquals(b.Predictions.Labels))
            return At(second, () =>
                Comparer.Compare([a with { Scheme = "" }, Reordered(b, a.Predictions.Labels) with { Scheme = "" }], null, metric, seed));
        var collapse = map is null ? BuiltIn(a, b, first, second) : Read(map, a, b);
        return At(second, () => Comparer.Compare([a, b], collapse, metric, seed));
    }

    /// <summary>A file's predictions, with the one spelling of every group.</summary>
    private static PredictionTable Read(string file)
    {
        WrongFile.Check(file, Wanted.Predictions);
        var table = PredictionFile.Read(file);
        return table with { Rows = [.. table.Rows.Select(r => r with { Group = TrackIdentity.Value(r.Group) })] };
    }

    private static ArmInput Arm(string file, string other)
    {
        var name = NameOf(file, other);
        var table = Read(file);
        return new(name, name, "", 0, table, MoodsOf(table)?.Ring ?? []);
    }

    /// <summary>A file's name, or that of the first folder above it that tells it from the other: mood8-logistic of
    /// arms/mood8-logistic/predictions.csv.</summary>
    private static string NameOf(string file, string other)
    {
        string Bare(string path) => Path.Combine(Path.GetDirectoryName(path) ?? "", Path.GetFileNameWithoutExtension(path));
        var (mine, its) = (Bare(Path.GetFullPath(file)), Bare(Path.GetFullPath(other)));
        while (Path.GetFileName(mine) is { Length: > 0 } name)
        {
            if (name != Path.GetFileName(its)) return name;
            (mine, its) = (Path.GetDirectoryName(mine) ?? "", Path.GetDirectoryName(its) ?? "");
        }
        return file;
    }

    /// <summary>The same with its probabilities in the order of these labels.</summary>
    private static ArmInput Reordered(ArmInput arm, IReadOnlyList<string> labels)
    {
        int[] places = [.. labels.Select(l => arm.Predictions.Labels.ToList().IndexOf(l))];
        return arm with
        {
            Predictions = new(labels,
                [.. arm.Predictions.Rows.Select(r => r with { Probabilities = [.. places.Select(p => r.Probabilities[p])] })]),
        };
    }

    private static CollapseMap BuiltIn(ArmInput a, ArmInput b, string first, string second)
    {
        var (fine, coarse) = a.Predictions.Labels.Count > b.Predictions.Labels.Count ? (a, b) : (b, a);
        if (MoodsOf(fine.Predictions)?.Name == MoodSchemes.Mood8.Name && MoodsOf(coarse.Predictions)?.Name == MoodSchemes.Mood4.Name)
            return new(fine.Scheme, coarse.Scheme, MoodSchemes.EightToFour);
        throw new InputException(second,
            $"has the labels {string.Join(", ", b.Predictions.Labels)}, and {first} has {string.Join(", ", a.Predictions.Labels)}. "
                + "Say with --map FILE.csv, columns fine,coarse, which label of the one becomes which of the other");
    }

    private static CollapseMap Read(string file, ArmInput a, ArmInput b)
    {
        var table = CsvTable.Read(file);
        if (MapColumns.FirstOrDefault(c => !table.Columns.Contains(c)) is { } missing)
            throw new InputException(file, $"lacks the column '{missing}'; expected: fine,coarse, a line a fine label");
        int[] at = [.. MapColumns.Select(c => table.Columns.ToList().IndexOf(c))];
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in table.Rows)
            if (!map.TryAdd(row.Fields[at[0]].Trim(), row.Fields[at[1]].Trim()))
                throw new InputException(FormattableString.Invariant($"{file}:{row.Line}"),
                    $"'{row.Fields[at[0]].Trim()}' is mapped twice");
        var isFirst = a.Predictions.Labels.Count(map.ContainsKey) >= b.Predictions.Labels.Count(map.ContainsKey);
        var (fine, coarse) = isFirst ? (a, b) : (b, a);
        var problems = fine.Predictions.Labels.Where(l => !map.ContainsKey(l))
            .Select(l => new Problem(file, $"has no line for '{l}' of {fine.Name}"))
            .Concat(fine.Predictions.Labels.Where(map.ContainsKey).Select(l => map[l]).Distinct().Except(coarse.Predictions.Labels)
                .Select(l => new Problem(file, $"maps to '{l}', which is no label of {coarse.Name}. "
                    + $"Known: {string.Join(", ", coarse.Predictions.Labels)}"))).ToArray();
        return problems.Length > 0 ? throw new InputException(problems) : new(fine.Scheme, coarse.Scheme, map);
    }

    private static LabelScheme? MoodsOf(PredictionTable table) =>
        MoodSchemes.All.FirstOrDefault(s => s.Labels.ToHashSet().SetEquals(table.Labels));

    /// <summary>Names the file where a problem names none.</summary>
    private static T At<T>(string file, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (InputException error)
        {
            throw new InputException([.. error.Problems.Select(p => p.Where.Length > 0 ? p : p with { Where = file })]);
        }
    }
}
