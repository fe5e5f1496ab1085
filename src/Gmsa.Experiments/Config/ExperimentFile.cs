using System.Text;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Moods;
using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Config;

/// <summary>An experiment that is right in every respect that can be judged without reading audio.</summary>
/// <param name="File">The experiment file; "Experiment" where it was made in code.</param>
/// <param name="Experiment">With every default filled in: names, the features of every trainer, the device, and absolute paths.</param>
/// <param name="Manifest">The manifest with all joined columns; of the demo corpus, the one that will be written.</param>
/// <param name="AudioRoot">The folder where the manifest's relative paths start; of the demo corpus, where it will be written.</param>
public sealed record LoadedExperiment(string File, Experiment Experiment, Manifest Manifest, string AudioRoot)
{
    /// <summary>The kinds that it is written with.</summary>
    public Catalog Catalog { get; init; } = Catalog.Default;

    /// <summary>The label schemes to compare, in the order of the file.</summary>
    public IReadOnlyList<LabelScheme> Schemes { get; init; } = [];

    /// <summary>The columns of a table that aren't among its default features, and why; empty where the file names its features.</summary>
    public IReadOnlyList<WithheldColumn> Withheld { get; init; } = [];

    /// <summary>The studies that the search starts from.</summary>
    internal IReadOnlyList<EarlierStudy> Earlier { get; init; } = [];

    /// <summary>What was decided or found for the user, in sentences.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What is likely a mistake of the data, in sentences.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The scheme with the most labels, the first of equals.</summary>
    public LabelScheme Finest => Schemes.MaxBy(s => s.Labels.Count)!;

    internal IReadOnlyDictionary<string, string> Places { get; init; } = new Dictionary<string, string>();

    /// <summary>Where the value of a top-level key ("split", "labels", "data", "trainers") stands, for problems that show later:
    /// <c>file:line:column</c>, or the <c>--set</c> argument that gave it. The start of the file where its default holds; of what was made
    /// in code the property.</summary>
    public string Place(string key) => Places.GetValueOrDefault(key, File + ":1:1");
}

/// <summary>Reads experiment files.</summary>
public static class ExperimentFile
{
    /// <param name="path">The YAML file (UTF-8, at most 1 MB). Relative paths in it start at its folder; a manifest or table that isn't
    /// there is looked for under the audio root.</param>
    /// <param name="sets">Arguments of <c>--set</c>: <c>key.path=value</c>, lists by position; applied in order before anything is
    /// checked.</param>
    /// <param name="audioRoot">The argument of <c>--audio-root</c>; where it is null, GMSA_AUDIO_ROOT, then the file's <c>audioRoot</c>,
    /// then the manifest's folder. The demo corpus takes none.</param>
    /// <param name="catalog">The kinds that the file may name; null: those of the library.</param>
    /// <exception cref="InputException">Anything is wrong: every problem, in the order of the file.</exception>
    public static LoadedExperiment Load(string path, IReadOnlyList<string> sets, string? audioRoot, Catalog? catalog = null) =>
        WrongFile.Told(path, Wanted.Experiment, () => Read(path, sets, audioRoot, catalog ?? Catalog.Default));

    private static LoadedExperiment Read(string path, IReadOnlyList<string> sets, string? audioRoot, Catalog catalog)
    {
        var problems = new FileProblems();
        return Bound(Root(path, sets, problems), path, Path.GetDirectoryName(Path.GetFullPath(path))!, audioRoot, problems, catalog);
    }

    /// <param name="file">What it is called where no place in it can be named.</param>
    /// <param name="folder">Where its relative paths start.</param>
    /// <param name="problems">Those that were found already.</param>
    /// <exception cref="InputException">Anything is wrong: every problem.</exception>
    internal static LoadedExperiment Bound(
        MappingNode root, string file, string folder, string? audioRoot, FileProblems problems, Catalog catalog)
    {
        var binder = new Binder(problems, catalog, OwnSchemes(root));
        var experiment = (Experiment)binder.Record(typeof(Experiment), root, "");
        return new Resolution(file, folder, audioRoot, new(root, binder), problems, catalog).Of(experiment) with
        {
            Places = root.Entries.ToDictionary(e => e.Key, e => e.Value.At.ToString()),
        };
    }

    /// <summary>The label schemes that a file declares under <c>schemes</c>; nothing else in it is looked at.</summary>
    /// <param name="names">Those to give, among them built-in ones; none: all of the file.</param>
    /// <param name="table">The tracks that are to be labelled.</param>
    /// <exception cref="InputException">A scheme is wrong, or the table lacks a column: every problem.</exception>
    public static IReadOnlyList<LabelScheme> Schemes(string path, IReadOnlyList<string> names, Manifest table)
    {
        var problems = new FileProblems();
        var root = Root(path, [], problems);
        if (root["schemes"] is null) throw new InputException(path, "has no key 'schemes', under which label schemes stand by name");
        var binder = new Binder(problems, Catalog.Default, OwnSchemes(root)); // forms of schemes come from there alone
        var own = Own(binder, root);
        var known = MoodSchemes.All.Select(s => s.Name).Concat(OwnSchemes(root)).ToArray();
        foreach (var name in names.Where(n => !known.Contains(n))) problems.Add(new("--scheme", 0, 0), SchemeResolver.Unknown(name, known));
        var schemes = new SchemeResolver(new(root, binder), problems, own, table).Run(names.Count > 0 ? names.Intersect(known) : own.Keys);
        problems.ThrowIfAny();
        return schemes;
    }

    /// <summary>
    /// The label schemes that a file's <c>labels</c> name; nothing else in it is looked at, since of a study's own file paths may be gone.
    /// </summary>
    /// <param name="table">The tracks that they label.</param>
    /// <exception cref="InputException">A scheme is wrong, or the table lacks a column: every problem.</exception>
    internal static IReadOnlyList<LabelScheme> Labels(string path, Manifest table)
    {
        var problems = new FileProblems();
        var root = Root(path, [], problems);
        var binder = new Binder(problems, Catalog.Default, OwnSchemes(root)); // forms of schemes come from there alone
        var labels = root["labels"] is { } named
            ? binder.Bind(typeof(IReadOnlyList<LabelSource>), named.Value, named.Key) as IReadOnlyList<LabelSource>
            : null;
        var schemes = new SchemeResolver(new(root, binder), problems, Own(binder, root), table).Run(labels ?? []);
        problems.ThrowIfAny();
        return schemes;
    }

    private static IReadOnlyDictionary<string, SchemeOptions> Own(Binder binder, MappingNode root) =>
        root["schemes"] is { } declared && binder.Bind(typeof(IReadOnlyDictionary<string, SchemeOptions>), declared.Value,
            declared.Key) is IReadOnlyDictionary<string, SchemeOptions> own
            ? own : new Dictionary<string, SchemeOptions>();

    private static MappingNode Root(string path, IReadOnlyList<string> sets, FileProblems problems)
    {
        var tree = YamlReader.Read(ReadText(path), (line, column) => new(path, line, column), problems);
        foreach (var set in sets) tree = tree is null ? null : Override.Apply(tree, set, problems);
        if (tree is MappingNode root) return root;
        if (tree is not null)
            problems.Add(tree.At, $"the file is {tree.Describe()}; expected: keys and values, at least `data` and `labels`");
        problems.ThrowIfAny();
        throw new InputException(path, "is no experiment");
    }

    private static IEnumerable<string> OwnSchemes(MappingNode root) =>
        (root["schemes"]?.Value as MappingNode)?.Entries.Select(e => e.Key) ?? [];

    private static string ReadText(string path)
    {
        byte[] bytes;
        WrongFile.Check(path, Wanted.Experiment);
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > YamlReader.MostBytes } large)
                throw new InputException(path,
                    FormattableString.Invariant($"the file has {large.Length} bytes; an experiment has at most {YamlReader.MostBytes}"));
            bytes = InputFile.Bytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            var missing = e is FileNotFoundException or DirectoryNotFoundException;
            throw new InputException(path, missing ? WrongFile.Missing(path) : $"can't be read: {e.Message}");
        }
        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
            return text.StartsWith('\uFEFF') ? text[1..] : text;
        }
        catch (DecoderFallbackException e)
        {
            var line = 1 + bytes.AsSpan(0, Math.Clamp(e.Index, 0, bytes.Length)).Count((byte)'\n');
            throw new InputException(FormattableString.Invariant($"{path}:{line}:1"), "the text is not UTF-8; save the file as UTF-8");
        }
    }
}
