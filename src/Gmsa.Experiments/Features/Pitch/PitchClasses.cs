namespace Gmsa.Experiments.Features;

/// <summary>
/// How loud each of the twelve pitch classes is, from C to B: the sum of a <see cref="ConstantQ"/> transform of 36 bins an octave over all
/// octaves, the three bins around each semitone together (librosa's <c>filters.cq_to_chroma</c>). As many octaves as fit, 7 at most.
/// </summary>
internal sealed record PitchClasses(int SampleRate, int Hop)
{
    public const int Count = 12;
    public const int BinsPerClass = 3;

    public static IReadOnlyList<string> Names { get; } = ["C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"];

    /// <summary>The direction of a feature map that runs over pitch classes.</summary>
    public static Axis Axis { get; } = new("pitch class", "", Names);

    private readonly ConstantQ transform = new(SampleRate, Count * BinsPerClass,
        ConstantQ.OctavesAt(SampleRate, Count * BinsPerClass), Hop);

    /// <summary>Sums of magnitudes, [12, frames], as a copy of one's own.</summary>
    public double[] Of(Spectra spectra)
    {
        var frames = ConstantQ.Frames(spectra.Samples, Hop);
        var (bins, sums) = (spectra.Magnitudes(transform), new double[Count * frames]);
        for (var bin = 0; bin < transform.Bins; bin++)
        {
            var pitchClass = (bin + BinsPerClass / 2) / BinsPerClass % Count;
            for (var frame = 0; frame < frames; frame++) sums[pitchClass * frames + frame] += bins[bin * frames + frame];
        }
        return sums;
    }
}
