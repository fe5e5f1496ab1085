using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Reports;

namespace Gmsa.Experiments.Tools;

/// <summary>The numbers of every track that distributions are drawn of.</summary>
internal static class Quantities
{
    // What complete silence is drawn at: beyond it no 16-bit file can be told from silence.
    private const double LowestLevel = -96; // dBFS

    public static IReadOnlyList<Quantity> Of(
        IReadOnlyList<TrackFacts> tracks, IReadOnlyList<(string Name, string Unit)> names, IReadOnlyList<float[]> features) =>
    [
        Fact(tracks, "duration", "s", t => t.Seconds),
        Fact(tracks, "loudness", "dBFS RMS", t => Decibels(t.Levels.Rms)),
        Fact(tracks, "peak", "dBFS", t => Decibels(t.Levels.Peak)),
        Fact(tracks, "bit rate", "kb/s", t => t.Audio.BitRate / 1000 ?? double.NaN),
        .. names.Select((name, f) => new Quantity(name.Name, name.Unit, true, [.. features.Select(values => values[f])])),
    ];

    /// <summary>How far it tells labels apart.</summary>
    public static Separation? Separation(this Quantity quantity, IReadOnlyList<int> labelOf) => Evaluation.Separation.Of(
        quantity.Values, [.. labelOf.Select((label, i) => float.IsFinite(quantity.Values[i]) ? label : -1)]);

    private static Quantity Fact(IReadOnlyList<TrackFacts> tracks, string name, string unit, Func<TrackFacts, double> value) =>
        new(name, unit, false, [.. tracks.Select(t => (float)value(t))]);

    private static double Decibels(double amplitude) => amplitude > 0 ? Math.Max(LowestLevel, 20 * Math.Log10(amplitude)) : LowestLevel;
}
