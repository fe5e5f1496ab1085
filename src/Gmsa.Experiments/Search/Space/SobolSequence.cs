using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Search;

/// <summary>
/// Sobol's sequence with the direction numbers of Joe and Kuo (new-joe-kuo-6: "Constructing Sobol sequences with better two-dimensional
/// projections", SIAM J. Sci. Comput. 30, 2008), scrambled as Owen does by hashing (Burley, "Practical hash-based Owen scrambling", JCGT
/// 9(4), 2020, with the hash of Laine and Karras): any 2^k points from a multiple of 2^k on have one in each of the 2^k strata of every
/// coordinate. The table has 64 coordinates; later ones are those again with the points in another scrambled order.
/// </summary>
internal sealed class SobolSequence
{
    public const int TableCoordinates = 64;
    private const int Bits = 32;

    private readonly uint seed;

    public SobolSequence(Seed seed) => this.seed = (uint)seed.Value ^ (uint)(seed.Value >> 32);

    /// <summary>A coordinate, from 0 on, of the point called <paramref name="index"/>, from 0 on: in [0, 1).</summary>
    public double this[int index, int coordinate]
    {
        get
        {
            var (block, column) = Math.DivRem(coordinate, TableCoordinates);
            var point = block == 0 ? (uint)index : Scramble((uint)index, Mix(seed, 0x51633E2D + (uint)block));
            return Scramble(Sobol(point, column), Mix(seed, (uint)coordinate)) * (1.0 / (1UL << Bits));
        }
    }

    private static uint Sobol(uint index, int coordinate)
    {
        var bits = 0u;
        for (var i = 0; index != 0; index >>= 1, i++)
            if ((index & 1) != 0) bits ^= Directions[coordinate * Bits + i];
        return bits;
    }

    /// <summary>Owen's scrambling: each bit is flipped or not by a hash of the bits above it.</summary>
    private static uint Scramble(uint bits, uint seed)
    {
        var x = Reverse(bits);
        x += seed;
        x ^= x * 0x6C50B47Cu;
        x ^= x * 0xB82F1E52u;
        x ^= x * 0xC7AFE638u;
        x ^= x * 0x8D22F6E6u;
        return Reverse(x);
    }

    private static uint Reverse(uint x)
    {
        x = ((x >> 1) & 0x55555555u) | ((x & 0x55555555u) << 1);
        x = ((x >> 2) & 0x33333333u) | ((x & 0x33333333u) << 2);
        x = ((x >> 4) & 0x0F0F0F0Fu) | ((x & 0x0F0F0F0Fu) << 4);
        return System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(x);
    }

    private static uint Mix(uint seed, uint number) => (uint)(new Seed(((ulong)seed << 32) | number).Generator().NextUInt64() >> 32);

    private static readonly uint[] Directions = Expand();

    /// <summary>
    /// Bratley and Fox's recurrence: 32 direction numbers from a primitive polynomial's degree, coefficients and first numbers.
    /// </summary>
    private static uint[] Expand()
    {
        var (table, directions) = (Table, new uint[TableCoordinates * Bits]);
        // The first coordinate is van der Corput's sequence.
        for (var i = 0; i < Bits; i++) directions[i] = 1u << (Bits - 1 - i);
        for (var row = 0; row < table.Length; row++)
        {
            var (degree, coefficients) = (table[row][0], (uint)table[row][1]);
            var v = directions.AsSpan((row + 1) * Bits, Bits);
            for (var i = 0; i < degree; i++) v[i] = (uint)table[row][2 + i] << (Bits - 1 - i);
            for (var i = degree; i < Bits; i++)
            {
                v[i] = v[i - degree] ^ (v[i - degree] >> degree);
                for (var k = 1; k < degree; k++)
                    if (((coefficients >> (degree - 1 - k)) & 1) != 0) v[i] ^= v[i - k];
            }
        }
        return directions;
    }

    /// <summary>Coordinates 2 to 64 of new-joe-kuo-6.21201: the polynomial's degree s, its coefficients a, then m_1 to m_s.</summary>
    private static int[][] Table =>
    [
        [1, 0, 1],
        [2, 1, 1, 3],
        [3, 1, 1, 3, 1],
        [3, 2, 1, 1, 1],
        [4, 1, 1, 1, 3, 3],
        [4, 4, 1, 3, 5, 13],
        [5, 2, 1, 1, 5, 5, 17],
        [5, 4, 1, 1, 5, 5, 5],
        [5, 7, 1, 1, 7, 11, 19],
        [5, 11, 1, 1, 5, 1, 1],
        [5, 13, 1, 1, 1, 3, 11],
        [5, 14, 1, 3, 5, 5, 31],
        [6, 1, 1, 3, 3, 9, 7, 49],
        [6, 13, 1, 1, 1, 15, 21, 21],
        [6, 16, 1, 3, 1, 13, 27, 49],
        [6, 19, 1, 1, 1, 15, 7, 5],
        [6, 22, 1, 3, 1, 15, 13, 25],
        [6, 25, 1, 1, 5, 5, 19, 61],
        [7, 1, 1, 3, 7, 11, 23, 15, 103],
        [7, 4, 1, 3, 7, 13, 13, 15, 69],
        [7, 7, 1, 1, 3, 13, 7, 35, 63],
        [7, 8, 1, 3, 5, 9, 1, 25, 53],
        [7, 14, 1, 3, 1, 13, 9, 35, 107],
        [7, 19, 1, 3, 1, 5, 27, 61, 31],
        [7, 21, 1, 1, 5, 11, 19, 41, 61],
        [7, 28, 1, 3, 5, 3, 3, 13, 69],
        [7, 31, 1, 1, 7, 13, 1, 19, 1],
        [7, 32, 1, 3, 7, 5, 13, 19, 59],
        [7, 37, 1, 1, 3, 9, 25, 29, 41],
        [7, 41, 1, 3, 5, 13, 23, 1, 55],
        [7, 42, 1, 3, 7, 3, 13, 59, 17],
        [7, 50, 1, 3, 1, 3, 5, 53, 69],
        [7, 55, 1, 1, 5, 5, 23, 33, 13],
        [7, 56, 1, 1, 7, 7, 1, 61, 123],
        [7, 59, 1, 1, 7, 9, 13, 61, 49],
        [7, 62, 1, 3, 3, 5, 3, 55, 33],
        [8, 14, 1, 3, 1, 15, 31, 13, 49, 245],
        [8, 21, 1, 3, 5, 15, 31, 59, 63, 97],
        [8, 22, 1, 3, 1, 11, 11, 11, 77, 249],
        [8, 38, 1, 3, 1, 11, 27, 43, 71, 9],
        [8, 47, 1, 1, 7, 15, 21, 11, 81, 45],
        [8, 49, 1, 3, 7, 3, 25, 31, 65, 79],
        [8, 50, 1, 3, 1, 1, 19, 11, 3, 205],
        [8, 52, 1, 1, 5, 9, 19, 21, 29, 157],
        [8, 56, 1, 3, 7, 11, 1, 33, 89, 185],
        [8, 67, 1, 3, 3, 3, 15, 9, 79, 71],
        [8, 70, 1, 3, 7, 11, 15, 39, 119, 27],
        [8, 84, 1, 1, 3, 1, 11, 31, 97, 225],
        [8, 97, 1, 1, 1, 3, 23, 43, 57, 177],
        [8, 103, 1, 3, 7, 7, 17, 17, 37, 71],
        [8, 115, 1, 3, 1, 5, 27, 63, 123, 213],
        [8, 122, 1, 1, 3, 5, 11, 43, 53, 133],
        [9, 8, 1, 3, 5, 5, 29, 17, 47, 173, 479],
        [9, 13, 1, 3, 3, 11, 3, 1, 109, 9, 69],
        [9, 16, 1, 1, 1, 5, 17, 39, 23, 5, 343],
        [9, 22, 1, 3, 1, 5, 25, 15, 31, 103, 499],
        [9, 25, 1, 1, 1, 11, 11, 17, 63, 105, 183],
        [9, 44, 1, 1, 5, 11, 9, 29, 97, 231, 363],
        [9, 47, 1, 1, 5, 15, 19, 45, 41, 7, 383],
        [9, 52, 1, 3, 7, 7, 31, 19, 83, 137, 221],
        [9, 55, 1, 1, 1, 3, 23, 15, 111, 223, 83],
        [9, 59, 1, 1, 5, 13, 31, 15, 55, 25, 161],
        [9, 62, 1, 1, 3, 13, 25, 47, 39, 87, 257],
    ];
}
