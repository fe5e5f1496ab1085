using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Config;

/// <summary>Holds the columns that a split reads against those that are there, and finds the artists where nobody says who they
/// are.</summary>
internal sealed class SplitColumns(Places places, FileProblems problems)
{
    private readonly List<string> notes = [];

    /// <summary>What was decided for the user, in sentences.</summary>
    public IReadOnlyList<string> Notes => notes;

    /// <summary>
    /// The experiment with the columns that its split goes by. Where the file doesn't say <c>by</c> it is the artist, under whatever name;
    /// where a column gives the folds and there is no artist, nothing.
    /// </summary>
    public Experiment Run(Experiment experiment, Manifest manifest)
    {
        if (places.Lost("split")) return experiment;
        if (experiment.Split is GroupSplitOptions groups && !IsSaid(groups) && groups.By.Except(manifest.Columns).Any())
        {
            if (ColumnRoles.Find(ColumnRole.Artist, manifest.Tracks) is { } artist)
            {
                notes.Add($"the split keeps together what shares '{artist}', the manifest's column of artists; "
                    + "`by: COLUMN` in split names another.");
                experiment = experiment with { Split = groups with { By = [artist] } };
            }
            else if (groups is ColumnSplitOptions column)
            {
                notes.Add($"the manifest has no column of artists, so the folds are taken as '{column.Name}' has them, "
                    + "inner validation is drawn track by track and intervals resample single tracks, "
                    + "which makes them too narrow where tracks belong together. `by: COLUMN` in split says what does.");
                experiment = experiment with { Split = groups with { By = [] } };
            }
        }
        foreach (var column in experiment.Split.Columns.Where(c => !manifest.Columns.Contains(c)))
            problems.Add(places.OfText(experiment.Split, column, "split"), Missing(experiment.Split, column, manifest));
        return experiment;
    }

    private bool IsSaid(GroupSplitOptions split) => places.Says(split, "by");

    private string Missing(SplitOptions split, string column, Manifest manifest)
    {
        if (split is not GroupSplitOptions groups || !groups.By.Contains(column))
            return DataResolver.NoColumn($"the split reads the column '{column}', which the manifest lacks", column, manifest);
        var reason = IsSaid(groups) ? $"the split reads the column '{column}', which the manifest lacks"
            : $"the split keeps together what shares the column '{column}' where `by` says nothing else, and the manifest lacks it";
        return DataResolver.NoColumn(reason, column, manifest) + " Write `by: COLUMN` in split for what has to stay in one part, "
            + "or `by: []` to let every track stand alone.";
    }
}
