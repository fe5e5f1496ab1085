using System.Globalization;

namespace Gmsa.Experiments.Foundation;

/// <summary>
/// What a machine's processors take, as Linux tells it (RAPL): the counters of whole processor packages, <c>intel-rapl:N/energy_uj</c> (of
/// AMD's too), in microjoules. They count for every program at once, leave out memory and cards, and begin again at
/// <c>max_energy_range_uj</c>, after a quarter of an hour of hard work on some.
/// </summary>
internal sealed class EnergyMeter : IDisposable
{
    /// <summary>Where Linux has them. Most systems let only root read them.</summary>
    public const string Powercap = "/sys/class/powercap";

    // Twice in the shortest time in which a counter can begin again, and more.
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private readonly Counter[] counters;
    private readonly Timer heart;
    private double joules;
    private bool isLost;

    private EnergyMeter(Counter[] counters)
    {
        this.counters = counters;
        heart = new(_ => Look(), null, Beat, Beat);
    }

    /// <summary>Begins to count; null where the machine has no counters or doesn't let them be read.</summary>
    /// <param name="root">The folder that stands for <see cref="Powercap"/>.</param>
    public static EnergyMeter? Start(string root = Powercap)
    {
        try
        {
            if (!Directory.Exists(root)) return null;
            Counter[] counters = [.. Directory.GetDirectories(root, "intel-rapl:*").Where(IsPackage).Select(Counter.Of)];
            return counters.Length > 0 ? new(counters) : null;
        }
        catch (Exception error) when (IsUnreadable(error))
        {
            return null;
        }
    }

    /// <summary>Joules since the start, or since they were last taken; null where a counter could not be read any more.</summary>
    public double? Take()
    {
        lock (gate)
        {
            Look();
            if (isLost) return null;
            var taken = joules;
            joules = 0;
            return taken;
        }
    }

    public void Dispose() => heart.Dispose();

    /// <summary>Adds up what the counters did since they were last read.</summary>
    internal void Look()
    {
        lock (gate)
            try
            {
                if (!isLost) joules += counters.Sum(c => c.Advance()) / 1e6;
            }
            catch (Exception error) when (IsUnreadable(error))
            {
                isLost = true; // half a sum would be no less wrong than none, and look right
            }
    }

    // Parts of a package ("intel-rapl:0:1") are in its sum already, and so is it in that of the whole machine ("psys").
    private static bool IsPackage(string folder) => Path.GetFileName(folder).Count(c => c == ':') == 1
        && File.ReadAllText(Path.Combine(folder, "name")).StartsWith("package", StringComparison.Ordinal);

    private static bool IsUnreadable(Exception error) =>
        error is IOException or UnauthorizedAccessException or FormatException or OverflowException;

    private sealed class Counter(string file, long range, long last)
    {
        private long last = last;

        public static Counter Of(string folder)
        {
            var file = Path.Combine(folder, "energy_uj");
            return new(file, Read(Path.Combine(folder, "max_energy_range_uj")), Read(file));
        }

        public long Advance()
        {
            var (before, now) = (last, Read(file));
            last = now;
            return now >= before ? now - before : now + range - before;
        }

        private static long Read(string file) => long.Parse(File.ReadAllText(file).Trim(), NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
