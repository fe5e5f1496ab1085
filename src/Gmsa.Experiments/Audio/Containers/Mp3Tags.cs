using System.Buffers.Binary;

namespace Gmsa.Experiments.Audio;

/// <summary>What stands behind the frames of an MP3, or between those of two that were joined.</summary>
internal static class Mp3Tags
{
    private const int Id3v1Bytes = 128, ExtendedBytes = 227, ApeBytes = 32, LyricsBytes = 5100;

    /// <summary>Where something else begins: behind any number of ID3, APE and Lyrics3 tags.</summary>
    public static long Behind(Window bytes, long at)
    {
        for (long next; (next = One(bytes, at)) > at && next <= bytes.Length; at = next) { }
        return at;
    }

    private static long One(Window bytes, long at)
    {
        if (bytes.Has(at, "TAG+"u8)) return at + ExtendedBytes;
        if (bytes.Has(at, "TAG"u8)) return at + Id3v1Bytes;
        if (bytes.Has(at, "APETAGEX"u8))
        {
            // Its size counts the footer, which looks like this header but for a flag.
            var tag = bytes.Part(at, ApeBytes);
            return tag.Length < ApeBytes ? at
                : at + ApeBytes + ((tag[23] & 0x20) != 0 ? BinaryPrimitives.ReadUInt32LittleEndian(tag[12..]) : 0);
        }
        if (bytes.Has(at, "LYRICSBEGIN"u8))
            foreach (var end in (string[])["LYRICS200", "LYRICSEND"])
                if (bytes.Part(at, LyricsBytes).IndexOf(System.Text.Encoding.ASCII.GetBytes(end)) is > 0 and var found)
                    return at + found + end.Length;
        return Id3v2(bytes, at);
    }

    /// <summary>Behind an ID3v2 tag, or the same place (id3.org/id3v2.4.0-structure): its size is four bytes of seven bits.</summary>
    public static long Id3v2(Window bytes, long at)
    {
        var tag = bytes.Part(at, 10);
        return tag.Length < 10 || !tag.StartsWith("ID3"u8) ? at
            : at + 10 + ((tag[6] & 127) << 21 | (tag[7] & 127) << 14 | (tag[8] & 127) << 7 | (tag[9] & 127))
                + ((tag[5] & 0x10) != 0 ? 10 : 0);
    }
}
