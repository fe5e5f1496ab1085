using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Search;

/// <summary>
/// What every search does alike: favoured points first, and points that were tried aren't tried again unless that is asked for.
/// </summary>
internal sealed class Asking(SearchOptions options)
{
    // A search that has come to nothing new after so many draws has tried all that it would.
    private const int MostDraws = 100;

    private readonly ISearch search = options.Create();

    /// <summary>The next point of an arm and fold, or null where there is none left.</summary>
    /// <param name="history">Every trial so far, in the order in which they were asked for.</param>
    public Point? Next(SearchSpace space, Seed seed, IReadOnlyList<Observation> history)
    {
        if (space.IsPoint) return history.Count == 0 ? new(new Dictionary<string, object>()) : null;
        if (history.Count < space.Favoured.Count) return space.Favoured[history.Count];
        if (options.Duplicates == Duplicates.Repeat) return search.Next(space, seed, history);

        for (var draw = 0; draw < MostDraws; draw++)
        {
            var point = search.Next(space, draw == 0 ? seed : seed.Derive(FormattableString.Invariant($"draw/{draw}")), history);
            if (point is null || !history.Any(tried => tried.Point.Values.Count == point.Values.Count && point.IsPartOf(tried.Point)))
                return point;
        }
        return null;
    }
}
