using Gmsa.Experiments.Augmentation;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Datasets;

/// <summary>Augmented copies that are written out, rather than made anew in every epoch.</summary>
/// <param name="Count">Of each clip, at least 1.</param>
/// <param name="Features">The names of the pictures that are augmented; every other feature of a copy is that of its clip.</param>
/// <param name="Seed">What happens to a copy follows from it, the clip's audio and the copy's number.</param>
public sealed record Copies(int Count, IReadOnlyList<AugmentationOptions> Kinds, IReadOnlyList<string> Features, Seed Seed)
{
    /// <summary>As the recipe of a feature, for its copies of this number, from 1.</summary>
    internal string Recipe(string recipe, int copy) => FeatureKey.CopyRecipe(recipe, Kinds, Seed, copy);
}

/// <summary>Makes the copies of one clip of every track, or finds them in the cache, store by store: one a picture and copy.</summary>
/// <param name="source">With the one clip.</param>
/// <param name="number">Which part of its track the clip is, from 0: each has draws of its own.</param>
/// <param name="checks">True to read every row that is there, and to make those again that aren't what was written.</param>
internal sealed class CopyPass(
    AudioSource source, int number, Copies copies, FeatureCache cache, int workers, IProgress<Progress> progress, CancellationToken cancel,
    bool checks = false)
{
    /// <param name="originals">The picture as it is, whole for all of this audio.</param>
    /// <returns>The stores of copy 1, copy 2, ...</returns>
    public IReadOnlyList<FeatureStore> Run(PictureOptions picture, FeatureShape shape, SoundRows originals,
        IReadOnlyList<string> audioHashes)
    {
        var recipe = source.RecipeOf(picture);
        string[] recipes = [.. Enumerable.Range(1, copies.Count).Select(copy => copies.Recipe(recipe, copy))];
        string[] names = [.. recipes.Select(r => FeatureKey.NameOf(picture, r))];
        using var claims = cache.Claim(
            names.Zip(recipes, (name, r) => (name, r, shape)), source.Precision,
            name => progress.Report(new("copies", 0, copies.Count, $"waiting for another build of {name}")), cancel);
        var augmenter = new Augmenter(copies.Kinds, source.Clip.FactsOf(picture, source.SampleRate), copies.Seed);
        FeatureStore[] stores = [.. names.Select(name => claims[name])];
        foreach (var store in stores) store.Assign(audioHashes);
        var (done, distinct) = (0, audioHashes.Distinct().ToArray());
        try
        {
            InParallel.Each(distinct, workers, hash =>
            {
                float[]? original = null;
                for (var copy = 0; copy < stores.Length; copy++)
                {
                    cancel.ThrowIfCancellationRequested();
                    if (checks ? stores[copy].IsSound(hash) : stores[copy].IsWhole(hash)) continue;
                    original ??= originals.Read(hash);
                    stores[copy].Write(hash, augmenter.Apply(original, FormattableString.Invariant($"{hash}#{number + 1}"), copy + 1),
                        originals.Seconds(hash));
                }
                progress.Report(new("copies", Interlocked.Increment(ref done), distinct.Length, picture.Name ?? picture.Kind));
            }, cancel);
        }
        finally
        {
            foreach (var store in stores) store.Commit();
        }
        return stores;
    }
}
