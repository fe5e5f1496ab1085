using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Gmsa.Experiments.Manifests;

/// <summary>Another table whose columns are added to the manifest's.</summary>
public sealed record Join
{
    [Description("A CSV table with a header; a relative path starts at the experiment file.")]
    public string File { get; init; } = "";

    [Description("The column whose values say which row belongs to which track; the table has it, and the manifest too. Default: id.")]
    public string On { get; init; } = "id";

    [Description("The columns to add: [fold]. Default: all that the table has.")]
    [MinLength(1)]
    public IReadOnlyList<string>? Columns { get; init; }
}
