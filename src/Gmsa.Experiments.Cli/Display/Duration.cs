using System.Globalization;

namespace Gmsa.Experiments.Cli.Display;

/// <summary>Durations as a person says them: "45 s", "3 min 20 s", "2 h 5 min".</summary>
internal static class Duration
{
    public static string Words(TimeSpan time) => time switch
    {
        { TotalSeconds: < 1 } => "under 1 s",
        { TotalMinutes: < 1 } => Invariant($"{time.TotalSeconds:0} s"),
        { TotalHours: < 1 } => Invariant($"{(int)time.TotalMinutes} min {time.Seconds} s"),
        _ => Invariant($"{(int)time.TotalHours} h {time.Minutes} min"),
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
