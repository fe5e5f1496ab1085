namespace Gmsa.Experiments.Audio;

/// <summary>Mono audio.</summary>
/// <param name="Samples">Nominally in -1..1; never NaN or infinite.</param>
/// <param name="Rate">Samples a second, Hz.</param>
public sealed record Waveform(float[] Samples, int Rate)
{
    public TimeSpan Duration => TimeSpan.FromSeconds((double)Samples.Length / Rate);
}

/// <summary>An audio file can't be read. The message is the reason alone, in a few words a person understands, without the path.</summary>
public sealed class AudioException(string reason, Exception? inner = null) : Exception(reason, inner)
{
    /// <summary>True where the file is well, and ends before the part that was asked for.</summary>
    public bool EndsBeforeClip { get; init; }
}
