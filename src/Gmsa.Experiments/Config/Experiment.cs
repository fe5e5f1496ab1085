using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gmsa.Experiments.Augmentation;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Demo;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Launchers;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Moods;
using Gmsa.Experiments.Search;
using Gmsa.Experiments.Training;

namespace Gmsa.Experiments.Config;

/// <summary>The reports a study can be rendered as.</summary>
public enum ReportKind
{
    Html,
    Markdown,
    Csv,
}

/// <summary>What networks are trained on.</summary>
public enum Device
{
    Auto,
    Cpu,
}

/// <summary>An experiment file. As <see cref="ExperimentFile.Load"/> gives it, everything is validated and every default is filled
/// in.</summary>
public sealed record Experiment
{
    [Description("The version of this format. Default 1, the only one there is.")]
    [Range(1, 1)]
    public int Version { get; init; } = 1;

    [Description("The name of the study: small letters, digits and hyphens. Default: the name of the file.")]
    [Slug]
    public string? Name { get; init; }

    [Description("Everything random follows from it: a whole number from 0. Default 42.")]
    [Range(typeof(long), "0", "9223372036854775807")]
    public long Seed { get; init; } = 42;

    [Description("The audio and what is known about it: a manifest or the synthetic demo corpus.")]
    [Required]
    public DataOptions Data { get; init; } = new();

    [Description("The label schemes to compare: mood8, mood4, or { column: NAME } for the words of a manifest column.")]
    [Required]
    [MinLength(1)]
    public IReadOnlyList<LabelSource> Labels { get; init; } = [];

    [Description("How tracks are divided into folds. Default groupKFold: five folds, artists kept together.")]
    public SplitOptions Split { get; init; } = new GroupKFoldOptions();

    [Description("What is computed from the audio. Default: a mel picture of 128 x 128 named picture, and pooled statistics named "
        + "summary.")]
    [MinLength(1)]
    public IReadOnlyList<FeatureOptions> Features { get; init; } =
        [new MelOptions { Name = "picture", Size = 128 }, new PooledOptions { Name = "summary" }];

    [Description("What changes training pictures, anew in every epoch, in this order. Networks learn from the changed pictures, all other "
        + "trainers from the originals; nothing is ever scored on a changed one. Default: nothing.")]
    public IReadOnlyList<AugmentationOptions> Augment { get; init; } = [];

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

    [Description("The reports to write. Default all three: html, markdown and csv.")]
    public IReadOnlyList<ReportKind> Report { get; init; } = [ReportKind.Html, ReportKind.Markdown, ReportKind.Csv];
}

/// <summary>Where the audio is and how it is heard. Exactly one of <see cref="Manifest"/> and <see cref="Demo"/> is set.</summary>
public sealed record DataOptions
{
    [Description("A CSV file with a column `path` and whatever else is known. Relative to this file, else to the audio root.")]
    public string? Manifest { get; init; }

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

/// <summary>A label scheme as the file names it: a built-in one by its word, or the words of a manifest column.</summary>
/// <param name="Name">"mood8", "mood4", or the column's name.</param>
public sealed record LabelSource(string Name, string? Column)
{
    /// <summary>The scheme; a column's labels are the words that stand in it.</summary>
    /// <exception cref="InputException">The manifest has no such column, or fewer than two words in it.</exception>
    public LabelScheme Scheme(Manifest manifest) =>
        Column is null ? MoodSchemes.All.First(s => s.Name == Name) : LabelSchemes.OfColumn(Column, manifest);

    /// <summary>The label of one track, or null; the column must be there.</summary>
    internal string? LabelIn(Track track) =>
        Column is null ? MoodSchemes.All.First(s => s.Name == Name).LabelOf(track)
        : string.IsNullOrWhiteSpace(track[Column]) ? null : track[Column];
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
