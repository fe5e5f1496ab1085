using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Moods;

namespace Gmsa.Experiments.Tools;

/// <summary>Which label schemes a manifest is looked at under.</summary>
internal static class ExploreLabels
{
    // A page with a picture for each of hundreds of artists helps nobody.
    private const int MostLabels = 24;

    private const string Everything = "all tracks";

    /// <summary>
    /// mood8 and mood4 where tracks have energy and valence, the columns asked for, else the column "label" where there is one; else one
    /// scheme with one label for everything.
    /// </summary>
    /// <exception cref="InputException">A column is missing, or has fewer than two or too many values.</exception>
    public static IReadOnlyList<LabelScheme> Of(Manifest manifest, ExploreRequest request)
    {
        var problems = new List<Problem>();
        List<LabelScheme> schemes = [.. manifest.Tracks.Any(t => t is { Energy: not null, Valence: not null }) ? MoodSchemes.All : []];
        foreach (var column in request.Labels.Distinct(StringComparer.Ordinal))
        {
            try
            {
                schemes.Add(OfColumn(column, manifest));
            }
            catch (InputException error)
            {
                problems.AddRange(error.Problems.Select(p => p with { Where = "--label" }));
            }
        }
        if (problems.Count > 0) throw new InputException(problems);
        if (schemes.Count > 0) return schemes;
        var values = manifest.Tracks.Select(t => t["label"]).Where(v => v.Length > 0).Distinct(StringComparer.Ordinal).Count();
        return [values is >= 2 and <= MostLabels ? LabelSchemes.OfColumn("label", manifest) : new(Everything, ["all"], _ => "all", [])];
    }

    public static bool IsLabelled(LabelScheme scheme) => scheme.Name != Everything;

    private static LabelScheme OfColumn(string column, Manifest manifest)
    {
        var scheme = LabelSchemes.OfColumn(column, manifest);
        return scheme.Labels.Count <= MostLabels ? scheme : throw new InputException("--label", FormattableString.Invariant(
            $"the column '{column}' has {scheme.Labels.Count} different values; a page shows at most {MostLabels} labels."));
    }
}
