using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Features;

namespace Gmsa.Experiments.Reports;

/// <summary>One track, looked at and listened to: what its page shows.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Path">The file as it was asked for.</param>
/// <param name="Offset">Where the part begins that was analysed, seconds.</param>
/// <param name="Levels">Of that part, at the file's own rate.</param>
/// <param name="Clip">That part at the rate of the analysis.</param>
/// <param name="Maps">One feature map for each of <see cref="Panel.All"/>.</param>
/// <param name="Player">The same sound for the player, at a lower rate where the page would become too heavy.</param>
/// <param name="Augmented">What augmentation may make of its mel picture.</param>
internal sealed record TrackView(
    string Name, string Path, AudioFacts Facts, double Offset, Levels Levels, Waveform Clip, IReadOnlyList<FeatureMap> Maps,
    Waveform Player, AugmentedPictures Augmented);
