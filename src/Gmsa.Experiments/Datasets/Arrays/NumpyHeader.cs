using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Gmsa.Experiments.Datasets;

/// <summary>
/// The head of a .npy file of version 1.0 (numpy.org/neps/nep-0001-npy-format.html): what its numbers are and how many, in row-major
/// order.
/// </summary>
/// <param name="Type">NumPy's name of little-endian numbers: <c>&lt;f4</c> (float32) or <c>&lt;f2</c> (float16).</param>
internal sealed partial record NumpyHeader(string Type, IReadOnlyList<long> Shape)
{
    public const string Float32 = "<f4", Float16 = "<f2";
    private static readonly byte[] Magic = [.. Name, 1, 0];

    /// <summary>How every .npy file begins.</summary>
    public static ReadOnlySpan<byte> Name => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    public static string TypeOf(Precision precision) => precision == Precision.Float16 ? Float16 : Float32;

    /// <summary>How many numbers there are; null where an array of this program can't hold them.</summary>
    public int? Count
    {
        get
        {
            var count = 1L;
            foreach (var size in Shape)
            {
                if (count > 0 && size > Array.MaxLength / count) return null;
                count *= size;
            }
            return (int)count;
        }
    }

    /// <summary>The bytes up to the first number, a multiple of 64, so that the numbers can be mapped.</summary>
    /// <param name="atLeast">Room for a shape that grows.</param>
    public byte[] Bytes(int atLeast = 0)
    {
        var sizes = string.Join(", ", Shape.Select(size => size.ToString(CultureInfo.InvariantCulture)));
        // A shape of one dimension keeps its comma: it is a Python tuple.
        var text = $"{{'descr': '{Type}', 'fortran_order': False, 'shape': ({sizes}{(Shape.Count == 1 ? "," : "")}), }}";
        var length = Math.Max(atLeast, (Magic.Length + 2 + text.Length + 64) / 64 * 64) - Magic.Length - 2;
        return [.. Magic, (byte)length, (byte)(length >> 8), .. Encoding.ASCII.GetBytes(text.PadRight(length - 1) + "\n")];
    }

    /// <summary>Reads the head and leaves the stream at the first number.</summary>
    /// <exception cref="InvalidDataException">It is no such head, or of other numbers.</exception>
    public static NumpyHeader Read(Stream stream)
    {
        var start = new byte[Magic.Length + 2];
        if (stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || !start.AsSpan().StartsWith(Magic))
            throw new InvalidDataException("not a version 1.0 .npy file");
        var header = new byte[start[^2] | start[^1] << 8];
        if (stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length)
            throw new InvalidDataException("its header is cut off");
        var match = Dictionary().Match(Encoding.ASCII.GetString(header));
        if (!match.Success)
            throw new InvalidDataException("not a little-endian float32 or float16 array in row-major order, of at most 64 dimensions");
        var sizes = match.Groups[2].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return new(match.Groups[1].Value, Array.ConvertAll(sizes, size => long.TryParse(
            size, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            ? n
            : throw new InvalidDataException($"its shape has a size of {size}")));
    }

    // At most 64 dimensions, as NumPy has: what a header may cost is then bounded.
    [GeneratedRegex(@"^\{'descr': '(<f[24])', 'fortran_order': False, 'shape': \(((?:\d{1,20}, ){0,63}(?:\d{1,20},?)?)\),? *\} *\n?$")]
    private static partial Regex Dictionary();
}
