using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using Gmsa.Experiments.Augmentation;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Testing;

/// <summary>What holds for every kind of augmentation, on every kind of picture that it can change.</summary>
public abstract class EveryAugmentationTests : Suite<AugmentationOptions>
{
    private static readonly PictureFacts[] Pictures =
    [
        .. Catalog.Default.Features.Select(kind => Activator.CreateInstance(kind.Options)).OfType<PictureOptions>()
            .SelectMany(o => (PictureOptions[])[o, o with { Size = 96 }]).Append(new MelOptions { Scale = LoudnessScale.Power })
            .Select(o => PictureNumbers.Facts(o)),
    ];

    /// <summary>By default the catalog's as they are by default.</summary>
    public override IReadOnlyList<Named<AugmentationOptions>> Kinds => Named.All<AugmentationOptions>(Catalog.Augmentations);

    [Theory, EachKind]
    public void Says_what_it_is_and_what_its_keys_are(string kind)
    {
        var options = this[kind];
        Assert.NotEmpty(options.Kind);
        Assert.Contains("works on the picture", options.GetType().GetCustomAttribute<DescriptionAttribute>()!.Description);
        Keys.AssertDescribed(options.GetType());
    }

    [Theory, EachKind]
    public void Keeps_the_shape_changes_something_and_leaves_its_input_alone(string kind)
    {
        foreach (var (facts, augmenter) in Augmenters(this[kind]))
        {
            var pictures = Batch(facts);
            var before = pictures.Select(p => (float[])p.Clone()).ToArray();
            var changed = Changed(augmenter, pictures, 1);
            Assert.True(Same(before, pictures));
            Assert.All(changed, p => Assert.Equal(facts.Shape.Count, p.Length));
            Assert.False(Same(before, changed));
            Assert.False(Same(changed, Changed(augmenter, pictures, 2)));
        }
    }

    [Theory, EachKind]
    public void Finite_numbers_stay_finite_silence_included(string kind)
    {
        foreach (var (facts, augmenter) in Augmenters(this[kind]))
            foreach (var value in (float[])[0, -100, 1e-38f, 3e38f, -3e38f])
            {
                if (value < 0 && facts.Level is PictureLevel.Power or PictureLevel.Magnitude) continue;
                var flat = Enumerable.Repeat(value, facts.Shape.Count).ToArray();
                var edge = (float[])[.. flat[1..], 0];
                Assert.All(Changed(augmenter, [flat, edge, flat], 1), p => Assert.True(p.All(float.IsFinite)));
            }
    }

    [Theory, EachKind]
    public void The_same_seed_clip_and_epoch_give_the_same_bits_from_any_thread_and_culture(string kind)
    {
        foreach (var (facts, augmenter) in Augmenters(this[kind]).Take(6))
        {
            var pictures = Batch(facts);
            var expected = Changed(augmenter, pictures, 3);
            Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("el-GR");
                Assert.True(Same(expected, Changed(i % 2 == 0 ? augmenter : new([this[kind]], facts, new Seed(5)), pictures, 3)));
            });
            Assert.False(Same(expected, Changed(new([this[kind]], facts, new Seed(6)), pictures, 3)));
        }
    }

    [Theory, EachKind]
    public void Probability_0_changes_nothing_and_a_half_about_half(string kind)
    {
        var (facts, _) = Augmenters(this[kind]).First();
        var four = Batch(facts);
        var pictures = Enumerable.Range(0, 100).Select(i => four[i % 4]).ToArray();
        Assert.True(Same(pictures, Changed(new([this[kind] with { Probability = 0 }], facts, new Seed(5)), pictures, 1)));
        var half = Changed(new([this[kind] with { Probability = 0.5 }], facts, new Seed(5)), pictures, 1);
        Assert.InRange(half.Zip(pictures, (a, b) => Same([a], [b])).Count(same => same), 30, 70);
    }

    // All that need no picture but the one they change.
    [Theory(SkipTestWithoutData = true), EachKind(typeof(PictureAugmentationOptions))]
    public void No_place_in_a_batch_matters(string kind)
    {
        var (facts, augmenter) = Augmenters(this[kind]).First();
        var pictures = Batch(facts);
        var changed = Changed(augmenter, pictures, 2);
        Assert.True(Same([.. changed.Reverse()], Changed(augmenter, [.. pictures.Reverse()], 2, ["clip 3", "clip 2", "clip 1", "clip 0"])));
        Assert.Equal(changed[2], augmenter.Apply(pictures[2], "clip 2", 2));
    }

    [Theory, EachKind]
    public void What_it_needs_is_an_error_before_any_picture_is_changed(string kind)
    {
        foreach (var facts in Pictures)
            if (this[kind].Needs(facts) is { } needs)
            {
                var refused = Assert.Throws<ArgumentException>(() => new Augmenter([this[kind]], facts, new Seed(1)));
                Assert.StartsWith($"{this[kind].Kind} needs {needs}", refused.Message, StringComparison.Ordinal);
            }
    }

    private static IEnumerable<(PictureFacts Facts, Augmenter Augmenter)> Augmenters(AugmentationOptions options)
    {
        var fit = Pictures.Where(facts => options.Needs(facts) is null).ToArray();
        Assert.True(fit.Length >= 8, $"{options.Kind} changes {fit.Length} kinds of picture");
        return fit.Select(facts => (facts, new Augmenter([options], facts, new Seed(5))));
    }

    private static float[][] Batch(PictureFacts facts) =>
    [
        .. Enumerable.Range(0, 4).Select(i => facts.Level == PictureLevel.Decibels
            ? PictureNumbers.Noise(facts.Shape.Count, -80, 0, (ulong)i) : PictureNumbers.Noise(facts.Shape.Count, 0, 1, (ulong)i)),
    ];

    private static float[][] Changed(Augmenter augmenter, float[][] pictures, int epoch, string[]? clips = null)
    {
        var changed = pictures.Select(p => (float[])p.Clone()).ToArray();
        clips ??= [.. Enumerable.Range(0, pictures.Length).Select(i => FormattableString.Invariant($"clip {i}"))];
        augmenter.Apply(changed, clips, epoch);
        return changed;
    }

    private static bool Same(float[][] a, float[][] b) =>
        a.Length == b.Length && a.Zip(b).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second));
}
