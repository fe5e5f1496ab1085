using System.Runtime.InteropServices;
using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Reports;

namespace Gmsa.Experiments.Tools;

/// <summary>What was found in one track, or why nothing was.</summary>
/// <param name="Pooled">Every pooled feature.</param>
/// <param name="Picture">See <see cref="MelPicture"/>.</param>
internal sealed record TrackScan(TrackFacts? Facts, float[] Pooled, float[] Picture, string? Reason);

/// <summary>Looks at one track of a manifest. Thread-safe.</summary>
internal sealed class TrackScanner(string audioRoot, int rate, SoundReader reader, MelPicture grid) : IDisposable
{
    /// <summary>What the distributions are of: another kind is another line.</summary>
    private static readonly PooledOptions Pooled = new()
    {
        Of =
        [
            new RmsOptions(),
            new ZcrOptions(),
            new CentroidOptions(),
            new BandwidthOptions(),
            new RolloffOptions(),
            new FlatnessOptions(),
            new ContrastOptions(),
            new MfccOptions { Count = 20 },
            new ChromaOptions(),
            new TonnetzOptions(),
        ],
    };

    private readonly IFeature pooled = Pooled.Create(rate);

    /// <summary>What each pooled number is called and measured in, as a moment of silence tells.</summary>
    public IReadOnlyList<(string Name, string Unit)> Names()
    {
        var silence = new Waveform(new float[rate / 10], rate);
        var units = Pooled.Of.SelectMany(kind => Enumerable.Repeat(UnitOf(kind, silence),
            kind.Shape(silence.Samples.Length, rate).Rows * Pooled.Statistics.Count));
        return [.. pooled.Extract(silence).RowAxis.Labels!.Zip(units)];
    }

    public void Dispose() => pooled.Dispose();

    private static string UnitOf(AudioFeatureOptions kind, Waveform silence)
    {
        using var feature = kind.Create(silence.Rate);
        return feature.Extract(silence).RowAxis.Unit;
    }

    public TrackScan Scan(Track track, CancellationToken cancel)
    {
        try
        {
            var sound = reader.Read(AudioFile.Find(Path.Combine(audioRoot, track.Path)), cancel);
            var heard = sound.Native.Duration.TotalSeconds;
            var hash = ContentHash.OfBytes(MemoryMarshal.AsBytes(sound.Native.Samples.AsSpan()));
            var facts = new TrackFacts(
                track.Id, sound.Facts, LevelMeter.Of(sound.Native), sound.Facts.Seconds ?? heard, heard, hash, track.Energy, track.Valence);
            return new(facts, pooled.Extract(sound.Clip).Values, grid.Of(sound.Clip), null);
        }
        catch (AudioException error)
        {
            return new(null, [], [], error.Message);
        }
    }
}
