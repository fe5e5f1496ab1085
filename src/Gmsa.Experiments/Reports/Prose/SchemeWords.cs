using Gmsa.Experiments.Moods;
using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Reports;

/// <summary>How label schemes are called in sentences.</summary>
internal static class SchemeWords
{
    /// <summary>"8 moods", or "6 labels of grid" of a scheme that isn't built in.</summary>
    public static string Labels(PlannedScheme scheme) => AreMoods(scheme) ? $"{Numbers.Whole(scheme.Labels.Count)} moods"
        : $"{Conclusions.Count(scheme.Labels.Count, "label")} of {scheme.Name}";

    public static bool AreMoods(PlannedScheme scheme) => MoodSchemes.All.Any(s => s.Name == scheme.Name);
}

/// <summary>
/// A scheme and one that it merges into, as sentences call the two: by how many labels they have, where that tells them apart.
/// </summary>
internal sealed record MergedSchemes(PlannedScheme Fine, PlannedScheme Coarse)
{
    /// <summary>Those that a study compares on one ruler, or would have; null where none of its schemes merges into another.</summary>
    public static MergedSchemes? Of(Findings findings)
    {
        var (plan, collapse) = (findings.Plan, findings.Results.Comparison.Collapse);
        var fine = plan.Schemes.FirstOrDefault(s => s.Name == (collapse?.Fine ?? plan.Merge?.Fine));
        var coarse = plan.Schemes.FirstOrDefault(s => s.Name == (collapse?.Coarse ?? plan.Merge?.Coarse));
        return fine is null || coarse is null ? null : new(fine, coarse);
    }

    private bool AreMoods => SchemeWords.AreMoods(Fine) && SchemeWords.AreMoods(Coarse);

    private bool IsTold => Fine.Labels.Count != Coarse.Labels.Count;

    /// <summary>"8" of moods, else "6".</summary>
    public string FineName => IsTold ? Numbers.Whole(Fine.Labels.Count) : Fine.Name;

    public string CoarseName => IsTold ? Numbers.Whole(Coarse.Labels.Count) : Coarse.Name;

    /// <summary>"8 moods or 4?".</summary>
    public string Question => $"{FineName}{(AreMoods ? " moods" : IsTold ? " labels" : "")} or {CoarseName}?";

    /// <summary>"learning 8 and merging"; of own schemes "learning the 6 labels of grid and merging".</summary>
    public string LearningFine => AreMoods ? $"learning {FineName} and merging"
        : $"learning the {SchemeWords.Labels(Fine)} and merging";

    /// <summary>"judged by the same 4 moods".</summary>
    public string Ruler => $"judged by the same {SchemeWords.Labels(Coarse)}";

    /// <summary>Whom a difference speaks for, merged less direct.</summary>
    public string Favoured(double difference) => difference > 0 ? FineName : CoarseName;
}
