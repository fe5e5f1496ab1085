using System.Runtime.InteropServices;
using Gmsa.Experiments.Cli.Commands;
using TorchSharp;

namespace Gmsa.Experiments.Tests.Studies;

/// <summary>
/// What the tests' own program does for <c>trial STUDY NUMBER</c>, which a run by <c>launcher: processes</c> starts: the real thing, but in
/// a study with a certain name some numbers behave as badly as a trial can.
/// </summary>
internal static class PlantedTrials
{
    public const string Study = "planted";

    /// <summary>A study of which only the second trial floods its log.</summary>
    public const string Flooding = "flooding";

    public const int TakesMemoryWithoutEnd = 5, LoopsInNativeCode = 6, ThrowsAtOnce = 7, FloodsItsLog = 8;

    public static int Run(string study, string number)
    {
        switch (Path.GetFileName(study).Split('-')[0], int.Parse(number, System.Globalization.CultureInfo.InvariantCulture))
        {
            case (Study, TakesMemoryWithoutEnd):
                TakeMemory();
                break;
            case (Study, LoopsInNativeCode):
                using (var script = torch.jit.compile("def forever(x: int) -> int:\n  while x > 0:\n    x = x % 1000 + 1\n  return x\n"))
                    script.invoke("forever", 1);
                break;
            case (Study, ThrowsAtOnce):
                throw new InvalidOperationException("this trial was made to throw");
            case (Study, FloodsItsLog) or (Flooding, 2):
                for (var i = 0; i < 1_000_000; i++) Console.WriteLine(new string('x', 99));
                break;
        }
        return CommandLine.Run(["trial", study, number]);
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
}
