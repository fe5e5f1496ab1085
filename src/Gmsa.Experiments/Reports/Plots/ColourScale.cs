using Gmsa.Experiments.Features;

namespace Gmsa.Experiments.Reports;

/// <summary>Which colour a value has: the map, and the values of its two ends.</summary>
internal sealed record ColourScale(ColourMap Map, double Low, double High)
{
    /// <summary>From the 1st to the 99.9th percentile, so that single values don't use up the colours.</summary>
    public static ColourScale Spread(FeatureMap map) => Spread([map.Values]);

    /// <summary>The same over several pictures.</summary>
    public static ColourScale Spread(IReadOnlyList<float[]> pictures)
    {
        var (low, high) = Pictures.Scale(pictures, 1, 99.9);
        return new(ColourMap.Viridis, low, high);
    }

    /// <summary>0 to 1.</summary>
    public static ColourScale Unit(FeatureMap map) => new(ColourMap.Viridis, 0, 1);

    /// <summary>Zero in the middle, and the 99th percentile of the distances from it at both ends.</summary>
    public static ColourScale Signed(FeatureMap map) => Signed([map.Values]);

    /// <summary>The same over several pictures.</summary>
    public static ColourScale Signed(IReadOnlyList<float[]> pictures)
    {
        var (_, high) = Pictures.Scale([.. pictures.Select(p => Array.ConvertAll(p, Math.Abs))], 0, 99);
        return new(ColourMap.Diverging, high > 0 ? -high : -1, high > 0 ? high : 1);
    }

    /// <summary>The same without the first two rows, which are of another size than the rest.</summary>
    public static ColourScale SignedFromThird(FeatureMap map) =>
        Signed([map.Values[Math.Min(2 * map.Shape.Frames, map.Values.Length - 1)..]]);

    /// <summary>A picture in these colours, as a data URI.</summary>
    public string Draw(float[] values, int rows, int frames) => Pictures.DataUri(values, rows, frames, Low, High, Map);
}
