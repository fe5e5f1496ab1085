using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Gmsa.Experiments.Datasets;

/// <summary>
/// Every group is in the test part of exactly one fold (of repeats, once in each), labels spread as evenly as groups allow (in the manner
/// of scikit-learn's StratifiedGroupKFold); inner validation is taken from the rest the same way.
/// </summary>
public sealed record GroupKFoldOptions : GroupSplitOptions
{
    [Description("The number of folds, each tested once. Default 5.")]
    [Range(2, 20)]
    public int Folds { get; init; } = 5;

    [Description("How often all tracks are divided anew; each is tested as often. Default 1.")]
    [Range(1, 50)]
    public int Repeats { get; init; } = 1;

    public override ISplit Create() => new KFold(this, Folds, Repeats);
}
