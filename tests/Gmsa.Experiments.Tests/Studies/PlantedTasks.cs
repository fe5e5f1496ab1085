using System.Runtime.InteropServices;
using Gmsa.Experiments.Cli.Commands;
using TorchSharp;

namespace Gmsa.Experiments.Tests.Studies;

/// <summary>
/// What the tests' own program does for <c>task STUDY WORDS</c>, which a run by <c>launcher: processes</c> starts: the real thing, but in
/// a study with a certain name some tasks behave as badly as one can.
/// </summary>
internal static class PlantedTasks
{
    public const string Study = "planted";

    /// <summary>A study of which only the second trial floods its log.</summary>
    public const string Flooding = "flooding";

    public const int TakesMemoryWithoutEnd = 5, LoopsInNativeCode = 6, ThrowsAtOnce = 7, FloodsItsLog = 8;

    /// <summary>A study of which the ends of arms behave badly, each in its own way.</summary>
    public const string Ends = "ends";

    public static int Run(string study, string[] words)
    {
        switch (Path.GetFileName(study).Split('-')[0], string.Join(' ', words))
        {
            case (Study, "trial 5") or (Ends, "model 2"):
                TakeMemory();
                break;
            case (Ends, "model 3") or (Ends, "test 4 2") or (Ends, "ensemble 5 1"):
                abort();
                break;
            case (Study, "trial 6"):
                using (var script = torch.jit.compile("def forever(x: int) -> int:\n  while x > 0:\n    x = x % 1000 + 1\n  return x\n"))
                    script.invoke("forever", 1);
                break;
            case (Study, "trial 7"):
                throw new InvalidOperationException("this trial was made to throw");
            case (Study, "trial 8") or (Flooding, "trial 2"):
                for (var i = 0; i < 1_000_000; i++) Console.WriteLine(new string('x', 99));
                break;
        }
        return CommandLine.Run(["task", study, .. words]);
    }

    /// <summary>Memory that the collector doesn't see; not so fast that whoever watches could miss it.</summary>
    private static void TakeMemory()
    {
        const int Block = 4_000_000;
        for (var i = 0; i < 2000; i++)
        {
            Marshal.Copy(new byte[Block], 0, Marshal.AllocHGlobal(Block), Block);
            Thread.Sleep(5);
        }
    }

    [DllImport("libc")]
    private static extern void abort();
}
