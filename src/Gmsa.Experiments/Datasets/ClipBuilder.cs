using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Datasets;

/// <summary>What became of one track.</summary>
/// <param name="AudioHash">SHA-256 of the file; empty where it couldn't be read.</param>
/// <param name="Values">One array a feature; empty where it was left out.</param>
/// <param name="Seconds">How much of the clip the file fills; the rest is silence.</param>
/// <param name="Reason">Why it was left out; null where it wasn't.</param>
internal sealed record Clip(string AudioHash, float[][] Values, double Seconds, string? Reason);

/// <summary>Makes the features of one track's clip. Thread-safe.</summary>
internal sealed class ClipBuilder(
    string audioRoot, ClipOptions clip, int sampleRate, IReadOnlyList<FeatureOptions> options, FeatureCache cache)
{
    // Made when first needed: where everything is cached, no filter bank is.
    private readonly IReadOnlyList<Lazy<IFeature>> features = [.. options.Select(o => new Lazy<IFeature>(() => o.Create(sampleRate)))];

    public IReadOnlyList<FeatureShape> Shapes { get; } = [.. options.Select(o => o.Shape(clip.Samples(sampleRate), sampleRate))];

    public string Recipe(int feature) => FeatureKey.Recipe(options[feature], clip, sampleRate);

    public Clip Build(Track track, CancellationToken cancel)
    {
        try
        {
            var file = AudioFile.Find(Path.Combine(audioRoot, track.Path));
            var hash = AudioFile.Hash(file);
            if (track["sha256"].Trim() is { Length: > 0 } promised && !promised.Equals(hash, StringComparison.OrdinalIgnoreCase))
                throw new AudioException("its checksum is not the manifest's");
            var (values, seconds) = Values(file, hash, cancel);
            return new(hash, values, seconds, null);
        }
        catch (AudioException error)
        {
            return new("", [], 0, error.Message);
        }
    }

    private (float[][] Values, double Seconds) Values(string file, string hash, CancellationToken cancel)
    {
        var values = new float[options.Count][];
        Waveform? heard = null, padded = null;
        Waveform Heard() => heard ??= AudioFile.Read(file, sampleRate, clip.Offset, clip.Length, cancel);
        for (var f = 0; f < values.Length; f++)
        {
            var key = FeatureKey.Of(hash, options[f], clip, sampleRate);
            if (cache.Read(key, Shapes[f]) is { } cached)
            {
                values[f] = cached;
                continue;
            }
            cancel.ThrowIfCancellationRequested();
            padded ??= Padded(Heard());
            var map = features[f].Value.Extract(padded);
            if (map.Shape != Shapes[f])
                throw new InvalidOperationException($"{options[f].Kind} gave {map.Shape} where {Shapes[f]} was declared");
            cache.Write(key, map.Shape, map.Values);
            values[f] = map.Values;
        }
        return (values, Seconds(hash, Heard));
    }

    /// <summary>The length before padding, remembered like a feature, so that a cached track needn't be decoded for it.</summary>
    private double Seconds(string hash, Func<Waveform> heard)
    {
        var key = FeatureKey.OfLength(hash, clip, sampleRate);
        if (cache.Read(key, new(1, 1)) is { } cached) return cached[0];
        var seconds = (float)heard().Duration.TotalSeconds;
        cache.Write(key, new(1, 1), [seconds]);
        return seconds;
    }

    /// <summary>Exactly the clip's length: zeros at the end of what is shorter, and a sample off what rounding made longer.</summary>
    private Waveform Padded(Waveform waveform)
    {
        var samples = waveform.Samples;
        Array.Resize(ref samples, clip.Samples(sampleRate));
        return waveform with { Samples = samples };
    }
}
