using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Moods;
using Gmsa.Experiments.Reports;

namespace Gmsa.Experiments.Studies;

/// <summary>What is doubtful about the words that labels and folds are called by: those for no value, and those that may be one.</summary>
internal static class StudyNotes
{
    public static IReadOnlyList<string> Of(
        IReadOnlyList<LabelScheme> schemes, IReadOnlyList<Track> tracks, IReadOnlyList<Fold> folds, SplitOptions split) =>
    [
        .. schemes.Where(s => s.Regions.Count == 0).SelectMany(s => OfLabels(s, tracks)),
        .. split is not ColumnSplitOptions column ? []
            : Alike(folds.Select(f => (f.Name, f.Test.Count)), $"the column '{column.Name}' names folds"),
    ];

    private static IEnumerable<string> OfLabels(LabelScheme scheme, IReadOnlyList<Track> tracks)
    {
        // A merge hides the words that it was made of.
        var words = scheme;
        while (words.MergeOf is { } merge) words = merge.Source;
        var counts = tracks.Select(words.LabelOf).OfType<string>().CountBy(l => l).ToDictionary(StringComparer.Ordinal);
        (string Word, int Count)[] used = [.. words.Labels.Where(counts.ContainsKey).Select(l => (l, counts[l]))];
        var merged = scheme.MapFrom(words);
        foreach (var (word, count) in used.Where(u => MissingWords.Are(u.Word)))
            yield return $"{scheme.Name}: '{word}' is a label of its own ({Conclusions.Count(count, "track")}), and elsewhere a word for "
                + "no value. Where it is one, leave the cell blank: such tracks take no part.";
        foreach (var note in Alike(used, $"{scheme.Name} has labels", merged)) yield return note;
    }

    /// <param name="merged">Where words become others, what each becomes: those that become one are no matter.</param>
    private static IEnumerable<string> Alike(
        IEnumerable<(string Word, int Count)> words, string what, IReadOnlyDictionary<string, string>? merged = null) => words
        .GroupBy(w => TrackIdentity.Likeness(w.Word), StringComparer.Ordinal)
        .Where(g => g.Select(w => merged?[w.Word] ?? w.Word).Distinct(StringComparer.Ordinal).Skip(1).Any())
        .Select(g => $"{what} that may be one: {string.Join(", ", g.Select(w => $"'{w.Word}' ({Conclusions.Count(w.Count, "track")})"))}. "
            + "Where they are, write them alike in the manifest.");
}
