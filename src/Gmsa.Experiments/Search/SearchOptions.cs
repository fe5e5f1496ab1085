using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Gmsa.Experiments.Search;

/// <summary>What a trial is scored by, on inner validation alone. More is better.</summary>
public enum SearchMetric
{
    BalancedAccuracy,
    Accuracy,
    MacroF1,
    Kappa,
}

/// <summary>The options of a search.</summary>
public abstract record SearchOptions
{
    [Description("Trials for each arm and outer fold; a space of one point runs one. Default 10.")]
    [Range(1, 100_000)]
    public int Trials { get; init; } = 10;

    [Description("What trials are compared by, on inner validation. Default balancedAccuracy.")]
    public SearchMetric Metric { get; init; } = SearchMetric.BalancedAccuracy;

    public abstract ISearch Create();
}
