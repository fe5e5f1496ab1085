using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Gmsa.Experiments.Demo;

/// <summary>The size of the synthetic corpus. The same options give the same bytes on every machine.</summary>
public sealed record DemoOptions
{
    [Description(
        "How many tracks to synthesise, evenly over the eight moods where it is a multiple of 8, four an invented artist. Default 160.")]
    [Range(16, 2000)]
    public int Tracks { get; init; } = 160;

    [Description("The length of each track in seconds. Default 10.")]
    [Range(3, 60)]
    public int Seconds { get; init; } = 10;

    [Description("Samples a second, Hz. Default 16000.")]
    [Range(8000, 48000)]
    public int SampleRate { get; init; } = 16000;

    [Description("Another seed gives another corpus. Default 1.")]
    [Range(0, int.MaxValue)]
    public int Seed { get; init; } = 1;
}
