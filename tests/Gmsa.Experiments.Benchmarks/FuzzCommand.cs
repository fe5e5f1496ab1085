using System.Globalization;

namespace Gmsa.Experiments.Benchmarks;

/// <summary>The options of <c>fuzz</c>.</summary>
internal static class FuzzCommand
{
    public const string Usage =
        "       fuzz [--minutes 30] [--seed 1] [--out FOLDER]    gives the readers of WAV, .npy and other files what they don't expect";

    public static int Run(string[] options)
    {
        var (minutes, seed, folder) = (30.0, 1UL, Path.Combine(Path.GetTempPath(), "gmsa-fuzz"));
        for (var i = 0; i < options.Length; i += 2)
        {
            var value = i + 1 < options.Length ? options[i + 1] : "";
            var isKnown = options[i] switch
            {
                "--minutes" => double.TryParse(value, CultureInfo.InvariantCulture, out minutes) && minutes >= 0,
                "--seed" => ulong.TryParse(value, CultureInfo.InvariantCulture, out seed),
                "--out" => (folder = value).Length > 0,
                _ => false,
            };
            if (isKnown) continue;
            Console.Error.WriteLine($"{options[i]} {value}: unknown, or not a number. Known: {Usage.Trim()}");
            return 2;
        }
        return Fuzz.Run(minutes, seed, folder);
    }
}
