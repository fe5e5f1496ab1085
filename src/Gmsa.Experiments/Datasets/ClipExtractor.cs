using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Features;

namespace Gmsa.Experiments.Datasets;

/// <summary>
/// Computes the features of clips that their stores don't have yet: of the sound alone, and then filled up with what silence gives to the
/// shape that all clips have. Thread-safe.
/// </summary>
internal sealed class ClipExtractor(ClipOptions clip, int sampleRate, IReadOnlyList<(AudioFeatureOptions Options, FeatureStore Store)> features)
{
    /// <summary>The version of how features are made of clips: raised whenever those of all kinds change.</summary>
    public const int CodeVersion = 2;

    // Made when first needed: where everything is cached, no filter bank is.
    private readonly IReadOnlyList<Lazy<IFeature>> extractors = [.. features.Select(f => new Lazy<IFeature>(() => f.Options.Create(sampleRate)))];

    /// <summary>Whether every store has the audio's numbers.</summary>
    public bool IsWhole(string audioHash) => features.All(f => f.Store.IsWhole(audioHash));

    /// <summary>Decodes a file's clip once and writes whatever is missing.</summary>
    /// <exception cref="AudioException">It can't be read.</exception>
    public void Extract(string file, string audioHash, CancellationToken cancel)
    {
        var heard = AudioFile.Read(file, sampleRate, clip.Offset, clip.Length, cancel);
        var spectra = new Spectra(Cut(heard), clip.Samples(sampleRate));
        for (var f = 0; f < features.Count; f++)
        {
            var (options, store) = features[f];
            if (store.IsWhole(audioHash)) continue;
            cancel.ThrowIfCancellationRequested();
            var map = spectra.Of(extractors[f].Value).FilledTo(store.Shape.Frames);
            if (map.Shape != store.Shape)
                throw new InvalidOperationException($"{options.Kind} gave {map.Shape} where {store.Shape} was declared");
            store.Write(audioHash, map.Values, heard.Duration.TotalSeconds);
        }
    }

    /// <summary>A sample off what rounding made longer than the clip.</summary>
    private Waveform Cut(Waveform heard) =>
        heard.Samples.Length <= clip.Samples(sampleRate) ? heard : heard with { Samples = heard.Samples[..clip.Samples(sampleRate)] };
}
