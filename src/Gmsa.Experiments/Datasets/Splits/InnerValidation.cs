using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Datasets;

/// <summary>
/// Takes inner validation parts out of a fold's training tracks: whole groups, stratified, and never the last tracks of a label.
/// </summary>
internal static class InnerValidation
{
    /// <returns>The fold, with positions in ascending order.</returns>
    /// <exception cref="InputException">What is left to learn from would miss a label, or there is but one group.</exception>
    public static Fold Take(
        TrackGroups groups, string fold, IEnumerable<int> training, IEnumerable<int> test, SplitOptions options, Seed seed)
    {
        var outer = groups.Of(training);
        if (groups.Missing(outer).FirstOrDefault() is { } missing) throw MissesLabel(groups, fold, missing, options);
        if (outer.Count < 2)
            throw new InputException("split", $"fold '{fold}' has {groups.InWords(1)} left to learn from, and inner "
                + $"validation needs one of its own. {Cure(options)}");
        if (outer.Count < options.InnerFoldCount)
            throw new InputException("split", $"fold '{fold}' has {groups.InWords(outer.Count)} left to learn from, too few for "
                + $"{options.InnerFoldCount} inner folds. Ask for fewer `innerFolds` (ensembles have 5 unless the file says otherwise).");
        var parts = options.InnerFoldCount == 1
            ? [groups.Divide(outer, [1 - options.Validation, options.Validation], seed.Derive($"validation/{fold}"))[1]]
            : groups.Divide(
                outer, [.. Enumerable.Repeat(1.0 / options.InnerFoldCount, options.InnerFoldCount)], seed.Derive($"inner/{fold}"));
        InnerFold[] inner = [.. parts.Select(part => Mended(groups, fold, [.. outer.Where(g => !part.Contains(g))], [.. part], options))];
        return new(fold, inner[0].Train, inner[0].Validation, [.. test.Order()]) { Inner = inner };
    }

    private static InnerFold Mended(
        TrackGroups groups, string fold, List<TrackGroup> train, List<TrackGroup> validation, SplitOptions options)
    {
        while (groups.Missing(train).FirstOrDefault() is { } label)
        {
            // Learning a label comes before validating it: its smallest group goes back.
            var index = groups.IndexOf(label);
            Move(validation.Where(g => g.Counts[index] > 0).MinBy(g => g.Members.Count)!, validation, train);
        }
        if (validation.Count == 0)
        {
            var spare = train.Where(g => !groups.Missing(train.Where(t => t != g)).Any()).MinBy(g => g.Members.Count)
                ?? throw MissesLabel(groups, fold, groups.Labels.MinBy(groups.CountWith)!, options);
            Move(spare, train, validation);
        }
        return new(Positions(train), Positions(validation));
    }

    /// <exception cref="InputException">The fold would learn nothing of a label.</exception>
    public static InputException MissesLabel(TrackGroups groups, string fold, string label, SplitOptions options)
    {
        var count = groups.CountWith(label);
        return new("split", $"fold '{fold}' would have no track labelled '{label}' to learn from: "
            + $"{groups.InWords(count)} {(count == 1 ? "has" : "have")} one. {Cure(options)}");
    }

    /// <summary>What to do about a label that is too rare.</summary>
    public static string Cure(SplitOptions options) => string.Join(", ", (string[])
    [
        options is GroupKFoldOptions or KFoldOptions ? "Ask for fewer `folds`" : "Give the training part more tracks",
        .. options.KeptTogether.Count > 0 ? (string[])["name a column with smaller groups in `by`"] : [],
        "or merge or leave out the rare label.",
    ]);

    private static void Move(TrackGroup group, List<TrackGroup> from, List<TrackGroup> to)
    {
        from.Remove(group);
        to.Add(group);
    }

    private static int[] Positions(IEnumerable<TrackGroup> groups) => [.. groups.SelectMany(g => g.Members).Order()];
}
