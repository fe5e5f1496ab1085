using Gmsa.Experiments.Features;

namespace Gmsa.Experiments.Reports;

/// <summary>A place on an axis, 0 (left, bottom) to 1, and what is written there.</summary>
internal readonly record struct Tick(double At, string Text);

/// <summary>A direction of a plot: what it means, with its unit, and where which value lies.</summary>
internal sealed record PlotAxis(string Name, IReadOnlyList<Tick> Ticks)
{
    private const double LeastGap = 0.08;
    private static readonly double[] Octaves = [125, 250, 500, 1000, 2000, 4000, 8000, 16000];

    /// <summary>Round values (1, 2 or 5 times a power of ten apart), about so many, on a straight scale from low to high.</summary>
    public static PlotAxis Linear(string name, double low, double high, int about = 6, Func<double, string>? text = null)
    {
        if (!(high > low)) return new(name, [new(0.5, (text ?? (v => Numbers.Short(v)))(low))]);
        var step = Step((high - low) / about);
        var decimals = Math.Max(0, -(int)Math.Floor(Math.Log10(step) + 1e-9));
        text ??= value => Numbers.Fixed(value, decimals);
        var first = (long)Math.Ceiling(low / step - 1e-9);
        var count = (int)((long)Math.Floor(high / step + 1e-9) - first) + 1;
        return new(name, [.. Enumerable.Range(0, count).Select(i => (first + i) * step)
            .Select(value => new Tick(Math.Clamp((value - low) / (high - low), 0, 1), text(value)))]);
    }

    /// <summary>Time in seconds.</summary>
    public static PlotAxis Time(double seconds, double from = 0) => Linear("time (s)", from, from + seconds, 7);

    /// <summary>Rows of bins from 0 Hz to half the sample rate.</summary>
    public static PlotAxis Hertz(int rows, double nyquist) => Linear("frequency (kHz)", 0, nyquist / 1000);

    /// <summary>Rows of bands evenly spaced on Slaney's mel scale, written in Hz.</summary>
    public static PlotAxis Mel(int rows, double nyquist)
    {
        var top = MelFilterBank.ToMel(nyquist);
        // A band's centre lies at (i + 1) / (rows + 1) of the scale, and its row's at (i + 0.5) / rows of the picture.
        return new("frequency (Hz, mel)", Apart([.. Octaves.Where(hz => hz <= nyquist)
            .Select(hz => new Tick((MelFilterBank.ToMel(hz) / top * (rows + 1) - 0.5) / rows, Numbers.Frequency(hz)))]));
    }

    /// <summary>Pitch classes, C at the bottom.</summary>
    public static PlotAxis PitchClasses(int rows, double nyquist) =>
        Named("pitch class", ["C", "C♯", "D", "D♯", "E", "F", "F♯", "G", "G♯", "A", "A♯", "B"]);

    /// <summary>The two coordinates each of the circles of fifths, minor and major thirds.</summary>
    public static PlotAxis TonalCentroid(int rows, double nyquist) =>
        Named("circle", ["fifth x", "fifth y", "minor x", "minor y", "major x", "major y"]);

    /// <summary>Rows counted from 0.</summary>
    public static PlotAxis Coefficients(int rows, double nyquist)
    {
        var step = (int)Math.Max(1, Step(rows / 6.0));
        return new("coefficient", [.. Enumerable.Range(0, (rows + step - 1) / step)
            .Select(i => new Tick((i * step + 0.5) / rows, Numbers.Whole(i * step)))]);
    }

    /// <summary>One row a name, the first lowest.</summary>
    public static PlotAxis Named(string name, IReadOnlyList<string> names) =>
        new(name, [.. names.Select((text, i) => new Tick((i + 0.5) / names.Count, text))]);

    // From the top down, without those so near the one above that their letters would touch.
    private static List<Tick> Apart(IReadOnlyList<Tick> ticks)
    {
        var kept = new List<Tick>();
        foreach (var tick in ticks.Reverse())
            if (kept.Count == 0 || kept[^1].At - tick.At >= LeastGap) kept.Add(tick);
        return kept;
    }

    /// <summary>The smallest of 1, 2 and 5 times a power of ten that isn't below.</summary>
    internal static double Step(double least)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return power * (least / power) switch { <= 1.000001 => 1, <= 2.000001 => 2, <= 5.000001 => 5, _ => 10 };
    }
}
