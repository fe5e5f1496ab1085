using System.Globalization;
using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Tests.Features;

namespace Gmsa.Experiments.Tests.Datasets;

public class FeatureKeyTests
{
    [Fact]
    public void The_options_are_sorted_camel_case_invariant_json()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("el-GR");
        try
        {
            Assert.Contains(
                """{"bands":64,"codeVersion":1,"hop":1024,"kind":"mel","nFft":2048,"range":72.5,"reference":"max","scale":"db","size":null}""",
                Recipe(new MelOptions { Range = 72.5, Bands = 64, Reference = LoudnessReference.Max, Name = "picture" }));
            Assert.Contains(
                """{"codeVersion":1,"kind":"pooled","of":[{"codeVersion":1,"hop":512,"kind":"rms","nFft":2048}],"statistics":["mean","skewness"]}""",
                Recipe(new PooledOptions { Of = [new RmsOptions()], Statistics = [Statistic.Mean, Statistic.Skewness] }));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_version_of_what_reads_audio_is_part_of_it() => Assert.Contains(
        FormattableString.Invariant($"\"audioCodeVersion\":{AudioFile.CodeVersion},"), Recipe(new RmsOptions()), StringComparison.Ordinal);

    [Fact]
    public void The_version_of_how_clips_are_filled_is_part_of_it() => Assert.Contains(
        FormattableString.Invariant($"\"clipCodeVersion\":{ClipExtractor.CodeVersion},"),
        Recipe(new RmsOptions()), StringComparison.Ordinal);

    [Fact]
    public void Whatever_changes_the_numbers_changes_the_recipe_and_the_name()
    {
        var clip = new ClipOptions();
        (AudioFeatureOptions Feature, ClipOptions Clip, int Rate, Precision Precision)[] all =
        [
            (new MelOptions(), clip, 8000, Precision.Float32),
            (new MelOptions(), clip, 8000, Precision.Float16),
            (new MelOptions(), clip, 16000, Precision.Float32),
            (new MelOptions(), clip with { Offset = TimeSpan.FromSeconds(1) }, 8000, Precision.Float32),
            (new MelOptions(), clip with { Length = TimeSpan.FromSeconds(1) }, 8000, Precision.Float32),
            (new MelOptions { Bands = 64 }, clip, 8000, Precision.Float32),
            (new MelOptions { Size = 128 }, clip, 8000, Precision.Float32),
            (new MelOptions { Scale = LoudnessScale.Power }, clip, 8000, Precision.Float32),
            (new RmsOptions(), clip, 8000, Precision.Float32),
            (new CentroidOptions(), clip, 8000, Precision.Float32),
            (new NewerOptions(1), clip, 8000, Precision.Float32),
            (new NewerOptions(2), clip, 8000, Precision.Float32),
            (new PooledOptions { Of = [new NewerOptions(1)] }, clip, 8000, Precision.Float32),
            (new PooledOptions { Of = [new NewerOptions(2)] }, clip, 8000, Precision.Float32),
        ];
        var recipes = all.Select(a => FeatureKey.Recipe(a.Feature, a.Clip, a.Rate, a.Precision)).ToArray();
        Assert.Equal(all.Length, recipes.Distinct().Count());
        var names = all.Zip(recipes, (a, recipe) => FeatureKey.NameOf(a.Feature, recipe)).ToArray();
        Assert.Equal(all.Length, names.Distinct().Count());
        Assert.All(names, name => Assert.Matches("^[a-z][a-zA-Z]*-[0-9a-f]{16}$", name));
    }

    [Fact]
    public void What_a_feature_is_called_does_not() =>
        Assert.Equal(Recipe(new MelOptions { Name = "a" }), Recipe(new MelOptions { Name = "b" }));

    /// <summary>The quickstart's; they change with the versions of what reads audio, fills clips and keeps stores, and with nothing
    /// else.</summary>
    [Fact]
    public void Stores_of_old_are_found_again()
    {
        string Name(AudioFeatureOptions feature) => FeatureKey.NameOf(feature,
            FeatureKey.Recipe(feature, new() { Length = TimeSpan.FromSeconds(10) }, 8000, Precision.Float32));
        Assert.Equal("mel-4edf2f782cbb280b", Name(new MelOptions { Hop = 512, Size = 128 }));
        Assert.Equal("pooled-152d4a0551bd2334", Name(new PooledOptions()));
    }

    [Fact]
    public void A_feature_at_a_rate_of_its_own_is_what_it_is_among_data_of_that_rate()
    {
        Assert.Equal(Recipe(new MelOptions()), FeatureKey.Recipe(new MelOptions { SampleRate = 8000 }, new(), 44_100, Precision.Float32));
        Assert.Equal(Recipe(new PooledOptions { Of = [new MelOptions()] }),
            FeatureKey.Recipe(new PooledOptions { Of = [new MelOptions { SampleRate = 8000 }] }, new(), 44_100, Precision.Float32));
        Assert.NotEqual(Recipe(new MelOptions()), Recipe(new MelOptions { SampleRate = 44_100 }));
    }

    [Fact]
    public void A_file_stands_in_it_as_the_hash_of_its_content()
    {
        var folder = Repository.TemporaryFolder();
        try
        {
            var model = ModelFeatureOptions.Of(Path.Combine(folder, "model.txt"), 1, 2);
            Assert.Contains($"\"model\":\"{model.Model!.Hash}\"}}", Recipe(model), StringComparison.Ordinal);
            Assert.DoesNotContain("model.txt", Recipe(model), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Recipe(AudioFeatureOptions feature) => FeatureKey.Recipe(feature, new(), 8000, Precision.Float32);

    private sealed record NewerOptions(int Version) : AudioFeatureOptions
    {
        public override int CodeVersion => Version;

        public int Version { get; } = Version;

        public override FeatureShape Shape(int samples, int sampleRate) => new(1, 1);

        public override IFeature Create(int sampleRate) => throw new NotSupportedException();
    }
}
