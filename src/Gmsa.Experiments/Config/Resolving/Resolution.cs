using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Training;

namespace Gmsa.Experiments.Config;

/// <summary>
/// From an experiment as it was bound to one in which everything is said: paths, columns, names, the features of trainers, and how many
/// inner folds. Each step needs what the one before it found, and goes on after a mistake, so that all mistakes are told at once; what
/// follows from a mistake isn't told.
/// </summary>
/// <param name="file">The experiment file, by which a study without a name is called.</param>
/// <param name="folder">Where relative paths start.</param>
/// <param name="audioRoot">The argument of <c>--audio-root</c>; null where there is none.</param>
/// <param name="catalog">The kinds that the experiment was bound with.</param>
internal sealed class Resolution(
    string file, string folder, string? audioRoot, Places places, FileProblems problems, Catalog catalog)
{
    /// <exception cref="InputException">Anything is wrong: every problem, in the order of the file.</exception>
    public LoadedExperiment Of(Experiment bound)
    {
        // 1. Tables and audio, and the split's columns: all else is held against the manifest's columns.
        var tables = new DataResolver(places, problems, folder, audioRoot);
        var (experiment, manifest, root) = tables.Run(bound);
        // 2. Label schemes, since what a label is made of can be no feature.
        var schemes = new SchemeResolver(places, problems, bound.Schemes, manifest).Run(bound.Labels);
        // 3. Columns that are features, which the file may leave open.
        var columns = new ColumnFeatureResolver(places, problems, catalog);
        experiment = columns.Run(experiment, manifest, schemes);
        // 4. Names of features and trainers, and what each trainer is on, now that every feature's shape is known.
        experiment = new FeatureResolver(places, problems, catalog).Run(experiment);
        // 5. What changes pictures, held against the pictures that trainers learn from.
        new AugmentCheck(places, problems, catalog).Run(experiment);
        // 6. Earlier studies, which may be large: the last to be read.
        (experiment, var earlier) = new EarlierResolver(places, problems, folder).Run(experiment);
        problems.ThrowIfAny();
        return new(file, Filled(experiment, manifest!), manifest!, root!)
        {
            Catalog = catalog,
            Schemes = schemes,
            Withheld = columns.Withheld,
            Earlier = earlier,
            Notes = tables.Notes,
            Warnings = tables.Warnings,
        };
    }

    /// <summary>With the defaults that no other step has to know.</summary>
    private Experiment Filled(Experiment experiment, Manifest manifest) => experiment with
    {
        Name = experiment.Name ?? Slug.Of(file),
        Search = experiment.Search with { Trials = Budget.Of(experiment.Search).Trials },
        Split = InnerFoldsDefault.Of(experiment.Split, experiment.Search, manifest),
        Device = Device.Cpu,
    };
}
