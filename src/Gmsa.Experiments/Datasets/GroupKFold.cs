using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Datasets;

/// <summary>
/// Every group is in the test part of exactly one fold, labels spread as evenly as groups allow (in the manner of scikit-learn's
/// StratifiedGroupKFold); inner validation is taken from the rest the same way. Folds are called "1", "2", ...
/// </summary>
public sealed record GroupKFoldOptions : SplitOptions
{
    [Description("The number of folds, each tested once. Default 5.")]
    [Range(2, 20)]
    public int Folds { get; init; } = 5;

    public override ISplit Create() => new GroupKFold(this);
}

/// <inheritdoc cref="GroupKFoldOptions"/>
public sealed class GroupKFold(GroupKFoldOptions options) : ISplit
{
    /// <exception cref="InputException">There are fewer groups than folds, or a fold would learn nothing of a label.</exception>
    public IReadOnlyList<Fold> Split(IReadOnlyList<Track> tracks, IReadOnlyList<string> labels, Seed seed)
    {
        var groups = new TrackGroups(tracks, labels, options.By);
        var all = groups.Of(Enumerable.Range(0, tracks.Count));
        if (all.Count < options.Folds)
            throw new InputException("split", $"{options.Folds} folds need as many groups, and the {tracks.Count} tracks have "
                + $"{all.Count} in the column '{options.By}'. "
                + "Ask for fewer `folds`, or name another column in `by`.");
        var tests = groups.Divide(all, [.. Enumerable.Repeat(1.0 / options.Folds, options.Folds)], seed.Derive("folds"));
        return [.. tests.Select((test, k) => InnerValidation.Take(
            groups, FormattableString.Invariant($"{k + 1}"),
            tests.Where(t => t != test).SelectMany(t => t).SelectMany(g => g.Members), test.SelectMany(g => g.Members), options, seed))];
    }
}
