using System.Numerics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Gmsa.Experiments.Benchmarks;

/// <summary>
/// Which branches of the library an execution took, where it was instrumented by SharpFuzz (github.com/Metalnem/sharpfuzz): in the build's
/// folder, <c>sharpfuzz Gmsa.Experiments.dll Gmsa.Experiments.Audio. Gmsa.Experiments.Datasets.</c>, and its SharpFuzz.Common.dll beside.
/// A counter for a branch and its predecessor, as AFL's, in powers of two. Without, it knows nothing, and no package is needed.
/// </summary>
internal sealed unsafe class FuzzCoverage
{
    private const int Size = 1 << 16;
    private readonly byte* counters = (byte*)NativeMemory.AllocZeroed(Size);
    private readonly Dictionary<string, byte[]> seen = [];

    public FuzzCoverage()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "SharpFuzz.Common.dll");
        if (!File.Exists(path)) return;
        var trace = AssemblyLoadContext.Default.LoadFromAssemblyPath(path).GetType("SharpFuzz.Common.Trace", throwOnError: true)!;
        trace.GetField("SharedMem", BindingFlags.Public | BindingFlags.Static)!.SetValue(null, Pointer.Box(counters, typeof(byte*)));
        IsThere = true;
    }

    public bool IsThere { get; }

    public void Clear()
    {
        if (IsThere) new Span<byte>(counters, Size).Clear();
    }

    /// <summary>
    /// Whether a branch was taken, or was taken so often (to a power of two), as by no execution remembered under
    /// <paramref name="what"/>; and remembers it there.
    /// </summary>
    public bool IsNew(string what, bool countsMatter = true)
    {
        if (!IsThere) return false;
        if (!seen.TryGetValue(what, out var steps)) seen[what] = steps = new byte[Size];
        var isNew = false;
        var words = (ulong*)counters;
        for (var word = 0; word < Size / sizeof(ulong); word++)
        {
            if (words[word] == 0) continue;
            for (var i = word * sizeof(ulong); i < (word + 1) * sizeof(ulong); i++)
            {
                if (counters[i] == 0) continue;
                var step = (byte)(countsMatter ? 1 << BitOperations.Log2(counters[i]) : 1);
                isNew |= (steps[i] & step) == 0;
                steps[i] |= step;
            }
        }
        return isNew;
    }

    /// <summary>How many branches are remembered.</summary>
    public int Branches(string what) => seen.TryGetValue(what, out var steps) ? steps.Count(step => step != 0) : 0;
}
