using Gmsa.Experiments.Config;

namespace Gmsa.Experiments.Tools;

/// <summary>What is to be explored, as the command line says it.</summary>
/// <param name="Input">An audio file, or a manifest (a name that ends in .csv).</param>
/// <param name="Out">The folder where <c>index.html</c> goes.</param>
public sealed record ExploreRequest(string Input, string Out)
{
    /// <summary>Where a manifest's paths start; null: <c>GMSA_AUDIO_ROOT</c>, else the manifest's folder.</summary>
    public string? AudioRoot { get; init; }

    /// <summary>Columns of the manifest that are labels, beside mood8 and mood4.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Samples a second that everything is analysed at, Hz, 8000..48000.</summary>
    public int Rate { get; init; } = 22050;

    /// <summary>Where the part begins that is analysed: a duration as in experiment files.</summary>
    public string Offset { get; init; } = "0s";

    /// <summary>How long that part is at most: 1s..2m.</summary>
    public string Length { get; init; } = "30s";

    /// <summary>Whose augmentations are shown.</summary>
    public Catalog Catalog { get; init; } = Catalog.Default;

    /// <summary>How many tracks are read at a time.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;
}
