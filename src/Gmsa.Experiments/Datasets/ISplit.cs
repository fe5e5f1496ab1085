using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Datasets;

/// <summary>One outer fold. The three parts share no track, and no group where the split keeps groups. Numbers are positions in the tracks that were split.</summary>
public sealed record Fold(string Name, IReadOnlyList<int> Train, IReadOnlyList<int> Validation, IReadOnlyList<int> Test);

/// <summary>Divides tracks into folds. The same tracks, labels and seed give the same folds on every machine.</summary>
public interface ISplit
{
    /// <param name="tracks">In the order of their ids.</param>
    /// <param name="labels">The label of each track, to stratify by.</param>
    /// <exception cref="InputException">The tracks can't be split as asked: too few groups, an unknown role in the column.</exception>
    IReadOnlyList<Fold> Split(IReadOnlyList<Track> tracks, IReadOnlyList<string> labels, Seed seed);
}

/// <summary>The options of a split.</summary>
public abstract record SplitOptions
{
    [Description("The manifest column whose equal values stay together in one part; tracks with a blank value each stand alone.")]
    public string By { get; init; } = "artist";

    [Description("The share of each fold's training tracks that is kept for inner validation.")]
    [Range(0.05, 0.5)]
    public double Validation { get; init; } = 0.2;

    /// <summary>The manifest columns the split reads.</summary>
    public virtual IReadOnlyList<string> Columns => [By];

    public abstract ISplit Create();
}
