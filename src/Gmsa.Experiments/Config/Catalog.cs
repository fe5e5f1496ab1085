using System.Collections.Frozen;
using Gmsa.Experiments.Augmentation;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Launchers;
using Gmsa.Experiments.Moods;
using Gmsa.Experiments.Reports;
using Gmsa.Experiments.Search;
using Gmsa.Experiments.Training;

namespace Gmsa.Experiments.Config;

/// <summary>A word that an experiment file may use where a kind is asked for, and the options record that goes with it.</summary>
public sealed record Kind(string Word, Type Options);

/// <summary>
/// Everything that an experiment file can name: an immutable value, handed down from whoever starts the work. To add a kind here, write its
/// options record and one line; from another assembly, <c>Catalog.Default.With&lt;MyOptions&gt;("my")</c>. Of which sort a kind is, the
/// record that its options derive from says (<see cref="KindSort"/>).
/// </summary>
public sealed class Catalog
{
    private static readonly Kind[] BuiltIn =
    [
        // Features.
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

        // Augmentations.
        new("specAugment", typeof(SpecAugmentOptions)),
        new("mixup", typeof(MixupOptions)),
        new("crop", typeof(CropOptions)),
        new("gain", typeof(GainOptions)),
        new("noise", typeof(NoiseOptions)),
        new("pitchShift", typeof(PitchShiftOptions)),
        new("timeStretch", typeof(TimeStretchOptions)),

        // Trainers.
        new("majority", typeof(MajorityOptions)),
        new("logistic", typeof(LogisticOptions)),
        new("lightGbm", typeof(LightGbmOptions)),
        new("fastForest", typeof(FastForestOptions)),
        new("fastTree", typeof(FastTreeOptions)),
        new("sdca", typeof(SdcaOptions)),
        new("seedCnn", typeof(SeedCnnOptions)),
        new("auto", typeof(AutoOptions)),

        // Splits.
        new("groupKFold", typeof(GroupKFoldOptions)),
        new("holdout", typeof(HoldoutOptions)),
        new("kFold", typeof(KFoldOptions)),
        new("column", typeof(ColumnSplitOptions)),

        // Searches.
        new("random", typeof(RandomSearchOptions)),
        new("grid", typeof(GridSearchOptions)),
        new("sobol", typeof(SobolSearchOptions)),
        new("tpe", typeof(TpeSearchOptions)),
        new("cmaEs", typeof(CmaEsSearchOptions)),
        new("costFrugal", typeof(CostFrugalSearchOptions)),
        new("auto", typeof(AutoSearchOptions)),

        // Pruners.
        new("median", typeof(MedianPrunerOptions)),
        new("successiveHalving", typeof(SuccessiveHalvingPrunerOptions)),
        new("asha", typeof(AshaPrunerOptions)),
        new("hyperband", typeof(HyperbandPrunerOptions)),
        new("patience", typeof(PatiencePrunerOptions)),
        new("threshold", typeof(ThresholdPrunerOptions)),
        new("wilcoxon", typeof(WilcoxonPrunerOptions)),

        // Launchers.
        new("inProcess", typeof(InProcessOptions)),
        new("processes", typeof(ProcessesOptions)),

        // Reports.
        new("html", typeof(HtmlReportOptions)),
        new("markdown", typeof(MarkdownReportOptions)),
        new("csv", typeof(CsvReportOptions)),
        new("latex", typeof(LatexReportOptions)),
        new("parquet", typeof(ParquetReportOptions)),
        new("tensorboard", typeof(TensorBoardReportOptions)),
    ];

    private readonly Kind[] kinds;
    private readonly FrozenDictionary<Type, string> words;

    private Catalog(Kind[] kinds, IReadOnlyList<string> files)
    {
        (this.kinds, Files) = (kinds, files);
        words = kinds.ToFrozenDictionary(k => k.Options, k => k.Word);
        Networks = new(kinds.Select(k => (k.Word, k.Options)));
    }

    /// <summary>All kinds that the library has itself.</summary>
    public static Catalog Default { get; } = new(BuiltIn, []);

    /// <summary>The assemblies that kinds were taken from by <see cref="With(string)"/>, as they were named there.</summary>
    public IReadOnlyList<string> Files { get; }

    public IReadOnlyList<Kind> Features => Of(typeof(FeatureOptions));

    public IReadOnlyList<Kind> Augmentations => Of(typeof(AugmentationOptions));

    public IReadOnlyList<Kind> Trainers => Of(typeof(TrainerOptions));

    public IReadOnlyList<Kind> Splits => Of(typeof(SplitOptions));

    public IReadOnlyList<Kind> Searches => Of(typeof(SearchOptions));

    public IReadOnlyList<Kind> Pruners => Of(typeof(PrunerOptions));

    public IReadOnlyList<Kind> Launchers => Of(typeof(LauncherOptions));

    public IReadOnlyList<Kind> Reports => Of(typeof(ReportOptions));

    /// <summary>
    /// The forms of the experiment's own label schemes; the word is the key that makes it one. They come from here alone.
    /// </summary>
    public IReadOnlyList<Kind> Schemes { get; } =
    [
        new("cut", typeof(CutScheme)),
        new("rectangles", typeof(RectanglesScheme)),
        new("sectors", typeof(SectorsScheme)),
        new("merge", typeof(MergeScheme)),
        new("column", typeof(ColumnScheme)),
    ];

    /// <summary>How bundles name the networks among the trainers.</summary>
    public NetworkKinds Networks { get; }

    /// <summary>The same catalog with a kind more, the last of its sort.</summary>
    /// <typeparam name="TOptions">Its options: a record that derives from <see cref="FeatureOptions"/>, <see cref="TrainerOptions"/>,
    /// <see cref="ReportOptions"/> or another base of kinds. Its init properties are the keys of experiment files.</typeparam>
    /// <param name="word">What experiment files, records and bundles call it: ASCII letters and digits, a small letter first.</param>
    /// <exception cref="ArgumentException">The word can't be one, or either is taken, or the type derives from no base of kinds, or has a
    /// key that no experiment file can say.</exception>
    public Catalog With<TOptions>(string word)
        where TOptions : class, new()
    {
        var type = typeof(TOptions);
        var sort = KindSort.Of(type)
            ?? throw new ArgumentException($"{type} is no options record of a kind; expected: one that derives from {KindSort.Bases}");
        if (word.Length == 0 || !char.IsAsciiLetterLower(word[0]) || !word.All(char.IsAsciiLetterOrDigit))
            throw new ArgumentException($"the {sort.Noun} {type} can't be called '{word}'; "
                + "expected: ASCII letters and digits, a small letter first, as in myTrainer", nameof(word));
        if (Of(sort.Base).FirstOrDefault(k => k.Word == word) is { } taken)
            throw new ArgumentException($"the word '{word}' is taken: it is the {sort.Noun} {taken.Options}. Call {type} otherwise",
                nameof(word));
        if (words.TryGetValue(type, out var other))
            throw new ArgumentException($"{type} is the {sort.Noun} '{other}' already; a kind has one word", nameof(word));
        if (OptionKey.Of(type).FirstOrDefault(k => !OptionKey.IsBindable(k.Type)) is { } key)
            throw new ArgumentException($"{type}.{key.Property.Name} is a {key.Type}, which no experiment file can say; "
                + "expected: a number, a truth value, a text, an enum, a TimeSpan, a record of these, or an IReadOnlyList of any");
        return new([.. kinds, new(word, type)], Files);
    }

    /// <summary>The same catalog with the kinds of another assembly, which is loaded into this process: its code runs.</summary>
    /// <param name="file">An assembly that says with <see cref="ExtendsCatalogAttribute{T}"/> who knows its kinds.</param>
    /// <exception cref="InputException">There is no such file, it is no .NET assembly, it names no kinds, it was built against another
    /// version of this library, or a word of its is taken.</exception>
    public Catalog With(string file)
    {
        var more = KindsFile.Extended(this, file);
        return new(more.kinds, [.. more.Files, file]);
    }

    /// <summary>True where the options of a kind of this catalog are of the type.</summary>
    internal bool Has(Type options) => words.ContainsKey(options);

    /// <summary>The word of an options record: "mel" for <see cref="MelOptions"/>.</summary>
    /// <exception cref="ArgumentException">Its kind isn't in this catalog.</exception>
    public string WordOf(object options) => words.GetValueOrDefault(options.GetType()) ?? throw new ArgumentException(
        $"{options.GetType()} is no kind of this catalog: add it, as in Catalog.Default.With<{options.GetType().Name}>(\"word\")",
        nameof(options));

    /// <summary>
    /// What a list of kinds is called in messages, and the kinds; null where <paramref name="type"/> isn't the base record of kinds.
    /// </summary>
    internal KindGroup? GroupOf(Type type) => type.IsAbstract && KindSort.Of(type) is { } sort ? new(sort, Of(type)) : null;

    private Kind[] Of(Type type) => [.. kinds.Where(k => k.Options.IsSubclassOf(type))];
}

/// <summary>The kinds of a sort, or those of them that some place takes.</summary>
internal sealed record KindGroup(KindSort Sort, IReadOnlyList<Kind> Kinds)
{
    public string Noun => Sort.Noun;

    /// <inheritdoc cref="KindSort.One"/>
    public string One => Sort.One;

    public IEnumerable<string> Words => Kinds.Select(k => k.Word);

    /// <summary>What is said of a word that none of them has.</summary>
    /// <param name="shown">The word as a message may hold it.</param>
    public string Unknown(string word, string shown)
    {
        var suggestion = Suggestion.DidYouMean(word, Words);
        return $"unknown {Noun} '{shown}'. Known: {Config.Words.List(Words)}."
            + (suggestion.Length > 0 ? suggestion : " A kind of another assembly comes with --with FILE.dll");
    }

    public Type? this[string word] => Kinds.FirstOrDefault(k => k.Word == word)?.Options;
}
