using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Config;

/// <summary>
/// Loads experiments that are made in code as if they had been read from a file: bound and resolved by the same steps, so that the same
/// experiment is the same study. What is wrong is told at its property.
/// </summary>
internal static class ExperimentCode
{
    /// <param name="folder">Where its relative paths start.</param>
    /// <param name="catalog">The kinds that it may be made of.</param>
    /// <exception cref="InputException">Anything is wrong: every problem, in the order of the properties.</exception>
    public static LoadedExperiment Load(Experiment experiment, string folder, Catalog catalog)
    {
        var problems = new FileProblems();
        var root = ExperimentTree.AsSaid(experiment, catalog);
        if (root.Size > YamlReader.MostNodes)
            problems.Add(root.At, $"it has {root.Size} values; a study keeps its experiment as a file, and one has {YamlReader.MostNodes} "
                + "at most");
        if (experiment.Launcher is { IsApart: true } && root["launcher"] is { } launcher)
            problems.Add(launcher.At, "this launcher starts the program that runs the study once more for each task, and this program "
                + "isn't made for that. Leave it out, or run the experiment.yaml of the study's folder with `gmsa run`");
        return ExperimentFile.Bound(root, nameof(Experiment), Path.GetFullPath(folder), audioRoot: null, problems, catalog) with
        {
            Places = OptionKey.Of(typeof(Experiment)).ToDictionary(k => k.Key, k => k.Property.Name),
        };
    }
}
