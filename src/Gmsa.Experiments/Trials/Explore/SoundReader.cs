using Gmsa.Experiments.Audio;

namespace Gmsa.Experiments.Trials;

/// <summary>A part of a file, as it is stored and as it is analysed.</summary>
/// <param name="Native">The mean of the channels at the file's own rate.</param>
/// <param name="Clip">The same at the rate of the analysis.</param>
internal sealed record Sound(AudioFacts Facts, Waveform Native, Waveform Clip);

/// <summary>Reads the part of each file that is explored. Thread-safe.</summary>
internal sealed class SoundReader(int rate, TimeSpan offset, TimeSpan length)
{
    /// <param name="file">One that <see cref="AudioFile.Find"/> gave.</param>
    /// <exception cref="AudioException">It can't be read.</exception>
    public Sound Read(string file, CancellationToken cancel)
    {
        var facts = AudioFacts.Of(file);
        // Levels are measured before resampling, which moves samples away from full scale or beyond it.
        var native = AudioFile.Read(file, facts.Rate, offset, length, cancel);
        return new(facts, native, new(new Resampler(facts.Rate, rate).Resample(native.Samples, cancel), rate));
    }
}
