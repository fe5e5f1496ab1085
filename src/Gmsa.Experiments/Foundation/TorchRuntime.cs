using System.Runtime.InteropServices;
using TorchSharp;

namespace Gmsa.Experiments.Foundation;

/// <summary>
/// Torch sums in another order with another number of threads, so everything here runs it on one: cores are used by
/// running trials side by side.
/// </summary>
internal static class TorchRuntime
{
    // The number of threads that share out whole operations may be set once in a process; a second call throws.
    static TorchRuntime()
    {
        if (torch.get_num_interop_threads() != 1) torch.set_num_interop_threads(1);
        if (OperatingSystem.IsLinux()) KeepMemory();
    }

    /// <summary>
    /// Torch asks for megabytes and gives them back with every operation. glibc would hand them to the system each time and fetch
    /// fresh pages for the next, which takes as long as a song's Fourier transforms do; so it keeps up to this much. Other C
    /// libraries have no such call.
    /// </summary>
    private static void KeepMemory()
    {
        const int TrimThreshold = -1, MapThreshold = -3; // malloc.h
        try
        {
            _ = mallopt(MapThreshold, 32 << 20);
            _ = mallopt(TrimThreshold, 256 << 20);
        }
        catch (EntryPointNotFoundException)
        {
        }
        catch (DllNotFoundException)
        {
        }
    }

    [DllImport("libc.so.6")]
    private static extern int mallopt(int parameter, int value);

    /// <summary>Whether torch works here, and what it is or why it doesn't.</summary>
    public static (bool Ok, string Found) Describe()
    {
        try
        {
            UseOneThread();
            using var sum = torch.ones(2).sum();
            return sum.item<float>() == 2
                ? (true, $"libtorch through TorchSharp {typeof(torch).Assembly.GetName().Version!.ToString(3)}, CPU")
                : (false, "it adds wrongly");
        }
        catch (Exception error) when (error is TypeInitializationException or DllNotFoundException or NotSupportedException
            or System.Runtime.InteropServices.ExternalException)
        {
            return (false, error.GetBaseException().Message);
        }
    }

    /// <summary>Called before torch is used on a thread: OpenMP keeps its number of threads for each calling thread by itself.</summary>
    public static void UseOneThread() => torch.set_num_threads(1);
}
