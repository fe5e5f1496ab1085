using System.Globalization;
using System.Text;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Studies;

namespace Gmsa.Experiments.Tools;

/// <summary>
/// Leaves an experiment's dataset in a folder for other tools, with a card (<c>README.md</c>) that says where it came from.
/// </summary>
internal static class DatasetExport
{
    /// <summary>Builds the dataset of a plan, leaves it in a folder, and draws pictures where they are asked for.</summary>
    /// <param name="folder">Null: <see cref="Study.DatasetFolder"/>.</param>
    /// <exception cref="InputException">The input is wrong, or too few tracks could be read.</exception>
    public static BuildOutcome Run(
        StudyDesign plan, string results, string? folder, PictureRequest? pictures, IProgress<Progress> progress, CancellationToken cancel)
    {
        StudyPadding.Tell(plan, StudyPadding.Checked(plan, cancel), progress);
        folder ??= new Study(Path.Combine(results, plan.Plan.Id)).DatasetFolder;
        Check(plan, folder);
        var drawn = pictures is null ? null : PictureFolder.Check(plan, pictures);
        var (design, dataset) = StudyDataset.Build(plan, plan.Experiment.Features, progress, cancel);
        var isNew = Write(design, dataset, folder, progress, cancel);
        if (drawn is null) return BuildOutcome.Of(design, [dataset], folder, wasThere: !isNew, null);
        // Of another size it is none of the dataset's features.
        var source = plan.Experiment.Features.Contains(drawn) ? dataset : StudyDataset.Build(design, [drawn], progress, cancel).Dataset;
        var written = PictureFolder.Write(design, source, drawn.Name!, pictures!.Folder, progress, cancel);
        return BuildOutcome.Of(design, [.. new[] { dataset, source }.Distinct()], folder, wasThere: !isNew, written);
    }

    /// <exception cref="InputException">The folder is in use for something else.</exception>
    public static void Check(StudyDesign design, string folder)
    {
        OutputPlace.Folder("--out", folder);
        if (!DatasetFolder.IsFree(folder))
            throw new InputException("--out", $"{folder} has something else in it; "
                + "expected a new or empty folder, or one that an earlier build wrote (with dataset.json)");
    }

    /// <summary>What is said of the manifest's columns that have another name in the dataset, a sentence each.</summary>
    internal static IEnumerable<string> Renamed(StudyDesign design) => DatasetFolder
        .Names(design.Loaded.Manifest.Columns, design.Loaded.Schemes.Select(s => s.Name), design.Folds.Select(f => f.Name))
        .Where(n => n.Key != n.Value)
        .Select(n => $"the manifest's column '{n.Key}' is called '{n.Value}' in the dataset, which has a column '{n.Key}' of its own");

    /// <returns>False where the folder held the very same already.</returns>
    public static bool Write(StudyDesign design, Dataset dataset, string folder, IProgress<Progress> progress, CancellationToken cancel)
    {
        var saved = new SavedDataset
        {
            Dataset = dataset,
            Schemes = [.. design.Loaded.Schemes.Select(s => new SavedScheme(s.Name, s.Labels, s.Ring))],
            LabelOf = design.Loaded.Schemes.ToDictionary(s => s.Name,
                s => (IReadOnlyList<string>)[.. dataset.Tracks.Select(t => s.LabelOf(t)!)]),
            Groups = design.Groups,
            Folds = design.Folds,
        };
        var beside = new Dictionary<string, string>
        {
            ["README.md"] = Card(design, dataset),
            ["experiment.yaml"] = ExperimentWriter.Yaml(design.Experiment, design.Loaded.Catalog),
        };
        return DatasetFolder.Write(
            folder, saved, design.Loaded.Manifest.Columns, design.Experiment.Data.Precision, beside, progress, cancel);
    }

    private static string Card(StudyDesign design, Dataset dataset)
    {
        var text = new StringBuilder();
        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
        var (data, catalog) = (design.Experiment.Data, design.Loaded.Catalog);
        Line($"# The dataset of {design.Experiment.Name}");
        Line($"");
        var packages = Machine.Record.Packages.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key} {p.Value}");
        Line($"Made by Gmsa.Experiments ({string.Join(", ", packages)}) from {StudyDesigner.SourceOf(data)}.");
        Line($"`experiment.yaml` is the whole of what was asked for; `gmsa build` with it makes this folder again.");
        Line($"");
        Line($"{dataset.Tracks.Count} tracks in {dataset.Clips.Count} clips; {design.LeftOut.Count} tracks of the manifest were left out.");
        if (dataset.AudioHashes is not null)
        {
            var clips = $"clips of {Durations.Text(data.Clip.Length)} from {Durations.Text(data.Clip.Offset)} on";
            Line($"Audio: mono, {data.SampleRate} Hz, {clips}, {data.Clip.PerTrack} a track at most.");
        }
        if (dataset.Silence(data.Clip.Length) is > 0 and var silence) Line($"{PaddingWords.Filled(silence)}");
        Line($"");
        foreach (var (array, options) in dataset.Features.Zip(design.Experiment.Features))
        {
            var shape = FormattableString.Invariant($"[{array.Clips.Count}, {array.Shape.Rows}, {array.Shape.Frames}]");
            var form = $"{shape} {Words.Of(DatasetFolder.PrecisionOf(array, data.Precision))}";
            var rate = (options as AudioFeatureOptions)?.RateBeside(data.SampleRate) is { } own
                ? FormattableString.Invariant($" at {own} Hz") : "";
            Line($"- `{array.Name}.npy`: {catalog.WordOf(options)}{rate}, {form}; {ExperimentWriter.CanonicalJson(options, catalog)}");
        }
        text.Append("- `clips.csv`: line n + 1 says which clip row n of the arrays is: its track, which part of it, ")
            .Append("whether it is an augmented copy (0: it isn't), and how many seconds of it are audio\n")
            .Append("- `manifest.csv`: a line a track, with its labels (`label_...`), ")
            .Append("its part in each fold (`part_...`: train, validation, test), its group and the SHA-256 of its audio\n");
        foreach (var renamed in Renamed(design)) Line($"- {renamed}");
        Line($"");
        foreach (var scheme in design.Plan.Schemes)
        {
            var counts = scheme.Labels.Zip(scheme.Counts, (label, count) => FormattableString.Invariant($"{label} {count}"));
            Line($"- {scheme.Name}: {string.Join(", ", counts)}");
        }
        Line($"");
        var groups = $"Groups ({string.Join(", ", design.GroupColumns)}) say what intervals should resample.";
        Line($"Split: {ExperimentWriter.CanonicalJson(design.Experiment.Split, catalog)}, seed {design.Experiment.Seed}. {groups}");
        Line($"An augmented copy belongs to its track: it may be learnt from where the track may, and is never tested.");
        Line($"");
        Line($"    import numpy, pandas");
        Line($"    clips, tracks = pandas.read_csv('clips.csv'), pandas.read_csv('manifest.csv')");
        Line($"    x = numpy.load('{dataset.Features[0].Name}.npy', mmap_mode='r')");
        Line($"");
        var (feature, of) = (dataset.Features[0].Name, design.Plan.Schemes[0].Name);
        Line($"    // C#: Gmsa.Experiments.Datasets.DatasetFolder.Read(folder).View(new MLContext(), [\"{feature}\"], \"{of}\")");
        return text.ToString();
    }
}
