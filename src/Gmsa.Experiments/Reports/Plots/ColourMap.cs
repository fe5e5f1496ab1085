using static Gmsa.Experiments.Reports.Markup;

namespace Gmsa.Experiments.Reports;

/// <summary>Colours for numbers: stops at equal distances, and straight lines in sRGB between them.</summary>
internal sealed record ColourMap(IReadOnlyList<(byte R, byte G, byte B)> Stops)
{
    /// <summary>
    /// From little to much: eight of the 256 entries of matplotlib's "viridis" (Smith, van der Walt and Firing 2015, CC0), 1/7 apart. It
    /// grows evenly lighter, so it also reads in grey and with every common colour blindness.
    /// </summary>
    public static readonly ColourMap Viridis = new(
        [(68, 1, 84), (70, 50, 127), (54, 92, 141), (39, 127, 142), (31, 161, 135), (74, 194, 109), (159, 218, 58), (253, 231, 37)]);

    /// <summary>
    /// From below to above the middle, which is nearly white: blue and orange, which the common colour blindnesses keep apart.
    /// </summary>
    public static readonly ColourMap Diverging = new(
        [(8, 48, 107), (23, 100, 171), (84, 158, 208), (174, 211, 234), (247, 247, 245), (250, 206, 160), (235, 140, 62), (194, 80, 10),
            (112, 38, 4)]);

    /// <summary>The colour of a share in 0..1.</summary>
    public (byte R, byte G, byte B) Colour(double share)
    {
        var place = share * (Stops.Count - 1);
        var index = Math.Min((int)place, Stops.Count - 2);
        var (a, b, t) = (Stops[index], Stops[index + 1], place - index);
        return (Between(a.R, b.R, t), Between(a.G, b.G, t), Between(a.B, b.B, t));
    }

    /// <summary>The whole map as a CSS gradient in a direction ("to top").</summary>
    public Markup Gradient(string direction) => Html(
        $"linear-gradient({direction}, {string.Join(", ", Stops.Select(s => FormattableString.Invariant($"rgb({s.R} {s.G} {s.B})")))})");

    private static byte Between(byte a, byte b, double t) => (byte)Math.Round(a + (b - a) * t);
}
