using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Datasets;

/// <summary>
/// Every track is in the test part of exactly one fold (of repeats, once in each), labels spread evenly, whoever it is by: the leak audit
/// says what an artist on both sides is worth. Copies (rows with a <c>parent</c>) stay with what they are copies of.
/// </summary>
public sealed record KFoldOptions : SplitOptions
{
    [Description("The number of folds, each tested once. Default 5.")]
    [Range(2, 20)]
    public int Folds { get; init; } = 5;

    [Description("How often all tracks are divided anew; each is tested as often. Default 1.")]
    [Range(1, 50)]
    public int Repeats { get; init; } = 1;

    public override IReadOnlyList<string> KeptTogether => [];

    public override ISplit Create() => new KFold(this, Folds, Repeats);
}

/// <summary>Divides groups (or single tracks) into folds that are each tested once, as often as repeats are asked for.</summary>
/// <param name="options">What is kept together, and the share of inner validation.</param>
internal sealed class KFold(SplitOptions options, int folds, int repeats) : ISplit
{
    /// <exception cref="InputException">There are fewer groups than folds, or a label can't be in every fold.</exception>
    public IReadOnlyList<Fold> Split(IReadOnlyList<Track> tracks, IReadOnlyList<string> labels, Seed seed)
    {
        var groups = new TrackGroups(tracks, labels, options.KeptTogether);
        var all = groups.Of(Enumerable.Range(0, tracks.Count));
        if (all.Count < folds)
            throw new InputException("split", $"{folds} folds need as many groups, and there {(all.Count == 1 ? "is" : "are")} "
                + $"{groups.InWords(all.Count)}. Ask for fewer "
                + $"`folds`{(options.KeptTogether.Count > 0 ? ", or name another column in `by`" : "")}.");
        foreach (var label in groups.Labels.Where(l => groups.CountWith(l) < folds))
            throw new InputException("split", $"'{label}' can't be in every fold: {groups.InWords(groups.CountWith(label))} "
                + $"{(groups.CountWith(label) == 1 ? "has" : "have")} that label, and {folds} folds need one each. "
                + $"{InnerValidation.Cure(options)}");
        return [.. Enumerable.Range(1, repeats).SelectMany(repeat =>
            Once(groups, all, repeat, repeat == 1 ? seed : seed.Derive(FormattableString.Invariant($"repeat/{repeat}"))))];
    }

    private IEnumerable<Fold> Once(TrackGroups groups, IReadOnlyList<TrackGroup> all, int repeat, Seed seed)
    {
        var tests = Divided(groups, all, seed);
        return tests.Select((test, k) => InnerValidation.Take(
            groups, repeats == 1 ? FormattableString.Invariant($"{k + 1}") : FormattableString.Invariant($"{repeat}.{k + 1}"),
            tests.Where(t => t != test).SelectMany(t => t).SelectMany(g => g.Members), test.SelectMany(g => g.Members), options, seed));
    }

    private IReadOnlyList<List<TrackGroup>> Divided(TrackGroups groups, IReadOnlyList<TrackGroup> all, Seed seed) =>
        groups.DivideWhole(all, [.. Enumerable.Repeat(1.0 / folds, folds)], seed, out var missing)
        ?? throw new InputException("split", $"no division into {folds} folds was found that has a track labelled '{missing}' in each: "
            + $"{groups.InWords(groups.CountWith(missing))} have one, and most of them other rare labels too. "
            + $"{InnerValidation.Cure(options)}");
}
