using Gmsa.Experiments.Config;
using Gmsa.Experiments.Evaluation;

namespace Gmsa.Experiments.Studies;

/// <summary>
/// The version of what an experiment computes. It is raised for those experiments whose same file would give other results than before;
/// studies of another version aren't continued.
/// </summary>
internal static class StudyVersion
{
    private const int OfMost = 7;

    /// <summary>Since epochs are chosen by the search's metric: until then they were by balanced accuracy, whatever it was.</summary>
    private const int OfNetworksByAnotherMetric = 8;

    public static int Of(Experiment experiment) =>
        experiment.Search.Metric != SearchMetric.BalancedAccuracy && experiment.Trainers.Any(HasEpochs)
            ? OfNetworksByAnotherMetric : OfMost;

    private static bool HasEpochs(TrainerEntry entry) =>
        entry.Options.MostEpochs is not null || (entry.Options is AutoOptions auto && auto.Of.Any(HasEpochs));
}
