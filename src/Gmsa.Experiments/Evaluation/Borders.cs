using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Moods;

namespace Gmsa.Experiments.Evaluation;

/// <summary>How right an arm is on tracks that lie so far from the nearest place with another label.</summary>
/// <param name="From">The least distance, in units of energy and valence; tracks at it count.</param>
/// <param name="To">The distance that is too far; null for the last bin.</param>
/// <param name="Accuracy">With its 95 % interval over groups; null where no track is so far.</param>
/// <param name="Ceiling">What a perfect model would be right on here; see <see cref="LabelCeiling"/>.</param>
public sealed record BorderBin(double From, double? To, int Tracks, double? Accuracy, Interval? AccuracyCi95, double? Ceiling);

/// <summary>The bins of one arm.</summary>
public sealed record ArmBorders(string Arm, IReadOnlyList<BorderBin> Bins);

/// <summary>
/// What a perfect model would be right on, if energy and valence carried an error: it hears what is true, and is judged by labels that
/// follow from what was measured. The measured places stand for the true ones, so this is the mean share of places around a track, as far
/// away as the error is likely to be, that have its label. Places beyond the plane count as on its edge.
/// </summary>
/// <param name="Sigma">The standard deviation of the error, of energy and of valence alike, normal and independent.</param>
public sealed record LabelCeiling(string Scheme, double Sigma, double Accuracy);

/// <summary>
/// Measures how much the borders between labels have to do with what arms get wrong. Only schemes of energy and valence have such borders.
/// </summary>
internal sealed class Borders
{
    /// <summary>Where bins begin. Octants are at most .25 from a border at their widest, quadrants .5.</summary>
    private static readonly double[] Edges = [0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3];

    private const int Draws = 256;

    private readonly Dictionary<string, (double Distance, double Kept)> places = new(StringComparer.Ordinal);

    private Borders(LabelScheme scheme, IEnumerable<Track> tracks, double sigma, Seed seed)
    {
        Scheme = scheme.Name;
        var random = seed.Derive("label noise").Generator();
        (double Energy, double Valence)[] errors = [.. Enumerable.Range(0, Draws)
            .Select(_ => (sigma * random.NextGaussian(), sigma * random.NextGaussian()))];
        foreach (var track in tracks)
            if (scheme.BorderDistance(track) is { } distance) places[track.Id] = (distance, scheme.Kept(track, errors));
        Ceiling = new(Scheme, sigma, places.Values.Select(p => p.Kept).DefaultIfEmpty().Average());
    }

    public string Scheme { get; }

    public LabelCeiling Ceiling { get; }

    /// <summary>Null where a scheme is not of energy and valence, or none of the tracks has them.</summary>
    /// <param name="tracks">Those that are tested.</param>
    public static Borders? Of(LabelScheme scheme, IReadOnlyList<Track> tracks, double sigma, Seed seed) =>
        scheme.Regions.Count > 0 && scheme.Inputs.SequenceEqual(MoodSchemes.Plane)
        && new Borders(scheme, tracks, sigma, seed) is { places.Count: > 0 } borders ? borders : null;

    /// <summary>An arm's predictions by how far their tracks are from a border.</summary>
    public ArmBorders Of(string arm, PredictionTable table, Seed seed)
    {
        var rows = table.Rows.Where(r => places.ContainsKey(r.TrackId))
            .ToLookup(r => Array.FindLastIndex(Edges, e => places[r.TrackId].Distance >= e));
        return new(arm, [.. Edges.Select((from, i) =>
        {
            double? to = i + 1 < Edges.Length ? Edges[i + 1] : null;
            Prediction[] here = [.. rows[i]];
            if (here.Length == 0) return new(from, to, 0, null, null, null);
            var within = table with { Rows = here };
            var metrics = Metrics.Of(within);
            return new BorderBin(from, to, metrics.Tracks, metrics.Accuracy,
                ClusterBootstrap.Replicate(within, seed).Interval("accuracy"), here.Average(r => places[r.TrackId].Kept));
        })]);
    }
}
