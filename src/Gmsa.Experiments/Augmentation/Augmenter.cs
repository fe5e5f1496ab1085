using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Augmentation;

/// <summary>
/// Changes pictures by every kind of a list, in its order. What happens to a picture follows from the seed, its clip and the epoch alone
/// (with <see cref="MixupOptions"/> from the others of its batch too), so neither order nor workers change a bit. Thread-safe.
/// </summary>
public sealed class Augmenter
{
    /// <summary>Raised whenever what a kind does to a picture changes, so that copies that were written out are made again.</summary>
    internal const int CodeVersion = 1;

    private readonly IReadOnlyList<(AugmentationOptions Options, IAugmentation? Kind)> kinds;
    private readonly Seed seed;

    /// <exception cref="ArgumentException">A kind needs another picture (see <see cref="AugmentationOptions.Needs"/>), or mixup
    /// stands there twice.</exception>
    public Augmenter(IReadOnlyList<AugmentationOptions> kinds, PictureFacts picture, Seed seed)
    {
        foreach (var kind in kinds)
            if (kind.Needs(picture) is { } needs) throw new ArgumentException($"{kind.Kind} needs {needs}", nameof(kinds));
        if (kinds.OfType<MixupOptions>().Count() > 1) throw new ArgumentException("mixup stands there twice", nameof(kinds));
        this.kinds = [.. kinds.Select(kind => (kind, (kind as PictureAugmentationOptions)?.Create(picture)))];
        this.seed = seed;
    }

    /// <summary>A changed copy of one picture.</summary>
    /// <param name="picture">Row-major, [rows, frames], the feature's own numbers.</param>
    /// <param name="clip">What tells the picture apart from all others.</param>
    /// <param name="epochOrCopy">Which of its changed copies, from 1.</param>
    /// <exception cref="InvalidOperationException">There is mixup among the kinds, which needs a batch.</exception>
    public float[] Apply(ReadOnlySpan<float> picture, string clip, int epochOrCopy)
    {
        var random = GeneratorOf(clip, epochOrCopy);
        var changed = picture.ToArray();
        foreach (var (options, kind) in kinds)
        {
            if (kind is null) throw new InvalidOperationException($"{options.Kind} changes no picture alone");
            if (random.NextDouble() < options.Probability) kind.Apply(changed, random);
        }
        return changed;
    }

    /// <summary>Changes a batch in place.</summary>
    /// <param name="pictures">As for <see cref="Apply(ReadOnlySpan{float}, string, int)"/>.</param>
    /// <param name="clips">Whose they are.</param>
    /// <returns>What each is made of; null where nothing mixes pictures.</returns>
    public IReadOnlyList<Mix>? Apply(IReadOnlyList<float[]> pictures, IReadOnlyList<string> clips, int epoch)
    {
        var random = clips.Select(clip => GeneratorOf(clip, epoch)).ToArray();
        Mix[]? mixes = null;
        foreach (var (options, kind) in kinds)
            if (options is MixupOptions mixup)
            {
                mixes = [.. random.Select((r, row) =>
                    r.NextDouble() < mixup.Probability ? Mixup.Draw(mixup, row, pictures.Count, r) : new Mix(row, 1))];
                Mixup.Apply(pictures, mixes);
            }
            else
                for (var row = 0; row < pictures.Count; row++)
                    if (random[row].NextDouble() < options.Probability) kind!.Apply(pictures[row], random[row]);
        return mixes;
    }

    private SplitMix64 GeneratorOf(string clip, int epoch) => seed.Derive(FormattableString.Invariant($"{epoch}/{clip}")).Generator();
}
