namespace Gmsa.Experiments.Audio;

/// <summary>What a file says of itself, before anything is decoded.</summary>
/// <param name="Format">
/// "wav 16 bit", "aiff 24 bit", "wav 32 bit float", or the name ffmpeg has for the codec ("mp3", "flac", "vorbis").
/// </param>
/// <param name="Rate">Samples a second as they are stored, Hz; the first ones, where they change.</param>
/// <param name="Channels">At least 1.</param>
/// <param name="BitRate">
/// Bits a second: of the samples, or as the header says it, else those of the whole file; null where neither is known.
/// </param>
/// <param name="Seconds">How long the whole file lasts; null where it doesn't say.</param>
internal sealed record AudioFacts(string Format, int Rate, int Channels, double? BitRate, double? Seconds)
{
    /// <param name="file">One that <see cref="AudioFile.Find"/> gave.</param>
    /// <exception cref="AudioException">
    /// It is empty, unreadable, broken, cut off, has no audio, or needs an ffmpeg that isn't there.
    /// </exception>
    public static AudioFacts Of(string file) => AudioFile.Opened(file, stream => Containers.Inspect(stream) switch
    {
        PlainRecording { Format: var format } plain => new(
            $"{plain.Container} {format.Words}", format.Rate, format.Channels, 8.0 * format.FrameBytes * format.Rate, plain.Seconds),
        LinkedRecording { Links: [var first, ..], Seconds: var seconds } linked =>
            new(linked.Codec, first.Rate, first.Channels, 8 * stream.Length / seconds, seconds),
        _ => OfLog(file, stream.Length),
    });

    private static AudioFacts OfLog(string file, long bytes)
    {
        var said = Ffmpeg.Describe(Ffmpeg.Find() ?? throw Ffmpeg.Missing(file), file);
        if (said.Audio is not var (codec, rate, channels, bitRate))
            throw new AudioException(said.FirstError is { } error ? $"ffmpeg can't read it: {error}" : WavReader.NoAudio);
        double? seconds = said.Duration is { TotalSeconds: > 0 } time ? time.TotalSeconds : null;
        return new(codec, rate, channels, bitRate ?? 8 * bytes / seconds, seconds);
    }
}
