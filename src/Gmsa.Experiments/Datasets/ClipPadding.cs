namespace Gmsa.Experiments.Datasets;

/// <summary>
/// How much of a corpus's clips is sound, and how much the silence that fills them up. A track is hollow where the clip's offset leaves it
/// less than half of the sound that a clip of this length could hold: its clip is silence though its file isn't. A track is short where
/// more than half of its clip is silence because there is no more of it.
/// </summary>
/// <param name="Tracks">How many there are.</param>
/// <param name="Known">How many of them it is known of how long they last.</param>
/// <param name="BeyondEnd">Known ones that end before the clip begins, and are left out.</param>
/// <param name="Padded">Known ones whose first clip isn't full; those beyond their end aren't counted in this and what follows.</param>
/// <param name="Hollow">See above.</param>
/// <param name="Short">See above.</param>
/// <param name="Silence">The share of all their clips' time that is silence, 0 to 1.</param>
/// <param name="MedianFilled">Seconds of sound in the middle one of the clips that aren't full; 0 where all are.</param>
/// <param name="Advice">Another clip that would be filled better; null where none would.</param>
public sealed record ClipPadding(
    int Tracks, int Known, int BeyondEnd, int Padded, int Hollow, int Short, double Silence, double MedianFilled, ClipAdvice? Advice)
{
    /// <summary>Seconds that a clip may lack without being called short: files end a few samples early.</summary>
    public const double Tolerance = 0.01;

    /// <summary>The share of a further clip that has to be there: less would be mostly silence under the track's label.</summary>
    internal const double LeastOfFurtherClips = 0.5;

    /// <summary>A few tracks are an accident; what is more decides what is learnt.</summary>
    private const int Few = 2;
    private const double Many = 0.05;

    /// <summary>Whether too many tracks are hollow, or more tracks than not are so or end before the clip begins.</summary>
    public bool IsHollow => (Hollow > Few && Hollow > Many * Tracks) || (Hollow + BeyondEnd > Few && 2 * (Hollow + BeyondEnd) > Tracks);

    /// <summary>Whether a reader of results should know it first.</summary>
    public bool IsMuch => Silence >= Many || Short > Many * Tracks || Hollow + BeyondEnd > 0;

    /// <param name="seconds">How long each track lasts; null where that isn't known.</param>
    public static ClipPadding Of(ClipOptions clip, IReadOnlyList<double?> seconds)
    {
        double[] known = [.. seconds.OfType<double>().Order()];
        var (offset, length) = (clip.Offset.TotalSeconds, clip.Length.TotalSeconds);
        double[] heard = [.. known.Where(s => s > offset)];
        double[] filled = [.. heard.Select(s => Math.Min(length, s - offset))];
        double[] padded = [.. filled.Where(f => f < length - Tolerance)];
        var hollow = heard.Zip(filled).Count(t => t.Second < Math.Min(t.First, length) / 2);
        return new(
            seconds.Count, known.Length, known.Length - heard.Length, padded.Length, hollow, filled.Count(f => f < length / 2) - hollow,
            WithoutSound(clip, heard), padded.Length == 0 ? 0 : padded[padded.Length / 2], ClipAdvice.Of(clip, known));
    }

    /// <summary>
    /// The share of the clips' time that holds no sound, 0 to 1: all of the first clip of a track that ends before it; a further clip
    /// counts where there is enough of it to be taken.
    /// </summary>
    internal static double WithoutSound(ClipOptions clip, IReadOnlyList<double> seconds)
    {
        var (length, all, sound) = (clip.Length.TotalSeconds, 0.0, 0.0);
        foreach (var whole in seconds)
            for (var number = 0; number < clip.PerTrack; number++)
            {
                var filled = Math.Clamp(whole - clip.At(number).Offset.TotalSeconds, 0, length);
                if (number > 0 && filled < LeastOfFurtherClips * length) break;
                (all, sound) = (all + length, sound + filled);
            }
        return all == 0 ? 0 : 1 - sound / all;
    }
}
