using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Studies;

namespace Gmsa.Experiments;

/// <summary>What is known of a planned study before it runs. Of audio only headers are read.</summary>
public static class Preview
{
    /// <summary>What a run would find in the cache, and what it would compute, feature by feature. Touches nothing.</summary>
    public static IReadOnlyList<PlannedFeature> Cached(StudyDesign design) => InvariantCulture.Of(() => PlannedFeature.Of(design));

    /// <summary>
    /// Of each study that the search starts from the folds that can take nothing from it, since its trials had seen
    /// what they test. Touches nothing.
    /// </summary>
    public static IReadOnlyList<(string Study, IReadOnlyList<string> Barred)> Earlier(StudyDesign design) =>
        InvariantCulture.Of(() => new WarmStart(design).Barred().ToArray());

    /// <summary>
    /// What models could know of test tracks without hearing them, as far as that shows without reading audio. Touches nothing.
    /// </summary>
    public static LeakAudit Audit(StudyDesign design) => InvariantCulture.Of(() => StudyAudit.Of(design));

    /// <summary>
    /// How much of the clips is sound, by the headers of audio files; null where no audio is heard. Remembers in the cache what they say,
    /// and touches nothing else.
    /// </summary>
    public static ClipPadding? Padding(StudyDesign design, CancellationToken cancel = default) =>
        InvariantCulture.Of(() => StudyPadding.Of(design, cancel));
}
