using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Evaluation;

namespace Gmsa.Experiments.Reports;

/// <summary>A manifest's tracks, looked at together: what their page shows.</summary>
/// <param name="Name">The manifest's file name, and its folder's.</param>
/// <param name="Part">Which part of each track was analysed, in words.</param>
/// <param name="Rate">Hz of the analysis.</param>
/// <param name="Tracks">Those that could be read, in the manifest's order.</param>
/// <param name="Unreadable">The others, each with its reason.</param>
/// <param name="Quantities">Durations, levels, and every pooled feature: one number a track.</param>
/// <param name="Overall">The average picture of all tracks.</param>
/// <param name="Schemes">At least one; where nothing labels the tracks, one with a single label.</param>
internal sealed record CorpusView(
    string Name, string Part, int Rate, IReadOnlyList<TrackFacts> Tracks, IReadOnlyList<LeftOut> Unreadable,
    IReadOnlyList<Quantity> Quantities, AveragePicture Overall, IReadOnlyList<SchemeView> Schemes, IReadOnlyList<CorpusWarning> Warnings);

/// <summary>One readable track.</summary>
/// <param name="Seconds">How long the whole file lasts.</param>
/// <param name="Heard">How long the analysed part of it is, seconds.</param>
/// <param name="AudioHash">SHA-256 of the decoded samples of that part: equal where the audio is the same, bit by bit.</param>
internal sealed record TrackFacts(
    string Id, AudioFacts Audio, Levels Levels, double Seconds, double Heard, string AudioHash, double? Energy, double? Valence);

/// <summary>One number for each track.</summary>
/// <param name="IsFeature">Whether it is a pooled feature, and not a fact of the file or its level.</param>
/// <param name="Values">In the tracks' order; NaN where a track has none.</param>
internal sealed record Quantity(string Name, string Unit, bool IsFeature, float[] Values);

/// <summary>The tracks under one scheme.</summary>
/// <param name="LabelOf">The position of each track's label, in the tracks' order; -1 where it has none.</param>
/// <param name="Averages">The average picture of each label.</param>
/// <param name="Separations">How far each of the quantities tells the labels apart, in their order; null where that has no meaning.</param>
/// <param name="IsLabelled">False for the one label that stands for all tracks where nothing labels them.</param>
internal sealed record SchemeView(
    string Name, IReadOnlyList<string> Labels, IReadOnlyList<int> LabelOf, IReadOnlyList<AveragePicture> Averages,
    IReadOnlyList<Separation?> Separations, IReadOnlyList<FactTable> Facts, bool IsLabelled = true)
{
    /// <summary>Tracks of each label.</summary>
    public IReadOnlyList<int> Counts => [.. Labels.Select((_, label) => LabelOf.Count(l => l == label))];

    /// <summary>The colour class of a label.</summary>
    internal string ColourOf(int label) => LabelColours.Of(Name, Labels, label);
}

/// <summary>The mean mel picture of some tracks in dB, [rows, columns]; NaN in columns that none of them reaches.</summary>
/// <param name="Seconds">What the columns span.</param>
/// <param name="Tracks">How many it is the mean of.</param>
internal sealed record AveragePicture(int Rows, int Columns, float[] Values, double Seconds, int Tracks);

/// <summary>How a fact of the files (sample rate, format) is spread over the labels.</summary>
/// <param name="Counts">Tracks of each value and label.</param>
/// <param name="Giveaway">How well the value tells the label; null where there is but one value.</param>
/// <param name="HolmP">Its p, corrected for all facts and schemes that were looked at.</param>
internal sealed record FactTable(
    string Name, IReadOnlyList<string> Values, IReadOnlyList<IReadOnlyList<int>> Counts, Giveaway? Giveaway, double? HolmP)
{
    /// <summary>For how many facts and schemes <see cref="HolmP"/> is corrected.</summary>
    public int HolmOver { get; init; }
}

/// <summary>Something about the corpus that could spoil an experiment.</summary>
/// <param name="Text">What was found and why it matters.</param>
/// <param name="Tracks">The tracks it is about, each with its number where it has one.</param>
internal sealed record CorpusWarning(string Title, string Text, IReadOnlyList<string> Tracks);
