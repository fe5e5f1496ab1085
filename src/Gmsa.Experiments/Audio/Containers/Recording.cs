namespace Gmsa.Experiments.Audio;

/// <summary>What a file says of itself by its first bytes and its headers, before anything is decoded.</summary>
/// <param name="Seconds">How long it lasts; null where it doesn't say.</param>
internal abstract record Recording(double? Seconds);

/// <summary>Plain samples, which are read here.</summary>
/// <param name="Container">"wav", "aiff", ...</param>
/// <param name="Start">Where the first sample lies.</param>
/// <param name="Bytes">How many there should be; null: to the end of the file.</param>
internal sealed record PlainRecording(string Container, SampleFormat Format, long Start, long? Bytes, double? Seconds)
    : Recording(Seconds);

/// <summary>One or more streams, one after the other, of a codec that libsndfile and ffmpeg decode alike.</summary>
/// <param name="Codec">ffmpeg's name: "mp3", "flac", "vorbis", "opus".</param>
/// <param name="Container">ffmpeg's name: "mp3", "flac", "ogg", "aac".</param>
internal sealed record LinkedRecording(string Codec, string Container, IReadOnlyList<Link> Links) : Recording(
    Links.Sum(link => (double?)link.Frames / link.Rate ?? double.NaN) is var sum && double.IsFinite(sum) ? sum : null);

/// <summary>Whatever is left to ffmpeg as it is.</summary>
/// <param name="IsWhole">Whether its own sizes say that nothing is missing; if not, only decoding all of it tells.</param>
internal sealed record ForeignRecording(bool IsWhole, double? Seconds = null) : Recording(Seconds);

/// <summary>A stream within a file: whole, of one rate and one number of channels.</summary>
/// <param name="Start">Its first byte.</param>
/// <param name="End">Behind its last byte.</param>
/// <param name="Rate">Hz.</param>
/// <param name="Frames">Samples of each channel that are to be heard; null where nothing says it.</param>
internal sealed record Link(long Start, long End, int Rate, int Channels, long? Frames)
{
    /// <summary>Samples before those that are to be heard, which decoders give too: an MP3 encoder's and decoder's delay.</summary>
    public int Lead { get; init; }

    /// <summary>
    /// Whether ffmpeg is to give all that it decodes: it mistakes what is to be cut at the end of a Vorbis of one page.
    /// </summary>
    public bool IsCutHere { get; init; }

    /// <summary>Samples before a place from which decoding has to begin for the place to be right.</summary>
    public int Preroll { get; init; }

    /// <summary>How many bytes libsndfile has to believe in, so that it doesn't guess too few samples; 0: those that there are.</summary>
    public long ClaimedBytes { get; init; }

    /// <summary>Whether libsndfile may decode it.</summary>
    public bool IsForSndfile { get; init; } = true;
}
