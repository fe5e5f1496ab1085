using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Search;

namespace Gmsa.Experiments.Config;

/// <summary>
/// How many inner folds there are where the file doesn't say. An ensemble is chosen, weighted and calibrated on inner validation: one part
/// of it alone flatters what was chosen there, and several, which together hold every track that isn't tested, do so much less.
/// </summary>
internal static class InnerFoldsDefault
{
    private const int OfEnsembles = 5;

    public static SplitOptions Of(SplitOptions split, SearchOptions search, Manifest manifest) => split.InnerFolds is not null ? split
        : split with { InnerFolds = search.Ensemble > 1 && !SaysWhoValidates(split, manifest) ? OfEnsembles : 1 };

    private static bool SaysWhoValidates(SplitOptions split, Manifest manifest) =>
        split is ColumnSplitOptions column && column.SaysWhoValidates(manifest.Tracks);
}
