using System.Globalization;

namespace Gmsa.Experiments.Tests;

/// <summary>Work done as on a machine of another country.</summary>
internal static class Cultures
{
    public static T In<T>(string culture, Func<T> work)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            return work();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
