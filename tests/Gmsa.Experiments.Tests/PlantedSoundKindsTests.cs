using System.ComponentModel;
using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Augmentation;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests;

/// <summary>Features and augmentations that break a promise each, and the check of the suite that sees it.</summary>
public class PlantedSoundKindsTests
{
    [Fact]
    public void A_feature_that_tells_nothing_in_another_shape_is_seen()
    {
        var suite = new Features(new BadFeatureOptions(_ => 1, Rows: 2));
        Planted.Seen(() => suite.Every_key_is_described("bad"));
        Planted.Seen(() => suite.The_shape_is_as_declared_and_the_numbers_are_finite_whatever_the_clip("bad"));
        Planted.Seen(() => suite.A_clip_that_its_sound_does_not_fill_has_the_shape_of_one_that_is_full("bad"));
        Planted.Seen(() => suite.Different_music_gives_different_numbers("bad"));
    }

    [Fact]
    public void A_feature_of_luck_and_one_that_has_no_number_for_silence_are_seen()
    {
        var calls = 0;
        var lucky = new Features(new BadFeatureOptions(_ => Interlocked.Increment(ref calls), Rows: 1));
        Planted.Seen(() => lucky.The_same_clip_gives_the_same_bits_from_any_thread_and_culture("bad"));
        var silent = new Features(new BadFeatureOptions(sound => sound.Sum() / sound.Max(), Rows: 1));
        Planted.Seen(() => silent.The_shape_is_as_declared_and_the_numbers_are_finite_whatever_the_clip("bad"));
    }

    [Fact]
    public void A_feature_that_takes_with_it_what_others_hold_is_seen()
    {
        var suite = new Features(new SharingFeatureOptions());
        Planted.Seen(() => suite.One_that_is_disposed_of_takes_nothing_from_another("bad"));
    }

    [Fact]
    public void An_augmentation_of_luck_is_seen()
    {
        var calls = 0;
        var suite = new Augmentations(new BadAugmentationOptions(_ => Interlocked.Increment(ref calls)));
        Planted.Seen(() => suite.Says_what_it_is_and_what_its_keys_are("bad"));
        Planted.Seen(() => suite.The_same_seed_clip_and_epoch_give_the_same_bits_from_any_thread_and_culture("bad"));
        Planted.Seen(() => suite.No_place_in_a_batch_matters("bad"));
    }

    [Fact]
    public void An_augmentation_that_does_nothing_and_one_that_goes_beyond_numbers_are_seen()
    {
        var idle = new Augmentations(new BadAugmentationOptions(value => value));
        Planted.Seen(() => idle.Keeps_the_shape_changes_something_and_leaves_its_input_alone("bad"));
        Planted.Seen(() => idle.Probability_0_changes_nothing_and_a_half_about_half("bad"));
        var loud = new Augmentations(new BadAugmentationOptions(value => value * 1000));
        Planted.Seen(() => loud.Finite_numbers_stay_finite_silence_included("bad"));
    }

    private sealed class Features(FeatureOptions bad) : EveryFeatureTests
    {
        public override IReadOnlyList<Named<FeatureOptions>> Kinds => [new("bad", bad)];
    }

    private sealed class Augmentations(AugmentationOptions bad) : EveryAugmentationTests
    {
        public override IReadOnlyList<Named<AugmentationOptions>> Kinds => [new("bad", bad)];
    }

    /// <summary>One number, whatever its shape says.</summary>
    private sealed record BadFeatureOptions(Func<float[], float> Number, int Rows) : AudioFeatureOptions
    {
        public override int CodeVersion => 1;

        public override FeatureShape Shape(int samples, int sampleRate) => new(Rows, 1);

        public override IFeature Create(int sampleRate) => new BadFeature(Number);
    }

    private sealed class BadFeature(Func<float[], float> number) : IFeature
    {
        public FeatureMap Extract(Waveform clip) =>
            new(new(1, 1), [clip.Samples.Length == 0 ? 0 : number(clip.Samples)], new("number", ""), Axis.Time);
    }

    /// <summary>Whether any feature of these options was disposed of.</summary>
    private sealed record SharingFeatureOptions : AudioFeatureOptions
    {
        public bool IsGone { get; set; }

        public override int CodeVersion => 1;

        public override FeatureShape Shape(int samples, int sampleRate) => new(1, 1);

        public override IFeature Create(int sampleRate) => new SharingFeature(this);
    }

    private sealed class SharingFeature(SharingFeatureOptions options) : IFeature
    {
        public FeatureMap Extract(Waveform clip) => new(new(1, 1), [options.IsGone ? 1 : 0], new("number", ""), Axis.Time);

        public void Dispose() => options.IsGone = true;
    }

    /// <summary>Changes a picture's first number.</summary>
    [Description("Does something.")]
    private sealed record BadAugmentationOptions(Func<float, float> Changed) : PictureAugmentationOptions
    {
        public override IAugmentation Create(PictureFacts picture) => new BadAugmentation(Changed);
    }

    private sealed class BadAugmentation(Func<float, float> changed) : IAugmentation
    {
        public void Apply(Span<float> picture, SplitMix64 random) => picture[0] = changed(picture[0]);
    }
}
