namespace Gmsa.Experiments.Audio;

/// <summary>What a file says of itself, before anything is decoded.</summary>
/// <param name="Format">"wav 16 bit", "wav 32 bit float", or the name ffmpeg has for the codec ("mp3", "flac", "vorbis").</param>
/// <param name="Rate">Samples a second as they are stored, Hz.</param>
/// <param name="Channels">At least 1.</param>
/// <param name="BitRate">
/// Bits a second: of the samples, or as the header says it, else those of the whole file; null where neither is known.
/// </param>
/// <param name="Seconds">How long the whole file lasts; null where it doesn't say.</param>
public sealed record AudioFacts(string Format, int Rate, int Channels, double? BitRate, double? Seconds)
{
    /// <param name="file">One that <see cref="AudioFile.Find"/> gave.</param>
    /// <exception cref="AudioException">It is empty, unreadable, broken, has no audio, or needs an ffmpeg that isn't there.</exception>
    public static AudioFacts Of(string file) => AudioFile.Opened(file, stream =>
        WavReader.Header(stream) is var (format, seconds) ? OfWav(format, seconds) : Sndfile.Describe(stream) ?? OfLog(file, stream.Length));

    private static AudioFacts OfWav(WavFormat format, double seconds) => new(
        FormattableString.Invariant($"wav {8 * format.Width} bit{(format.IsFloat ? " float" : "")}"),
        format.Rate, format.Channels, 8.0 * format.FrameBytes * format.Rate, seconds);

    private static AudioFacts OfLog(string file, long bytes)
    {
        var said = Ffmpeg.Describe(file);
        if (said.Audio is not var (codec, rate, channels, bitRate))
            throw new AudioException(said.FirstError is { } error ? $"ffmpeg can't read it: {error}" : WavReader.NoAudio);
        double? seconds = said.Duration is { TotalSeconds: > 0 } time ? time.TotalSeconds : null;
        return new(codec, rate, channels, bitRate ?? 8 * bytes / seconds, seconds);
    }
}
