namespace Gmsa.Experiments.Audio;

/// <summary>The decoders of others that may be used. Which they are decides what can be read, and changes what
/// comes out by a few millionths of full scale at most.</summary>
/// <param name="Sndfile">Whether libsndfile.</param>
/// <param name="Ffmpeg">Where the ffmpeg program is; null: nowhere.</param>
internal sealed record Decoders(bool Sndfile, string? Ffmpeg)
{
    /// <summary>Those that the machine has, or that <c>GMSA_SNDFILE</c> and <c>GMSA_FFMPEG</c> name.</summary>
    public static Decoders Here => new(Audio.Sndfile.Version() is not null, Audio.Ffmpeg.Find());
}
