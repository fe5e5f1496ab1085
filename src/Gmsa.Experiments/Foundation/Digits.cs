using System.Globalization;

namespace Gmsa.Experiments.Foundation;

/// <summary>How numbers that people read are written: thousands apart by commas, decimals behind a point, under every culture.</summary>
internal static class Digits
{
    /// <summary><c>5,229</c>.</summary>
    public static string Grouped(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary><c>1,450.5</c>.</summary>
    public static string Grouped(double number, int decimals) =>
        number.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
