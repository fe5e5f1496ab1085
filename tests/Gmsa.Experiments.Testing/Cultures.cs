using System.Globalization;

namespace Gmsa.Experiments.Testing;

/// <summary>Work done as on a machine of another country.</summary>
public static class Cultures
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
