using Gmsa.Experiments.Augmentation;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Launchers;
using Gmsa.Experiments.Moods;
using Gmsa.Experiments.Reports;
using Gmsa.Experiments.Search;
using Gmsa.Experiments.Training;

namespace Gmsa.Experiments.Config;

/// <summary>A word that an experiment file may use where a kind is asked for, and the options record that goes with it.</summary>
public sealed record Kind(string Word, Type Options);

/// <summary>Everything that an experiment file can name. To add a kind, write its options record and one line here.</summary>
public static class Catalog
{
    public static IReadOnlyList<Kind> Features { get; } =
    [
        new("waveform", typeof(WaveformOptions)),
        new("stft", typeof(StftOptions)),
        new("spectrogram", typeof(SpectrogramOptions)),
        new("mel", typeof(MelOptions)),
        new("laplacianMel", typeof(LaplacianMelOptions)),
        new("mfcc", typeof(MfccOptions)),
        new("cqt", typeof(CqtOptions)),
        new("chroma", typeof(ChromaOptions)),
        new("cens", typeof(CensOptions)),
        new("tonnetz", typeof(TonnetzOptions)),
        new("zcr", typeof(ZcrOptions)),
        new("rms", typeof(RmsOptions)),
        new("centroid", typeof(CentroidOptions)),
        new("bandwidth", typeof(BandwidthOptions)),
        new("rolloff", typeof(RolloffOptions)),
        new("contrast", typeof(ContrastOptions)),
        new("flatness", typeof(FlatnessOptions)),
        new("onset", typeof(OnsetOptions)),
        new("tempogram", typeof(TempogramOptions)),
        new("tempo", typeof(TempoOptions)),
        new("pooled", typeof(PooledOptions)),
        new("columns", typeof(ColumnsOptions)),
    ];

    public static IReadOnlyList<Kind> Augmentations { get; } =
    [
        new("specAugment", typeof(SpecAugmentOptions)),
        new("mixup", typeof(MixupOptions)),
        new("crop", typeof(CropOptions)),
        new("gain", typeof(GainOptions)),
        new("noise", typeof(NoiseOptions)),
        new("pitchShift", typeof(PitchShiftOptions)),
        new("timeStretch", typeof(TimeStretchOptions)),
    ];

    public static IReadOnlyList<Kind> Trainers { get; } =
    [
        new("majority", typeof(MajorityOptions)),
        new("logistic", typeof(LogisticOptions)),
        new("lightGbm", typeof(LightGbmOptions)),
        new("fastForest", typeof(FastForestOptions)),
        new("fastTree", typeof(FastTreeOptions)),
        new("sdca", typeof(SdcaOptions)),
        new("seedCnn", typeof(SeedCnnOptions)),
        new("auto", typeof(AutoOptions)),
    ];

    public static IReadOnlyList<Kind> Splits { get; } =
    [
        new("groupKFold", typeof(GroupKFoldOptions)),
        new("holdout", typeof(HoldoutOptions)),
        new("kFold", typeof(KFoldOptions)),
        new("column", typeof(ColumnSplitOptions)),
    ];

    public static IReadOnlyList<Kind> Searches { get; } =
    [
        new("random", typeof(RandomSearchOptions)),
        new("grid", typeof(GridSearchOptions)),
        new("sobol", typeof(SobolSearchOptions)),
        new("tpe", typeof(TpeSearchOptions)),
        new("cmaEs", typeof(CmaEsSearchOptions)),
        new("costFrugal", typeof(CostFrugalSearchOptions)),
        new("auto", typeof(AutoSearchOptions)),
    ];

    public static IReadOnlyList<Kind> Pruners { get; } =
    [
        new("median", typeof(MedianPrunerOptions)),
        new("successiveHalving", typeof(SuccessiveHalvingPrunerOptions)),
        new("asha", typeof(AshaPrunerOptions)),
        new("hyperband", typeof(HyperbandPrunerOptions)),
        new("patience", typeof(PatiencePrunerOptions)),
        new("threshold", typeof(ThresholdPrunerOptions)),
        new("wilcoxon", typeof(WilcoxonPrunerOptions)),
    ];

    public static IReadOnlyList<Kind> Launchers { get; } =
    [
        new("inProcess", typeof(InProcessOptions)),
        new("processes", typeof(ProcessesOptions)),
    ];

    /// <summary>The forms of the experiment's own label schemes; the word is the key that makes it one.</summary>
    public static IReadOnlyList<Kind> Schemes { get; } =
    [
        new("cut", typeof(CutScheme)),
        new("rectangles", typeof(RectanglesScheme)),
        new("sectors", typeof(SectorsScheme)),
        new("merge", typeof(MergeScheme)),
        new("column", typeof(ColumnScheme)),
    ];

    /// <summary>The reports; they have no options.</summary>
    public static IReadOnlyList<string> Reports { get; } = Words.OfEnum(typeof(ReportKind));

    /// <summary>The renderer of a report.</summary>
    public static IReport CreateReport(ReportKind kind) => kind switch
    {
        ReportKind.Html => new HtmlReport(),
        ReportKind.Markdown => new MarkdownReport(),
        ReportKind.Csv => new CsvReport(),
        ReportKind.Latex => new LatexReport(),
        ReportKind.Parquet => new ParquetReport(),
        ReportKind.Tensorboard => new TensorBoardReport(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>
    /// What a list of kinds is called in messages, and the kinds; null where <paramref name="type"/> isn't the base record of kinds.
    /// </summary>
    internal static KindGroup? GroupOf(Type type) =>
        type == typeof(FeatureOptions) ? new("feature", Features)
        : type == typeof(AudioFeatureOptions) ? new("feature", [.. Features.Where(k => k.Options.IsSubclassOf(type))])
        : type == typeof(AugmentationOptions) ? new("augmentation", Augmentations)
        : type == typeof(TrainerOptions) ? new("trainer", Trainers)
        : type == typeof(SplitOptions) ? new("split", Splits)
        : type == typeof(SearchOptions) ? new("search", Searches)
        : type == typeof(PrunerOptions) ? new("pruner", Pruners)
        : type == typeof(LauncherOptions) ? new("launcher", Launchers)
        : null;

    /// <summary>The word of an options record: "mel" for <see cref="MelOptions"/>.</summary>
    public static string WordOf(object options)
    {
        var type = options.GetType();
        IEnumerable<Kind> all = [.. Features, .. Augmentations, .. Trainers, .. Splits, .. Searches, .. Pruners, .. Launchers];
        return all.First(k => k.Options == type).Word;
    }
}

/// <summary>The kinds of one thing.</summary>
internal sealed record KindGroup(string Noun, IReadOnlyList<Kind> Kinds)
{
    /// <summary>"a feature", "an augmentation".</summary>
    public string One => (Noun[0] == 'a' ? "an " : "a ") + Noun;

    public IEnumerable<string> Words => Kinds.Select(k => k.Word);

    public Type? this[string word] => Kinds.FirstOrDefault(k => k.Word == word)?.Options;
}
