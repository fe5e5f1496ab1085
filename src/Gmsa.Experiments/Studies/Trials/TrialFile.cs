using Gmsa.Experiments.Config;
using Gmsa.Experiments.Search;

namespace Gmsa.Experiments.Studies;

/// <summary>
/// The experiment that a trial is part of, narrowed to the trial's arm and point: <c>trial.yaml</c>, itself a file that
/// <c>gmsa run</c> takes. Its head says which of the outer folds the trial is. With other labels left out, that file's folds and
/// balance may be others than the trial's.
/// </summary>
internal static class TrialFile
{
    /// <summary>The word of a trial on command lines, which its number follows.</summary>
    public const string Word = "trial";

    /// <summary>What a command line says of a trial.</summary>
    public static IReadOnlyList<string> Words(Slot slot) => [Word, FormattableString.Invariant($"{slot.Number}")];

    public static string Write(LoadedExperiment loaded, Slot slot, Point point)
    {
        var experiment = loaded.Experiment;
        var seesPicture = slot.Arm.Trainer.SeesPicture(experiment);
        var narrowed = (experiment with
        {
            Seeds = slot.Fold.Seed is { } seed ? [seed] : null,
            Labels = [experiment.Labels.First(l => l.Name == slot.Arm.Scheme.Name)],
            Trainers = [new(slot.Arm.Trainer.At(point), new([]))],
            // Said to a trainer that learns from no picture, it would be a mistake.
            Augment = seesPicture ? experiment.Augment : [],
            Materialise = seesPicture ? experiment.Materialise : 0,
        }).WithNeededSchemes();
        return FormattableString.Invariant($"# trial {slot.Number}: {slot.Arm.Name}, outer fold {slot.Fold.Name}, point {slot.Index + 1}\n")
            + ExperimentWriter.Yaml(narrowed, loaded.Catalog);
    }
}
