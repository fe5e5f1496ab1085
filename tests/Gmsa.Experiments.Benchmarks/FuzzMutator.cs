using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Benchmarks;

/// <summary>
/// Changes a file a little: bits, bytes, boundary numbers, words, parts left out, doubled or exchanged with another file's; now and then
/// a part is repeated until the file is large, so that what costs too much a byte shows.
/// </summary>
/// <param name="words">Of the file's kind. Changes prefer the places where they stand.</param>
/// <param name="repair">Makes the sizes that a file says true.</param>
internal sealed class FuzzMutator(SplitMix64 random, IReadOnlyList<byte[]> words, Func<byte[], byte[]>? repair)
{
    private const int SmallestBloated = 1 << 13;
    private static readonly ulong[] Boundaries =
        [0, 1, 2, 7, 8, 16, 255, 256, 1 << 15, 65535, 65536, int.MaxValue - 1, int.MaxValue, 1UL << 31, uint.MaxValue - 1, uint.MaxValue,
         1UL << 32, 0x7FFF_0000, 0xFFFF_0000, long.MaxValue, 1UL << 63, ulong.MaxValue];
    private static readonly string[] Numbers =
        ["", "-1", "0", "1", "3", "32", "65536", "2147483647", "2147483648", "4294967296", "9223372036854775807", "9223372036854775808",
         "99999999999999999999"];

    private readonly List<int> places = [];

    public byte[] Mutate(byte[] file, byte[] other)
    {
        var isBloated = random.NextInt(64) == 0;
        if (isBloated) file = Bloat(file);
        for (var left = isBloated ? random.NextInt(2) : 1 << random.NextInt(4); left > 0; left--) file = Once(file, other);
        return repair is not null && random.NextInt(isBloated ? 2 : 3) == 0 ? repair(file) : file;
    }

    private byte[] Once(byte[] file, byte[] other)
    {
        if (file.Length == 0) return Word();
        FindPlaces(file);
        var (from, to) = (Place(file), Place(file));
        if (from > to) (from, to) = (to, from);
        return random.NextInt(11) switch
        {
            0 => Changed(file, from, (byte)(1 << random.NextInt(8)), isFlip: true),
            1 => Changed(file, random.NextInt(file.Length), (byte)random.NextUInt64(), isFlip: false),
            2 or 3 => Overwritten(file, from + random.NextInt(3) * 2, Boundary()),
            4 => [.. file.AsSpan(0, from), .. file.AsSpan(to)],
            5 => file[..to],
            6 => [.. file.AsSpan(0, to), .. file.AsSpan(from)],
            7 => [.. file.AsSpan(0, from), .. Word(), .. file.AsSpan(random.NextInt(2) == 0 ? from : to)],
            8 => Overwritten(file, from, Word()),
            9 => OtherNumber(file, from),
            _ => Spliced(file, from, other),
        };
    }

    private byte[] Word() => words[random.NextInt(words.Count)];

    /// <summary>Where a word begins or ends.</summary>
    private void FindPlaces(ReadOnlySpan<byte> file)
    {
        places.Clear();
        var head = file[..Math.Min(file.Length, 4096)];
        foreach (var word in words)
            for (var at = 0; head[at..].IndexOf(word) is >= 0 and var step; at += step + word.Length)
                places.AddRange([at + step, at + step + word.Length]);
    }

    private int Place(byte[] file) => places.Count > 0 && random.NextInt(4) > 0
        ? Math.Min(places[random.NextInt(places.Count)] + (random.NextInt(2) == 0 ? 0 : random.NextInt(5) * 4), file.Length)
        : random.NextInt(file.Length + 1);

    private byte[] Boundary()
    {
        var bytes = new byte[8];
        var value = Boundaries[random.NextInt(Boundaries.Length)];
        if (random.NextInt(4) == 0) BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        else BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        return bytes[..(1 << random.NextInt(4))];
    }

    private static byte[] Changed(byte[] file, int at, byte with, bool isFlip)
    {
        byte[] changed = [.. file];
        if (at < file.Length) changed[at] = isFlip ? (byte)(changed[at] ^ with) : with;
        return changed;
    }

    private static byte[] Overwritten(byte[] file, int at, byte[] with)
    {
        byte[] changed = [.. file];
        at = Math.Min(at, file.Length);
        with.AsSpan(0, Math.Min(with.Length, file.Length - at)).CopyTo(changed.AsSpan(at));
        return changed;
    }

    /// <summary>Another number in digits, in place of the next one.</summary>
    private byte[] OtherNumber(byte[] file, int from)
    {
        var start = file.AsSpan(from).IndexOfAnyInRange((byte)'0', (byte)'9');
        if (start < 0) return file;
        var length = file.AsSpan(from + start).IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        var number = random.NextInt(4) == 0
            ? random.NextUInt64().ToString(CultureInfo.InvariantCulture)
            : Numbers[random.NextInt(Numbers.Length)];
        var behind = length < 0 ? [] : file.AsSpan(from + start + length);
        return [.. file.AsSpan(0, from + start), .. Encoding.ASCII.GetBytes(number), .. behind];
    }

    private byte[] Spliced(byte[] file, int from, byte[] other)
    {
        var (start, end) = (random.NextInt(other.Length + 1), random.NextInt(other.Length + 1));
        if (start > end) (start, end) = (end, start);
        return [.. file.AsSpan(0, from), .. other.AsSpan(start, end - start), .. random.NextInt(2) == 0 ? [] : file.AsSpan(from)];
    }

    /// <summary>A word or a part, best between two places, as often as it takes to make the file large.</summary>
    private byte[] Bloat(byte[] file)
    {
        if (file.Length is 0 or > SmallestBloated) return file;
        FindPlaces(file);
        var (from, to) = (Place(file), Place(file));
        if (from > to) (from, to) = (to, from);
        if (from == to) (from, to) = (0, file.Length);
        var part = random.NextInt(2) == 0 ? Word() : file.AsSpan(from, to - from);
        var size = SmallestBloated << random.NextInt(9); // up to 2 MiB
        var times = (size - random.NextInt(size / 2)) / part.Length;
        var bloated = new byte[file.Length + times * part.Length];
        file.AsSpan(0, from).CopyTo(bloated);
        for (var i = 0; i < times; i++) part.CopyTo(bloated.AsSpan(from + i * part.Length));
        file.AsSpan(from).CopyTo(bloated.AsSpan(from + times * part.Length));
        return bloated;
    }
}
