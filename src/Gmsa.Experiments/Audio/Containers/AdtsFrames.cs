namespace Gmsa.Experiments.Audio;

/// <summary>Raw AAC (ADTS, ISO 13818-7): walks its frames, and parts it where rate or channels change.</summary>
internal static class AdtsFrames
{
    private const int HeadBytes = 7, FewestFrames = 2;

    private static readonly int[] Rates =
        [96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8000, 7350];

    /// <summary>Null where it is none, or has gaps.</summary>
    public static Recording? Inspect(Window bytes)
    {
        var at = Mp3Frames.AfterTags(bytes);
        var links = new List<Link>();
        var (start, kind, frames) = (at, -1, 0);
        while (Frame(bytes, at) is var (length, here) && at + length <= bytes.Length)
        {
            if (kind != -1 && here != kind)
            {
                links.Add(Link(start, at, kind));
                start = at;
            }
            (at, kind, frames) = (at + length, here, frames + 1);
        }
        if (frames < FewestFrames || !Mp3Frames.IsTail(bytes, at)) return null;
        if (links.Count == 0) return new ForeignRecording(IsWhole: true);
        links.Add(Link(start, at, kind));
        return new LinkedRecording("aac", "aac", links);
    }

    private static Link Link(long start, long end, int kind) =>
        new(start, end, Rates[kind >> 3], (kind & 7) == 7 ? 8 : kind & 7, null) { IsForSndfile = false };

    /// <summary>Its length, and what must not change: rate and channels.</summary>
    private static (int Length, int Kind)? Frame(Window bytes, long at)
    {
        var head = bytes.Part(at, HeadBytes);
        if (head.Length < HeadBytes || head[0] != 0xFF || (head[1] & 0xF6) != 0xF0) return null;
        var (rate, channels) = (head[2] >> 2 & 15, (head[2] & 1) << 2 | head[3] >> 6);
        var length = (head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5;
        return rate < Rates.Length && length > HeadBytes ? (length, rate << 3 | channels) : null;
    }
}
