using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Datasets;

/// <summary>
/// One outer fold. The three parts share no track, and no group where the split keeps groups. Numbers are positions
/// in the tracks that were split.
/// </summary>
/// <param name="Name">"1", "2", ...; of repeated folds "1.1", "1.2", ..., "2.1": the repeat before the point.</param>
/// <param name="Train">What the first inner fold learns from.</param>
/// <param name="Validation">What it validates with; together with <paramref name="Train"/> all that isn't tested.</param>
public sealed record Fold(string Name, IReadOnlyList<int> Train, IReadOnlyList<int> Validation, IReadOnlyList<int> Test)
{
    /// <summary>The seed of an axis of seeds that everything in it is learnt with; null where there is no such axis.</summary>
    public long? Seed { get; init; }

    /// <summary>The name that the split gave it: its own without the seed.</summary>
    public string SplitName { get; private init; } = Name;

    /// <summary>The same fold to be learnt with a seed of an axis: another name, the same tracks.</summary>
    internal Fold WithSeed(long seed) => this with { Name = FoldName.WithSeed(seed, SplitName), Seed = seed };

    /// <summary>
    /// The inner folds: one, or several that together validate every track that isn't tested (but for those without which
    /// a label couldn't be learnt).
    /// </summary>
    public IReadOnlyList<InnerFold> Inner { get; init; } = [new(Train, Validation)];

    /// <summary>The same fold of other positions.</summary>
    internal Fold Renumbered(Func<int, int> position)
    {
        IReadOnlyList<int> At(IReadOnlyList<int> part) => [.. part.Select(position)];
        return new(Name, At(Train), At(Validation), At(Test))
        {
            Inner = [.. Inner.Select(i => new InnerFold(At(i.Train), At(i.Validation)))],
        };
    }

    /// <summary>The part of each of so many tracks: train, validation or test; blank where it is in none.</summary>
    internal string[] Roles(int tracks)
    {
        var roles = Enumerable.Repeat("", tracks).ToArray();
        foreach (var i in Train) roles[i] = "train";
        foreach (var i in Validation) roles[i] = "validation";
        foreach (var i in Test) roles[i] = "test";
        return roles;
    }
}

/// <summary>
/// What is learnt from, and what chooses epochs and settings. The two share no track, and no group where the split keeps groups.
/// </summary>
public sealed record InnerFold(IReadOnlyList<int> Train, IReadOnlyList<int> Validation);

/// <summary>
/// Divides tracks into folds. The same tracks, labels and seed give the same folds on every machine, whatever the order of the tracks.
/// </summary>
public interface ISplit
{
    /// <param name="tracks">With unique ids.</param>
    /// <param name="labels">The label of each track, to stratify by.</param>
    /// <exception cref="InputException">The tracks can't be split as asked: too few groups, a label that can't be in every fold, an unknown
    /// role in the column.</exception>
    IReadOnlyList<Fold> Split(IReadOnlyList<Track> tracks, IReadOnlyList<string> labels, Seed seed);
}

/// <summary>The options of a split.</summary>
public abstract record SplitOptions
{
    [Description("The share of each fold's training tracks that is kept for inner validation, where there is one inner fold. Default 0.2.")]
    [Range(0.05, 0.5)]
    public double Validation { get; init; } = 0.2;

    [Description("Inner folds. With 1, every trial trains one model and is scored on one inner validation part. "
        + "With more, it trains a model for each, every track but those tested "
        + "validates once, and the models' mean is what is tested. Default 1; where `search.ensemble` is above 1, 5, since one part alone "
        + "flatters an ensemble that is chosen on it (1 where a column says who validates).")]
    [Range(1, 20)]
    public int? InnerFolds { get; init; }

    /// <summary>How many inner folds there are; of options that weren't read from a file one, unless they say another number.</summary>
    public int InnerFoldCount => InnerFolds ?? 1;

    /// <summary>
    /// The manifest columns whose equal values stay together in one part (see <see cref="TrackGroups"/>); none: every track stands alone.
    /// </summary>
    public abstract IReadOnlyList<string> KeptTogether { get; }

    /// <summary>The manifest columns the split reads.</summary>
    public virtual IReadOnlyList<string> Columns => KeptTogether;

    public abstract ISplit Create();
}

/// <summary>The options of a split that keeps groups together.</summary>
public abstract record GroupSplitOptions : SplitOptions
{
    private static readonly IReadOnlyList<string> Artist = ["artist"]; // one for all: whoever has it has said nothing

    [Description("The manifest column whose equal values stay together in one part, or several: [artist, album] keeps together what shares "
        + "either. Blank values share nothing; [] lets every track stand alone. Default artist.")]
    public IReadOnlyList<string> By { get; init; } = Artist;

    public sealed override IReadOnlyList<string> KeptTogether => By;
}
