using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Features;

namespace Gmsa.Experiments.Tests;

// The suites, each for every kind of the catalog; a list of the catalog without one, and a kind that none has, fail ConformanceTests.

public class EveryCatalogAugmentationTests : EveryAugmentationTests;

public class EveryCatalogPrunerTests : EveryPrunerTests;

public class EveryCatalogReportTests : EveryReportTests;

public class EveryCatalogSchemeTests : EverySchemeTests;

public class EveryCatalogSearchTests : EverySearchTests;

public class EveryCatalogTrainerTests : EveryTrainerTests;

/// <summary>Splits as they are by default, and what else has paths of its own.</summary>
public class EveryCatalogSplitTests : EverySplitTests
{
    public override IReadOnlyList<Named<SplitOptions>> Kinds =>
    [
        .. base.Kinds, new("groupKFold twice", new GroupKFoldOptions { Folds = 3, Repeats = 2 }),
        new("groupKFold by two columns", new GroupKFoldOptions { Folds = 3, By = ["artist", "album"] }),
        new("kFold thrice", new KFoldOptions { Folds = 2, Repeats = 3 }), new("holdout of a half", new HoldoutOptions { Test = 0.5 }),
    ];
}

/// <summary>Features as they are by default, and what else has paths of its own; with spectra that several share, as a clip has
/// them.</summary>
public class EveryCatalogFeatureTests : EveryFeatureTests
{
    private static readonly AudioFeatureOptions[] Others =
    [
        new MelOptions { Scale = LoudnessScale.Power }, new MelOptions { Reference = LoudnessReference.Max },
        new MelOptions { NFft = 441, Hop = 100, Bands = 20, Size = 32 }, new MfccOptions { Count = 13 }, new MfccOptions { Deltas = true },
        new MfccOptions { Deltas = true, Hop = 4000 }, new StftOptions { Window = FrameWindow.Blackman, NFft = 101, Hop = 7 },
        new SpectrogramOptions { Scale = LoudnessScale.Power }, new LaplacianMelOptions { Scale = LoudnessScale.Power, Size = 16 },
        new RmsOptions { NFft = 101, Hop = 7 }, new CentroidOptions { NFft = 101, Hop = 7 }, new BandwidthOptions { NFft = 101, Hop = 7 },
        new ZcrOptions { NFft = 101, Hop = 7 }, new RolloffOptions { NFft = 16, Hop = 7 },
        new FlatnessOptions { NFft = 65536, Hop = 7000 }, new ContrastOptions { NFft = 16, Hop = 7 },
        new PooledOptions { Of = [new MelOptions(), new RmsOptions(), new WaveformOptions()], Statistics = Enum.GetValues<Statistic>() },
        new CqtOptions { BinsPerOctave = 5, Octaves = OctaveCount.Two, Hop = 441, Size = 32 },
        new ChromaOptions { Of = ChromaSource.Stft, Hop = 100, Size = 32 }, new OnsetOptions { NFft = 101, Hop = 7 },
        new TempogramOptions { Hop = 100, Size = 32 }, new TempoOptions { Hop = 100 },
    ];

    public override IReadOnlyList<Named<FeatureOptions>> Kinds =>
    [
        .. base.Kinds,
        .. Others.Select((options, i) => new Named<FeatureOptions>(FormattableString.Invariant($"{options.Kind} {i}"), options)),
    ];

    protected override FeatureMap Sound(IFeature feature, Waveform sound, int clipSamples) => new Spectra(sound, clipSamples).Of(feature);
}
