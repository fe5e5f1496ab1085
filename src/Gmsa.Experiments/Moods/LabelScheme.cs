using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Moods;

/// <summary>A way to label tracks.</summary>
/// <param name="Name">What the experiment file calls it.</param>
/// <param name="Labels">Every label, in the order in which tables, matrices and probabilities list them.</param>
/// <param name="LabelOf">The label of a track, or null where the track has none (a blank energy, valence or column).</param>
/// <param name="Ring">The labels counter-clockwise round the circle of valence and energy, from positive valence; empty where there is no
/// circle (<see cref="Circle.Ring"/>).</param>
public sealed record LabelScheme(string Name, IReadOnlyList<string> Labels, Func<Track, string?> LabelOf, IReadOnlyList<string> Ring)
{
    /// <summary>Ends the name of a column of <see cref="BorderDistance(Track)"/>, in tables that have labels written into them.</summary>
    public const string BorderSuffix = "_border";

    /// <summary>The columns of the manifest that the label follows from: energy and valence, those of a cut, or the one of words; a
    /// merge's are its source's.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>The scheme that this one is a merge of, and how; null where it is none.</summary>
    public Merge? MergeOf { get; init; }

    /// <summary>The parts of the space of <see cref="Inputs"/>, each with its label; empty where words are the labels.</summary>
    internal IReadOnlyList<Region> Regions { get; init; } = [];

    /// <summary>A scheme of regions: a track belongs to the first that has it, on borders too.</summary>
    internal static LabelScheme OfRegions(
        string name, IReadOnlyList<string> labels, IReadOnlyList<string> inputs, IReadOnlyList<Region> regions) =>
        new(name, labels, track => Place(track, inputs) is { } place ? regions.FirstOrDefault(r => r.Distance(place) == 0)?.Label : null,
            Circle.Ring(regions))
        { Inputs = inputs, Regions = regions };

    /// <summary>The Euclidean distance from a track to the nearest place with another label, in the units of <see cref="Inputs"/>: how much
    /// they may be wrong before the label can be. Places without a label don't count; 0 is on a border. Null where the track has no
    /// label, or words are the labels.
    /// </summary>
    public double? BorderDistance(Track track)
    {
        if (Regions.Count == 0 || LabelOf(track) is not { } label || Place(track, Inputs) is not { } place) return null;
        return BorderDistance(label, place);
    }

    /// <summary>The same for a place that has this label.</summary>
    internal double BorderDistance(string label, double[] place) => Regions.Where(r => r.Label != label).Min(r => r.Distance(place));

    /// <summary>
    /// The share of these displacements of a track in the plane of energy and valence after which it still has its label; what leaves
    /// the plane stays on its edge.
    /// </summary>
    internal double Kept(Track track, IReadOnlyList<(double Energy, double Valence)> displacements)
    {
        var (label, place) = (LabelOf(track), Place(track, Inputs)!);
        Region[] own = [.. Regions.Where(r => r.Label == label)];
        return displacements.Average(d =>
        {
            double[] moved = [Math.Clamp(place[0] + d.Energy, 0, 1), Math.Clamp(place[1] + d.Valence, 0, 1)];
            return own.Any(r => r.Distance(moved) == 0) ? 1.0 : 0.0;
        });
    }

    /// <summary>A coarser scheme: tracks have the label that <paramref name="into"/> gives for their label here.</summary>
    /// <param name="into">Has every label of this scheme.</param>
    public LabelScheme MergedInto(string name, IReadOnlyList<string> labels, IReadOnlyDictionary<string, string> into)
    {
        Region[] regions = [.. Regions.Select(r => r with { Label = into[r.Label] })];
        return new(name, labels, track => LabelOf(track) is { } label ? into[label] : null, Circle.Ring(regions))
        {
            Inputs = Inputs,
            MergeOf = new(this, into),
            Regions = regions,
        };
    }

    /// <summary>The label here of every label of a finer scheme, where this one is a merge of it, through any number of merges; else
    /// null.</summary>
    public IReadOnlyDictionary<string, string>? MapFrom(LabelScheme fine)
    {
        if (MergeOf is not { } merge) return null;
        if (merge.Source.Name == fine.Name) return merge.Into;
        return merge.Source.MapFrom(fine)?.ToDictionary(pair => pair.Key, pair => merge.Into[pair.Value]);
    }

    private static double[]? Place(Track track, IReadOnlyList<string> inputs)
    {
        var place = new double[inputs.Count];
        for (var i = 0; i < place.Length; i++)
        {
            if (track.Number(inputs[i]) is not { } number || !double.IsFinite(number)) return null;
            place[i] = number;
        }
        return place;
    }
}

/// <summary>What a coarse scheme is made of.</summary>
/// <param name="Into">The coarse label of every label of the source.</param>
public sealed record Merge(LabelScheme Source, IReadOnlyDictionary<string, string> Into);
