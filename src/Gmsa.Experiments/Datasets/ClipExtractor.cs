using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Features;

namespace Gmsa.Experiments.Datasets;

/// <summary>
/// Computes the features of clips that their stores don't have yet: of the sound alone, and then filled up with what silence gives to the
/// shape that all clips have. Thread-safe.
/// </summary>
/// <param name="sampleRate">Hz, for features that have no rate of their own.</param>
/// <param name="checks">True to read what the stores have, and to compute what is damaged again.</param>
internal sealed class ClipExtractor(
    ClipOptions clip, int sampleRate, IReadOnlyList<(AudioFeatureOptions Options, FeatureStore Store)> features, bool checks)
    : IDisposable
{
    /// <summary>The version of how features are made of clips: raised whenever those of all kinds change.</summary>
    public const int CodeVersion = 2;

    private const int MostRounds = 4;

    // Made when first needed: where everything is cached, no filter bank is.
    private readonly IReadOnlyList<Lazy<IFeature>> extractors =
        [.. features.Select(f => new Lazy<IFeature>(() => f.Options.Create(f.Options.HeardAt(sampleRate))))];

    /// <summary>Whether every store has the audio's numbers.</summary>
    public bool IsWhole(string audioHash)
    {
        var isWhole = true;
        foreach (var (_, store) in features) // each: a check of one says nothing of the others
            isWhole &= checks ? store.IsSound(audioHash) : store.IsWhole(audioHash);
        return isWhole;
    }

    /// <summary>Decodes a file's clip once, for all rates that are heard, and writes whatever is missing.</summary>
    /// <exception cref="AudioException">It can't be read, or isn't any more what was hashed.</exception>
    public void Extract(HashedFile file, CancellationToken cancel)
    {
        var missing = Enumerable.Range(0, features.Count).Where(f => !features[f].Store.IsWhole(file.Hash))
            .ToLookup(f => features[f].Options.HeardAt(sampleRate));
        var heard = Hear(file, [.. missing.Select(m => m.Key)], cancel);
        // Rate by rate: the spectra of one are gone before those of the next are made.
        foreach (var (ofRate, waveform) in missing.Zip(heard)) Extract(file.Hash, ofRate, waveform, cancel);
    }

    public void Dispose()
    {
        foreach (var extractor in extractors)
            if (extractor.IsValueCreated) extractor.Value.Dispose();
    }

    /// <param name="missing">The positions of features that hear this rate.</param>
    private void Extract(string audioHash, IEnumerable<int> missing, Waveform heard, CancellationToken cancel)
    {
        var samples = clip.Samples(heard.Rate);
        // A sample off what rounding made longer than the clip.
        var sound = heard.Samples.Length <= samples ? heard : heard with { Samples = heard.Samples[..samples] };
        var spectra = new Spectra(sound, samples);
        foreach (var f in missing)
        {
            var (options, store) = features[f];
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
    private IReadOnlyList<Waveform> Hear(HashedFile file, IReadOnlyList<int?> rates, CancellationToken cancel)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var heard = AudioFile.ReadAtRates(file.Path, rates, clip.Offset, clip.Length, Decoders.Here, cancel);
            if (file.IsStill) return heard;
            var now = HashedFile.Read(file.Path);
            if (now.Hash != file.Hash) break;
            file = now;
        }
        throw new AudioException("it was changed while it was read; run again once it stays as it is");
    }
}
