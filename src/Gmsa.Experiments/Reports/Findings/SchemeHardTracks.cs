using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Reports;

/// <summary>The hard tracks of a scheme, as a study's stored predictions tell them.</summary>
/// <param name="Arm">The arm that stands for the scheme.</param>
internal sealed record SchemeHardTracks(string Scheme, string Arm, HardTracks Tracks)
{
    /// <summary>Of each scheme that an arm stands for, in the order of the plan.</summary>
    public static IReadOnlyList<SchemeHardTracks> Of(
        StudyPlan plan, Comparison comparison, IReadOnlyDictionary<string, PredictionTable> predictions)
    {
        var represents = comparison.Arms.Where(a => a.Represents).Select(a => a.Name).ToHashSet(StringComparer.Ordinal);
        return [.. from scheme in plan.Schemes
                   let arms = plan.Arms.Where(a => a.Scheme == scheme.Name && predictions.ContainsKey(a.Name)).ToArray()
                   let standing = arms.FirstOrDefault(a => represents.Contains(a.Name))
                   where standing is not null
                   // What always answers the same is right about the commonest label's tracks, which makes none of them easier.
                   let counting = arms.Where(a => !a.Guesses).DefaultIfEmpty(standing)
                   select new SchemeHardTracks(scheme.Name, standing.Name,
                       HardTracks.Of(predictions[standing.Name], [.. counting.Select(a => predictions[a.Name])]))];
    }

    /// <inheritdoc cref="Of(StudyPlan, Comparison, IReadOnlyDictionary{string, PredictionTable})"/>
    public static IReadOnlyList<SchemeHardTracks> Of(Findings findings) =>
        Of(findings.Plan, findings.Results.Comparison, findings.Results.Predictions);

    /// <summary>Every track of both lists, once.</summary>
    public IEnumerable<HardTrack> All => Tracks.Confident.Concat(Tracks.Hardest).DistinctBy(t => t.TrackId);
}
