using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Gmsa.Experiments.Search;

/// <summary>Which studies a search starts from.</summary>
public sealed record EarlierOptions
{
    [Description("Folders of finished studies, relative to this file. Those on the same tracks only help folds whose test tracks they had "
        + "not seen; those on other music help all.")]
    [Required]
    [MinLength(1)]
    public IReadOnlyList<string> Studies { get; init; } = [];

    [Description("How many of their best points each arm and fold tries first, in its own ranges. Default 5.")]
    [Range(1, 100)]
    public int Points { get; init; } = 5;
}
