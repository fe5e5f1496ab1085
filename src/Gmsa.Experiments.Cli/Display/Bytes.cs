using System.Globalization;

namespace Gmsa.Experiments.Cli.Display;

/// <summary>Sizes as a person says them, in powers of 1000: "1.2 GB", "340.0 MB", "12.5 KB".</summary>
internal static class Bytes
{
    public static string Words(long bytes)
    {
        FormattableString text = bytes switch
        {
            >= 1_000_000_000 => $"{bytes / 1e9:0.0} GB",
            >= 1_000_000 => $"{bytes / 1e6:0.0} MB",
            _ => $"{bytes / 1e3:0.0} KB",
        };
        return text.ToString(CultureInfo.InvariantCulture);
    }
}
