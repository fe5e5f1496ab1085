using System.Text;

namespace Gmsa.Experiments.Tests.Fuzz;

/// <summary>The words each kind of file is made of.</summary>
internal static class FuzzWords
{
    public static IReadOnlyList<byte[]> Wav { get; } = All("RIFF", "RF64", "BW64", "WAVE", "fmt ", "data", "ds64", "LIST", "JUNK");

    public static IReadOnlyList<byte[]> Npy { get; } =
        All("\u0093NUMPY\u0001\0", "{'descr': '", "<f4", "<f2", "', 'fortran_order': False, 'shape': (", "), ", ", ", "0, ", "}",
            "\n", " ");

    public static IReadOnlyList<byte[]> Index { get; } =
        All("sha256,seconds,whole,values,line\n",
            ",00000.000000,", "    Infinity", "         NaN", "   -Infinity", ",0\n", ",1\n", "\n", new('a', 64));

    public static IReadOnlyList<byte[]> Recipe { get; } =
        All("{", "}", "\"kind\"", ":", "\"mel\"", "\u00EF\u00BB\u00BF", "\u00FF\u00FE", "\n");

    public static IReadOnlyList<byte[]> Mp3 { get; } =
        All("ID3", "ID3\u0004\0\0\0\0\0\0", "TAG", "Xing", "Info", "\0\0\0\u0003",
            "\u00FF\u00FB\u0090\u0064", "\u00FF\u00F3\u0040\u00C4", "\u00FF\u00E3\u0018\u00C4");

    public static IReadOnlyList<byte[]> Hashes { get; } = All(" ", "\n", "\r\n", " 0 0 ", "\u00FF", new('a', 64));

    private static byte[][] All(params string[] words) => [.. words.Select(Encoding.Latin1.GetBytes)];
}
