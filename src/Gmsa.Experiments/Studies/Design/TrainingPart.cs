using Gmsa.Experiments.Config;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Moods;

namespace Gmsa.Experiments.Studies;

/// <summary>What is learnt from in a fold: its training tracks, evened out as the experiment asks.</summary>
internal static class TrainingPart
{
    /// <param name="tracks">The tracks of the design.</param>
    /// <param name="part">Positions in them.</param>
    /// <param name="seed">The fold's, or the experiment's.</param>
    /// <param name="fold">The name that the split gave the fold, or "all" for a final model.</param>
    public static IReadOnlyList<TrainingTrack> Of(
        LoadedExperiment loaded, IReadOnlyList<Track> tracks, LabelScheme scheme, IReadOnlyList<int> part, Seed seed, string fold) =>
        new Balance(loaded.Experiment.Balance, tracks, seed.Derive("balance/" + fold))
            .Of(part, i => scheme.LabelOf(tracks[i])!, i => loaded.Finest.LabelOf(tracks[i])!);
}
