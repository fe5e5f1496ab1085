using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Features;

namespace Gmsa.Experiments.Datasets;

/// <summary>
/// Computes the features of clips that their stores don't have yet: of the sound alone, and then filled up with what silence gives to the
/// shape that all clips have. Thread-safe.
/// </summary>
/// <param name="checks">True to read what the stores have, and to compute what is damaged again.</param>
internal sealed class ClipExtractor(
    ClipOptions clip, int sampleRate, IReadOnlyList<(AudioFeatureOptions Options, FeatureStore Store)> features, bool checks)
{
    /// <summary>The version of how features are made of clips: raised whenever those of all kinds change.</summary>
    public const int CodeVersion = 2;

    private const int MostRounds = 4;

    // Made when first needed: where everything is cached, no filter bank is.
    private readonly IReadOnlyList<Lazy<IFeature>> extractors =
        [.. features.Select(f => new Lazy<IFeature>(() => f.Options.Create(sampleRate)))];

    /// <summary>Whether every store has the audio's numbers.</summary>
    public bool IsWhole(string audioHash)
    {
        var isWhole = true;
        foreach (var (_, store) in features) // each: a check of one says nothing of the others
            isWhole &= checks ? store.IsSound(audioHash) : store.IsWhole(audioHash);
        return isWhole;
    }

    /// <summary>Decodes a file's clip once and writes whatever is missing.</summary>
    /// <exception cref="AudioException">It can't be read, or isn't any more what was hashed.</exception>
    public void Extract(HashedFile file, CancellationToken cancel)
    {
        var audioHash = file.Hash;
        var heard = Hear(file, cancel);
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

    /// <summary>
    /// Decodes what was hashed. Where anything about the file changed meanwhile, which may be its mode alone, or the same bytes put in its
    /// place, it is hashed again: the same audio is decoded again, since nobody knows what was there in between.
    /// </summary>
    private Waveform Hear(HashedFile file, CancellationToken cancel)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var heard = AudioFile.Read(file.Path, sampleRate, clip.Offset, clip.Length, cancel);
            if (file.IsStill) return heard;
            var now = HashedFile.Read(file.Path);
            if (now.Hash != file.Hash) break;
            file = now;
        }
        throw new AudioException("it was changed while it was read; run again once it stays as it is");
    }

    /// <summary>A sample off what rounding made longer than the clip.</summary>
    private Waveform Cut(Waveform heard) =>
        heard.Samples.Length <= clip.Samples(sampleRate) ? heard : heard with { Samples = heard.Samples[..clip.Samples(sampleRate)] };
}
