using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Features;

namespace Gmsa.Experiments.Datasets;

/// <summary>Computes the features of clips that their stores don't have yet. Thread-safe.</summary>
internal sealed class ClipExtractor(ClipOptions clip, int sampleRate, IReadOnlyList<(AudioFeatureOptions Options, FeatureStore Store)> features)
{
    // Made when first needed: where everything is cached, no filter bank is.
    private readonly IReadOnlyList<Lazy<IFeature>> extractors = [.. features.Select(f => new Lazy<IFeature>(() => f.Options.Create(sampleRate)))];

    /// <summary>Whether every store has the audio's numbers.</summary>
    public bool IsWhole(string audioHash) => features.All(f => f.Store.IsWhole(audioHash));

    /// <summary>Decodes a file's clip once and writes whatever is missing.</summary>
    /// <exception cref="AudioException">It can't be read.</exception>
    public void Extract(string file, string audioHash, CancellationToken cancel)
    {
        var heard = AudioFile.Read(file, sampleRate, clip.Offset, clip.Length, cancel);
        var spectra = new Spectra(Padded(heard));
        for (var f = 0; f < features.Count; f++)
        {
            var (options, store) = features[f];
            if (store.IsWhole(audioHash)) continue;
            cancel.ThrowIfCancellationRequested();
            var map = spectra.Of(extractors[f].Value);
            if (map.Shape != store.Shape)
                throw new InvalidOperationException($"{options.Kind} gave {map.Shape} where {store.Shape} was declared");
            store.Write(audioHash, map.Values, heard.Duration.TotalSeconds);
        }
    }

    /// <summary>Exactly the clip's length: zeros at the end of what is shorter, and a sample off what rounding made longer.</summary>
    private Waveform Padded(Waveform waveform)
    {
        var samples = waveform.Samples;
        Array.Resize(ref samples, clip.Samples(sampleRate));
        return waveform with { Samples = samples };
    }
}
