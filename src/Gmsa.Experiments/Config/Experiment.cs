using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gmsa.Experiments.Augmentation;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Demo;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Launchers;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Moods;
using Gmsa.Experiments.Reports;
using Gmsa.Experiments.Search;
using Gmsa.Experiments.Training;

namespace Gmsa.Experiments.Config;

/// <summary>
/// What a study is to find out: an experiment file, or the same made in code. As <see cref="ExperimentFile.Load"/> gives it, everything is
/// validated and every default is filled in; so it is in the design of a study.
/// </summary>
public sealed record Experiment
{
    private static readonly IReadOnlyList<FeatureOptions> DefaultFeatures =
        [new MelOptions { Name = "picture", Size = 128 }, new PooledOptions { Name = "summary" }]; // one for all: nothing was said

    [Description("The version of this format. Default 1, the only one there is.")]
    [Range(1, 1)]
    public int Version { get; init; } = 1;

    [Description("The name of the study: small letters, digits and hyphens. Default: the name of the file.")]
    [Slug]
    public string? Name { get; init; }

    [Description("Everything random follows from it; where `seeds` are given folds, resampling, written-out copies and final models alone. "
        + "A whole number from 0. Default 42.")]
    [Range(typeof(long), "0", "9223372036854775807")]
    public long Seed { get; init; } = 42;

    [Description("Seeds to learn everything with, one after the other on the same folds: [1, 2, 3]. "
        + "Results are then means over them, with what of a difference is luck of the seed. Default: `seed` alone.")]
    [MinLength(1)]
    [Seeds]
    public IReadOnlyList<long>? Seeds { get; init; }

    [Description("The audio and what is known about it: a manifest, a table without audio, or the synthetic demo corpus.")]
    [Required]
    public DataOptions Data { get; init; } = new();

    [Description("The label schemes to compare: mood8, mood4, names of `schemes`, or { column: NAME } for the words of a manifest column.")]
    [Required]
    [MinLength(1)]
    public IReadOnlyList<LabelSource> Labels { get; init; } = [];

    [Description("Label schemes of your own by name, each with one of the keys cut, rectangles, sectors, merge, column. Default none.")]
    public IReadOnlyDictionary<string, SchemeOptions> Schemes { get; init; } = new OrderedDictionary<string, SchemeOptions>();

    [Description("How tracks are divided into folds. Default groupKFold: five folds, artists kept together.")]
    public SplitOptions Split { get; init; } = new GroupKFoldOptions();

    [Description("How the labels of training parts are evened out. Default: not at all.")]
    public BalanceOptions Balance { get; init; } = new();

    [Description("True lets features be what a label is computed from (energy, valence, "
        + "the label's column): the scores then say nothing about hearing. Default false.")]
    public bool AllowLabelInputs { get; init; }

    [Description("The standard deviation of the error that energy and valence are taken to have, for what a perfect model could reach. "
        + "No result depends on it. Default 0.05.")]
    [Range(0.0, 0.5)]
    public double LabelNoise { get; init; } = 0.05;

    [Description("What is computed from the audio, or taken from the manifest's columns. "
        + "Default: a mel picture of 128 x 128 named picture, and pooled statistics named "
        + "summary.")]
    [MinLength(1)]
    public IReadOnlyList<FeatureOptions> Features { get; init; } = DefaultFeatures;

    [Description("What changes training pictures, anew in every epoch, in this order. Networks learn from the changed pictures, all other "
        + "trainers from the originals; nothing is ever scored on a changed one. Default: nothing.")]
    public IReadOnlyList<AugmentationOptions> Augment { get; init; } = [];

    [Description("How many augmented copies of every clip are written out, to be learnt from beside it, as the origin did; mixup can't be. "
        + "Default 0: pictures are augmented anew in every epoch.")]
    [Range(0, 100)]
    public int Materialise { get; init; }

    [Description("What learns. An arm of the comparison is a label scheme x an entry here. Default: majority and lightGbm.")]
    [MinLength(1)]
    public IReadOnlyList<TrainerEntry> Trainers { get; init; } =
        [new(new MajorityOptions(), new([])), new(new LightGbmOptions(), new([]))];

    [Description("How values are chosen where trainers have ranges, and how many are tried. Default random.")]
    public SearchOptions Search { get; init; } = new RandomSearchOptions();

    [Description("Where trials run. No result depends on it. Default inProcess.")]
    public LauncherOptions Launcher { get; init; } = new InProcessOptions();

    [Description("What networks are trained on: cpu, or auto for the best there is (now always cpu). Default auto.")]
    public Device Device { get; init; } = Device.Auto;

    [Description("The reports to write: html, markdown, csv, latex, parquet, tensorboard. Default the first three.")]
    public IReadOnlyList<ReportOptions> Report { get; init; } =
        [new HtmlReportOptions(), new MarkdownReportOptions(), new CsvReportOptions()];

    /// <summary>The same experiment without the schemes that none of its labels needs.</summary>
    public Experiment WithNeededSchemes()
    {
        var needed = new HashSet<string>();
        foreach (var label in Labels)
            for (var next = label; next is { Column: null } && needed.Add(next.Name) && Schemes.TryGetValue(next.Name, out var scheme);)
                next = (scheme as MergeScheme)?.Merge;
        return this with { Schemes = new OrderedDictionary<string, SchemeOptions>(Schemes.Where(s => needed.Contains(s.Key))) };
    }
}

/// <summary>
/// Where the audio is and how it is heard. Exactly one of <see cref="Manifest"/>, <see cref="Table"/> and <see cref="Demo"/> is set.
/// </summary>
public sealed record DataOptions
{
    [Description("A CSV file with a column `path` and whatever else is known. Relative to this file, else to the audio root.")]
    public string? Manifest { get; init; }

    [Description(
        "A CSV table without audio, in place of a manifest: its features are columns. Relative to this file, else to the audio root.")]
    public string? Table { get; init; }

    [Description("A small synthetic corpus in place of a manifest: { tracks: 160 }. It proves nothing about music.")]
    public DemoOptions? Demo { get; init; }

    [Description("Where the manifest's paths start; ~ is the home folder. --audio-root and GMSA_AUDIO_ROOT win over it. Default: the "
        + "manifest's folder.")]
    public string? AudioRoot { get; init; }

    [Description("Tables whose columns are added to the manifest's: [{ file: folds.csv, on: id }].")]
    public IReadOnlyList<Join> Join { get; init; } = [];

    [Description("Samples a second, in Hz; audio is mixed to mono and resampled to it. Default 22050.")]
    [Range(1000, 192_000)]
    public int SampleRate { get; init; } = 22_050;

    [Description("The part of each track that is heard. Default: the first 30 seconds.")]
    public ClipOptions Clip { get; init; } = new();

    [Description("How features are kept on disk: float32, or float16 in half the room, with 3 digits. Default float32.")]
    public Precision Precision { get; init; } = Precision.Float32;
}

/// <summary>Whole numbers from 0, 100 at most.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SeedsAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) =>
        value is null || value is IReadOnlyList<long> { Count: <= 100 } seeds && seeds.All(s => s >= 0);

    public override string FormatErrorMessage(string name) => "expected: whole numbers from 0, 100 of them at most, as in [1, 2, 3]";
}

/// <summary>A name for files and folders: small letters, digits and hyphens, no hyphen first, 64 characters at most.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SlugAttribute : ValidationAttribute
{
    public const string Pattern = "^[a-z0-9][a-z0-9-]{0,63}$";

    public override bool IsValid(object? value) => value is null || value is string { Length: > 0 and <= 64 } text
        && text[0] != '-' && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    public override string FormatErrorMessage(string name) =>
        "allowed are small letters, digits and hyphens (not first), 64 at most, as in four-vs-eight";
}
