using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Studies;

/// <summary>The leak audit of a study's folds, before its audio is read and after.</summary>
internal static class StudyAudit
{
    /// <summary>
    /// With the audio as far as it is known without reading any: by the manifest's <c>sha256</c>, and by the hashes that the cache
    /// remembers. Where that is half of the tracks or less, audio counts as not known.
    /// </summary>
    public static LeakAudit Of(StudyDesign design)
    {
        var remembered = FeatureCache.Default().Hashes();
        string[] hashes = [.. design.Tracks.Select(track => track["sha256"] is { Length: > 0 } promised ? promised.ToLowerInvariant()
            : remembered.Remembered(Path.Combine(design.Loaded.AudioRoot, track.Path)) ?? "")];
        return Of(design, 2 * hashes.Count(h => h.Length > 0) > hashes.Length ? hashes : null);
    }

    /// <param name="audioHashes">One a track of the design; blank where unknown.</param>
    /// <exception cref="InputException">No fold has a test track.</exception>
    public static LeakAudit Of(StudyDesign design, IReadOnlyList<string>? audioHashes)
    {
        string[] columns = [.. design.Experiment.Features.OfType<ColumnsOptions>().SelectMany(f => f.Names).Distinct()];
        var hearsNothing = design.Experiment.Features.All(f => f is ColumnsOptions);
        var audit = LeakAudit.Of(
            design.Tracks, design.Folds, design.Loaded.Schemes, design.Experiment.Split.KeptTogether, audioHashes, columns,
            hearsNothing ? FeatureTwins.Of(design.Tracks, columns) : null);
        return audit with { Features = [.. FeatureLeak.OfRowNumbers(columns, design.Loaded.Manifest.Tracks), .. audit.Features] };
    }
}
