using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Gmsa.Experiments.Foundation;

/// <summary>
/// A seed and the way to make others from it. Everything random takes a seed derived from the experiment's by the path of the thing
/// it is for (<c>seed.Derive("split")</c>, <c>seed.Derive("mood8-seedCnn/fold-2/trial-3")</c>), so that no result
/// depends on what ran before it.
/// </summary>
public readonly record struct Seed(ulong Value)
{
    /// <summary>
    /// The seed of the thing called <paramref name="path"/>: the first 8 bytes of SHA-256 over this seed and the path in UTF-8.
    /// </summary>
    public Seed Derive(string path)
    {
        var bytes = new byte[8 + Encoding.UTF8.GetByteCount(path)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Value);
        Encoding.UTF8.GetBytes(path, bytes.AsSpan(8));
        return new(BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(bytes)));
    }

    /// <summary>A fresh generator that starts from this seed.</summary>
    public SplitMix64 Generator() => new(Value);

    /// <summary>This seed as a positive number of 31 bits, for libraries that take an <see cref="int"/>.</summary>
    public int ToInt32() => (int)(Value & int.MaxValue);
}
