using System.Buffers.Binary;

namespace Gmsa.Experiments.Audio;

/// <summary>
/// What the header frame of an MP3 says, which holds no sound: the tag of Xing, LAME and others (gabriel.mp3-tech.org/mp3infotag.html).
/// </summary>
/// <param name="Frames">Behind it; null where it doesn't say.</param>
/// <param name="Bytes">From its own first one; null where it doesn't say.</param>
/// <param name="Lead">Samples at the start that are the encoder's and the decoder's delay; 0 where it doesn't say.</param>
/// <param name="Padding">Samples at the end, less what the decoder's delay takes of them.</param>
internal sealed record Mp3Header(uint? Frames, uint? Bytes, int Lead, int Padding)
{
    private const int DecoderDelay = 528 + 1;
    private const int ContentsBytes = 100, QualityBytes = 4;

    private const int VbriAt = 32; // whatever the side information

    /// <param name="body">Behind the frame's head.</param>
    public static Mp3Header? Of(Window bytes, long body, int sideInformation)
    {
        if (bytes.Has(body + VbriAt, "VBRI"u8)) // name, version, delay, quality, bytes, frames
            return new(bytes.Word(body + VbriAt + 14) is > 0 and var count ? count : null, null, 0, 0);
        var at = body + sideInformation;
        var tag = bytes.Part(at, 8);
        if (tag.Length < 8 || !(tag.StartsWith("Xing"u8) || tag.StartsWith("Info"u8))) return null;
        var flags = BinaryPrimitives.ReadUInt32BigEndian(tag[4..]);
        uint? frames = null, size = null;
        var next = at + 8;
        if ((flags & 1) != 0) (frames, next) = (bytes.Word(next), next + 4);
        if ((flags & 2) != 0) (size, next) = (bytes.Word(next), next + 4);
        next += ((flags & 4) != 0 ? ContentsBytes : 0) + ((flags & 8) != 0 ? QualityBytes : 0);
        // Of other encoders the same bytes may be anything.
        var isKnown = bytes.Has(next, "LAME"u8) || bytes.Has(next, "Lavf"u8) || bytes.Has(next, "Lavc"u8);
        var delays = isKnown ? bytes.Word(next + 20) & 0xFF_FFFF : 0; // 21 bytes on: twice 12 bits
        return new(frames is 0 ? null : frames, size is 0 ? null : size,
            isKnown ? (int)(delays >> 12) + DecoderDelay : 0, isKnown ? (int)(delays & 0xFFF) - DecoderDelay : 0);
    }
}
