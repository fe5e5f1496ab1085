using Gmsa.Experiments.Augmentation;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Launchers;
using Gmsa.Experiments.Reports;
using Gmsa.Experiments.Search;
using Gmsa.Experiments.Training;

namespace Gmsa.Experiments.Config;

/// <summary>A sort of kinds: what one is called in messages, and the record that the options of all derive from.</summary>
internal sealed record KindSort(string Noun, Type Base)
{
    public static IReadOnlyList<KindSort> All { get; } =
    [
        new("feature", typeof(FeatureOptions)),
        new("augmentation", typeof(AugmentationOptions)),
        new("trainer", typeof(TrainerOptions)),
        new("split", typeof(SplitOptions)),
        new("search", typeof(SearchOptions)),
        new("pruner", typeof(PrunerOptions)),
        new("launcher", typeof(LauncherOptions)),
        new("report", typeof(ReportOptions)),
    ];

    /// <summary>The bases, in words.</summary>
    public static string Bases => Words.List(All.Select(s => s.Base.Name), " or ");

    /// <summary>"a feature", "an augmentation".</summary>
    public string One => (Noun[0] == 'a' ? "an " : "a ") + Noun;

    /// <summary>The sort of an options record, or of a base of some of them; null where the type is neither.</summary>
    public static KindSort? Of(Type type) => All.FirstOrDefault(s => s.Base.IsAssignableFrom(type));
}
