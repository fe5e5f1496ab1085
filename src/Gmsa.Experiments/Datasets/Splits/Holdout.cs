using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Datasets;

/// <summary>
/// One test part, drawn at random by groups and stratified, and one fold called "test". With <c>by: []</c> it is the random split of many
/// papers, and the leak audit says what it is worth.
/// </summary>
public sealed record HoldoutOptions : GroupSplitOptions
{
    [Description("The share of tracks that is tested. Default 0.2.")]
    [Range(0.05, 0.5)]
    public double Test { get; init; } = 0.2;

    public override ISplit Create() => new Holdout(this);
}

/// <inheritdoc cref="HoldoutOptions"/>
internal sealed class Holdout(HoldoutOptions options) : ISplit
{
    /// <exception cref="InputException">A label can't be in both parts.</exception>
    public IReadOnlyList<Fold> Split(IReadOnlyList<Track> tracks, IReadOnlyList<string> labels, Seed seed)
    {
        var groups = new TrackGroups(tracks, labels, options.KeptTogether);
        var parts = groups.DivideWhole(groups.Of(Enumerable.Range(0, tracks.Count)), [1 - options.Test, options.Test], seed,
            out var missing)
            ?? throw new InputException("split",
                $"'{missing}' can't be both learnt and tested: {groups.InWords(groups.CountWith(missing))} "
                    + $"{(groups.CountWith(missing) == 1 ? "has" : "have")} that label. {InnerValidation.Cure(options)}");
        return [InnerValidation.Take(groups, "test", parts[0].SelectMany(g => g.Members),
            parts[1].SelectMany(g => g.Members), options, seed)];
    }
}
