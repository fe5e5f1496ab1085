using System.Globalization;

namespace Gmsa.Experiments.Foundation;

/// <summary>
/// Work that gives the same whatever the language of the machine or of the caller's thread. ML.NET, among others, reads and writes numbers
/// in the current culture, where a Greek 0.25 is 0,25. The culture flows with the work into the threads and tasks that it starts; the
/// caller has its own again when the work is done.
/// </summary>
public static class InvariantCulture
{
    /// <summary>Gives what the work gives under the invariant culture.</summary>
    public static T Of<T>(Func<T> work)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            return work();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    /// <inheritdoc cref="Of{T}"/>
    internal static void Do(Action work) => Of(() =>
    {
        work();
        return true;
    });
}
