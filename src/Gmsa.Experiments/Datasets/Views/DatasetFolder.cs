using System.Globalization;
using System.Text.Json;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Datasets;

/// <summary>
/// A dataset in a folder that any tool can use: <c>manifest.csv</c> (a row a track: the manifest's columns, and <c>sha256</c>,
/// <c>group</c>, <c>label_SCHEME</c>, <c>part_FOLD</c> with train, validation or test), <c>clips.csv</c> (a row a clip: row of the arrays
/// from 0, track_id, clip from 1, copy from 1 or 0 for the clip itself, seconds), an array [clips, rows, frames] a feature
/// (<c>NAME.npy</c>), and <c>dataset.json</c>, which is there when all the others are whole.
/// </summary>
public static class DatasetFolder
{
    private const int Version = 1;

    // The key of a folder that is being written, or whose writing was stopped.
    private const string Unfinished = "unfinished";
    private const string Content = "dataset.json", Tracks = "manifest.csv", Clips = "clips.csv";
    private static readonly string[] ClipColumns = ["row", "track_id", "clip", "copy", "seconds"];

    /// <summary>What <c>dataset.json</c> says.</summary>
    private sealed record Contents
    {
        public required int FormatVersion { get; init; }

        /// <summary>SHA-256 over everything the folder holds.</summary>
        public required string ContentKey { get; init; }
        public required string DatasetKey { get; init; }
        public required IReadOnlyList<SavedFeature> Features { get; init; }
        public required IReadOnlyList<SavedScheme> Schemes { get; init; }
        public required IReadOnlyList<string> Folds { get; init; }
        public required IReadOnlyList<LeftOut> LeftOut { get; init; }
        public required bool HasAudio { get; init; }

        /// <summary>By file, in hexadecimal: of an array the checksum of each row, of a table that of its bytes. Null where an earlier
        /// version wrote the folder.</summary>
        public SortedDictionary<string, string>? Checksums { get; init; }
    }

    private sealed record SavedFeature(string Name, string File, int Rows, int Frames, Precision Precision);

    /// <summary>Whether a folder is absent, empty, or holds a dataset, whole or half-written: whether one may be written there.</summary>
    internal static bool IsFree(string folder) =>
        !Directory.Exists(folder) || !Directory.EnumerateFileSystemEntries(folder).Any() || Found(folder) is not null;

    /// <summary>The columns that <see cref="Write"/> adds to a manifest.</summary>
    internal static IEnumerable<string> AddedColumns(IEnumerable<string> schemes, IEnumerable<string> folds) =>
        [GroupColumn, .. schemes.Select(LabelColumn), .. folds.Select(PartColumn)];

    /// <summary>
    /// What the manifest's columns are called in the dataset's manifest: as they are, but for those that the dataset needs for its own.
    /// </summary>
    internal static IReadOnlyDictionary<string, string> Names(
        IReadOnlyList<string> columns, IEnumerable<string> schemes, IEnumerable<string> folds)
    {
        var taken = AddedColumns(schemes, folds).ToHashSet(StringComparer.Ordinal);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            var name = column;
            while (taken.Contains(name) || (name != column && columns.Contains(name, StringComparer.Ordinal))) name = "manifest_" + name;
            names[column] = name;
        }
        return names;
    }

    /// <summary>
    /// How exactly a feature is kept in a dataset of that precision: what stands in the manifest was never halved, as a length in
    /// milliseconds is beyond float16.
    /// </summary>
    internal static Precision PrecisionOf(FeatureArray feature, Precision precision) =>
        feature.Folder.Length == 0 ? Precision.Float32 : precision;

    /// <summary>Writes a dataset; one that is there is replaced, unless it is the same.</summary>
    /// <param name="columns">The manifest's columns.</param>
    /// <param name="beside">Further files, by name: a card, say.</param>
    /// <returns>False where the folder held the very same arrays already.</returns>
    internal static bool Write(
        string folder, SavedDataset saved, IReadOnlyList<string> columns, Precision precision, IReadOnlyDictionary<string, string> beside,
        IProgress<Progress> progress, CancellationToken cancel)
    {
        var manifest = ManifestOf(saved, columns);
        var contents = Describe(saved, manifest, precision, beside);
        var file = Path.Combine(folder, Content);
        var before = Found(folder);
        var isSame = before?.ContentKey == contents.ContentKey && before.Checksums is not null
            && contents.Features.All(f => IsWhole(Path.Combine(folder, f.File), f, saved.Dataset.Clips.Count));
        if (!isSame)
        {
            Directory.CreateDirectory(folder);
            foreach (var leftover in Directory.EnumerateFiles(folder, ".*.tmp")) File.Delete(leftover);
            var all = (before?.Features ?? []).Concat(contents.Features).DistinctBy(f => f.File);
            AtomicFile.WriteText(file,
                JsonSerializer.Serialize(contents with { ContentKey = Unfinished, Features = [.. all] }, Json.Indented) + "\n");
            foreach (var stale in all.Select(f => f.File).Except(contents.Features.Select(f => f.File)))
                if (Path.GetFileName(stale) == stale) File.Delete(Path.Combine(folder, stale)); // never what lies elsewhere
        }
        ManifestFile.Write(Path.Combine(folder, Tracks), manifest);
        CsvTable.Write(Path.Combine(folder, Clips), ClipColumns, saved.Dataset.Clips.Select((c, row) => (string[])
            [Text(row), saved.Dataset.Tracks[c.Track].Id, Text(c.Number + 1), Text(c.Copy),
                saved.Dataset.Seconds?[row].ToString("R", CultureInfo.InvariantCulture) ?? ""]));
        var checks = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var table in (string[])[Tracks, Clips]) checks[table] = CheckOf(Path.Combine(folder, table));
        foreach (var (array, feature) in saved.Dataset.Features.Zip(contents.Features))
        {
            cancel.ThrowIfCancellationRequested();
            if (isSame)
            {
                checks[feature.File] = before!.Checksums![feature.File];
                continue;
            }
            progress.Report(new("folder", 0, 1, feature.File));
            AtomicFile.Write(Path.Combine(folder, feature.File), stream =>
                checks[feature.File] = string.Concat(NumpyClips.Write(stream, array.Clips, array.Shape, feature.Precision).Select(Hex)));
        }
        foreach (var (name, text) in beside) AtomicFile.WriteText(Path.Combine(folder, name), text);
        AtomicFile.WriteText(file, JsonSerializer.Serialize(contents with { Checksums = checks }, Json.Indented) + "\n");
        progress.Report(new("folder", 1, 1, folder));
        return !isSame;
    }

    /// <summary>
    /// Reads a dataset back: the same tracks, clips, labels, folds and, of float32, the same numbers; they stay on
    /// disk until they are asked for.
    /// </summary>
    /// <exception cref="InputException">The folder holds no whole dataset, or a file of it isn't what was written.</exception>
    public static SavedDataset Read(string folder)
    {
        var file = Path.Combine(folder, Content);
        if (!File.Exists(file)) throw new InputException(folder, $"holds no dataset: there is no {Content}. `gmsa build` writes one");
        try
        {
            return Read(folder, Load(file));
        }
        catch (Exception error) when (error is KeyNotFoundException or FormatException or OverflowException or ArgumentOutOfRangeException
            or IndexOutOfRangeException)
        {
            throw new InputException(folder, $"{Tracks} and {Clips} aren't what was written here: {error.Message} Build the dataset again");
        }
    }

    private static SavedDataset Read(string folder, Contents contents)
    {
        foreach (var table in (string[])[Tracks, Clips])
            if (contents.Checksums is { } checks && checks[table] != CheckOf(Path.Combine(folder, table)))
                throw new FormatException($"{table} has another checksum.");
        var manifest = ManifestFile.ReadSaved(Path.Combine(folder, Tracks));
        var position = manifest.Tracks.Index().ToDictionary(t => t.Item.Id, t => t.Index, StringComparer.Ordinal);
        var clips = CsvTable.Read(Path.Combine(folder, Clips)).Rows.Select(r => r.Fields).ToArray();
        if (clips.Where((f, row) => Number(f[0]) != row).Any()) throw new FormatException("The rows of clips.csv don't count from 0.");
        Clip[] of = [.. clips.Select(f => new Clip(position[f[1]], Number(f[2]) - 1, Number(f[3])))];
        return new()
        {
            Dataset = new()
            {
                Tracks = manifest.Tracks,
                Clips = of,
                Features = [.. contents.Features.Select(f => Feature(folder, f, of.Length, contents.Checksums?[f.File]))],
                AudioHashes = contents.HasAudio ? [.. manifest.Tracks.Select(t => t["sha256"])] : null,
                Seconds = contents.HasAudio ? [.. clips.Select(f => double.Parse(f[4], CultureInfo.InvariantCulture))] : null,
                LeftOut = contents.LeftOut,
                Key = contents.DatasetKey,
            },
            Schemes = contents.Schemes,
            LabelOf = contents.Schemes.ToDictionary(s => s.Name,
                s => (IReadOnlyList<string>)[.. manifest.Tracks.Select(t => t[LabelColumn(s.Name)])]),
            Groups = [.. manifest.Tracks.Select(t => t[GroupColumn])],
            Folds = [.. contents.Folds.Select(name => new Fold(name, Part(name, "train"), Part(name, "validation"), Part(name, "test")))],
        };

        int[] Part(string fold, string role) =>
            [.. Enumerable.Range(0, manifest.Tracks.Count).Where(i => manifest.Tracks[i][PartColumn(fold)] == role)];
    }

    private const string GroupColumn = "group";

    private static string LabelColumn(string scheme) => "label_" + scheme;

    private static string PartColumn(string fold) => "part_" + fold;

    private static Manifest ManifestOf(SavedDataset saved, IReadOnlyList<string> columns)
    {
        var part = saved.Folds.Select(f => f.Roles(saved.Dataset.Tracks.Count)).ToArray();
        var (schemes, folds) = (saved.Schemes.Select(s => s.Name).ToArray(), saved.Folds.Select(f => f.Name).ToArray());
        var names = Names(columns, schemes, folds);
        var tracks = saved.Dataset.Tracks.Select((track, i) =>
        {
            var values = track.Values.ToDictionary(v => names.GetValueOrDefault(v.Key, v.Key), v => v.Value, StringComparer.Ordinal);
            values[GroupColumn] = saved.Groups[i];
            if (saved.Dataset.AudioHashes is { } hashes) values["sha256"] = hashes[i];
            foreach (var scheme in saved.Schemes) values[LabelColumn(scheme.Name)] = saved.LabelOf[scheme.Name][i];
            foreach (var (fold, roles) in saved.Folds.Zip(part)) values[PartColumn(fold.Name)] = roles[i];
            return track with { Values = values };
        });
        string[] hash = saved.Dataset.AudioHashes is null ? [] : ["sha256"];
        return new([.. columns.Select(c => names[c]).Concat(hash).Concat(AddedColumns(schemes, folds)).Distinct()], [.. tracks]);
    }

    private static Contents Describe(SavedDataset saved, Manifest manifest, Precision precision, IReadOnlyDictionary<string, string> beside)
    {
        var contents = new Contents
        {
            FormatVersion = Version,
            ContentKey = "",
            DatasetKey = saved.Dataset.Key,
            Features = [.. saved.Dataset.Features.Select(f =>
                new SavedFeature(f.Name, f.Name + ".npy", f.Shape.Rows, f.Shape.Frames, PrecisionOf(f, precision)))],
            Schemes = saved.Schemes,
            Folds = [.. saved.Folds.Select(f => f.Name)],
            LeftOut = saved.Dataset.LeftOut,
            HasAudio = saved.Dataset.AudioHashes is not null,
        };
        var all = string.Join('\u001e', (string[])[JsonSerializer.Serialize(contents, Json.OneLine), manifest.ContentHash,
            .. beside.OrderBy(b => b.Key, StringComparer.Ordinal).Select(b => b.Value)]);
        return contents with { ContentKey = ContentHash.OfText(all) };
    }

    private static bool IsWhole(string path, SavedFeature feature, int clips)
    {
        try
        {
            return Numbers(path, feature, clips).Precision == feature.Precision;
        }
        catch (Exception error) when (error is InvalidDataException or FileNotFoundException)
        {
            return false;
        }
    }

    /// <param name="checks">The checksums of its rows; null where nobody knows.</param>
    private static FeatureArray Feature(string folder, SavedFeature feature, int clips, string? checks)
    {
        var path = Path.Combine(folder, feature.File);
        try
        {
            var numbers = Numbers(path, feature, clips, checks?.Chunk(Checksum.Digits).Select(FromHex).ToArray());
            return new(feature.Name, numbers.Shape, numbers, folder);
        }
        catch (Exception error) when (error is InvalidDataException or FileNotFoundException)
        {
            throw new InputException(path, $"isn't what was written here: {error.Message}. Build the dataset again");
        }
    }

    /// <exception cref="InvalidDataException">The file is no array, or one of another shape.</exception>
    private static NumpyClips Numbers(string path, SavedFeature feature, int clips, uint[]? checks = null)
    {
        var numbers = new NumpyClips(path, checks);
        return numbers.Count == clips && (checks is null || checks.Length == clips)
            && numbers.Shape == new Features.FeatureShape(feature.Rows, feature.Frames) ? numbers
            : throw new InvalidDataException(
                $"it is {numbers.Count} clips of {numbers.Shape}, where {clips} of {feature.Rows} x {feature.Frames} were written");
    }

    /// <summary>
    /// What a folder's <c>dataset.json</c> says, whole or not; null where there is none of ours: a study has a file of that name too.
    /// </summary>
    private static Contents? Found(string folder)
    {
        try
        {
            return File.Exists(Path.Combine(folder, Content)) ? Parse(Path.Combine(folder, Content)) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Contents Load(string file)
    {
        try
        {
            var contents = Parse(file) ?? throw new JsonException("it holds null");
            if (contents.ContentKey == Unfinished) throw new InputException(file, "the dataset was not written to its end. Build it again");
            return contents.FormatVersion == Version ? contents
                : throw new InputException(file, FormattableString.Invariant(
                    $"is of format {contents.FormatVersion}; this program reads format {Version}. Build the dataset again"));
        }
        catch (JsonException error)
        {
            throw new InputException(file, $"can't be read ({error.Message}). Build the dataset again");
        }
    }

    private static Contents? Parse(string file) => JsonSerializer.Deserialize<Contents>(InputFile.Text(file), Json.Indented);

    private static string CheckOf(string file) => File.Exists(file) ? Hex(Checksum.Of(File.ReadAllBytes(file))) : "";

    private static string Hex(uint check) => check.ToString("x8", CultureInfo.InvariantCulture);

    private static uint FromHex(char[] digits) => uint.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
