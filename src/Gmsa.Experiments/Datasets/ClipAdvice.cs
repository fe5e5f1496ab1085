namespace Gmsa.Experiments.Datasets;

/// <summary>A clip that fits a corpus better than the one that was asked for.</summary>
/// <param name="Offset">Seconds.</param>
/// <param name="Length">Seconds.</param>
/// <param name="Silence">The share of its clips' time that would still be silence.</param>
public sealed record ClipAdvice(double Offset, double Length, double Silence)
{
    private const double MostFiles = 0.95;
    private const double Little = 0.05; // silence that is good enough
    private const double WorthIt = 0.9; // of what is lost now
    private const double Shortest = 0.1; // s: of a clip

    /// <param name="known">How long tracks last, ascending.</param>
    internal static ClipAdvice? Of(ClipOptions clip, double[] known)
    {
        if (known.Length == 0) return null;
        var (offset, length) = (clip.Offset.TotalSeconds, clip.Length.TotalSeconds);
        var most = known[(int)((1 - MostFiles) * (known.Length - 1))]; // nearly all last so long
        var longest = known[(int)Math.Ceiling(MostFiles * (known.Length - 1))]; // and nearly none longer
        // An earlier clip loses no sound, and nor does a shorter one where no file has more; cutting sound off is no advice.
        var earlier = Math.Min(offset, Tenths(Math.Floor, Math.Max(0, most - length)));
        var shorter = Math.Clamp(Tenths(Math.Ceiling, longest - earlier), Shortest, length);
        var ways = new[] { Try(clip, earlier, length, known), Try(clip, earlier, shorter, known) };
        var best = ways.FirstOrDefault(way => way.Silence <= Little) ?? ways.MinBy(way => way.Silence)!;
        return best.Silence < WorthIt * ClipPadding.WithoutSound(clip, known) ? best : null;
    }

    private static ClipAdvice Try(ClipOptions clip, double offset, double length, double[] known)
    {
        var other = clip with { Offset = TimeSpan.FromSeconds(offset), Length = TimeSpan.FromSeconds(length) };
        return new(offset, length, ClipPadding.WithoutSound(other, known));
    }

    private static double Tenths(Func<double, double> whole, double seconds) => whole(Math.Round(seconds * 10, 6)) / 10;
}
