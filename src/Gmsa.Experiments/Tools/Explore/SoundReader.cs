using Gmsa.Experiments.Audio;

namespace Gmsa.Experiments.Tools;

/// <summary>A part of a file, as it is stored and as it is analysed.</summary>
/// <param name="Native">The mean of the channels at the file's own rate.</param>
/// <param name="Clip">The same at the rate of the analysis.</param>
internal sealed record Sound(AudioFacts Facts, Waveform Native, Waveform Clip);

/// <summary>Reads the part of each file that is explored. Thread-safe.</summary>
internal sealed class SoundReader(int rate, TimeSpan offset, TimeSpan length)
{
    /// <summary>Samples of a whole part at the rate of the analysis.</summary>
    public int Samples => (int)Math.Ceiling(length.TotalSeconds * rate);

    /// <summary>The part in words: "the first 30 s".</summary>
    public string Part => offset == TimeSpan.Zero ? $"the first {Seconds(length)}"
        : $"{Seconds(length)} from {Seconds(offset)} on";

    /// <param name="file">One that <see cref="AudioFile.Find"/> gave.</param>
    /// <exception cref="AudioException">It can't be read.</exception>
    public Sound Read(string file, CancellationToken cancel)
    {
        var facts = AudioFacts.Of(file);
        // Levels are measured before resampling, which moves samples away from full scale or beyond it.
        var native = AudioFile.Read(file, null, offset, length, cancel);
        return new(facts, native, new(Resampler.Between(native.Rate, rate).Resample(native.Samples, cancel), rate));
    }

    private static string Seconds(TimeSpan time) => FormattableString.Invariant($"{time.TotalSeconds:0.###} s");
}
