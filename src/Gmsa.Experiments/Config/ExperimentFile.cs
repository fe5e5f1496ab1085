using System.Text;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Moods;

namespace Gmsa.Experiments.Config;

/// <summary>An experiment that is right in every respect that can be judged without reading audio.</summary>
/// <param name="File">The experiment file.</param>
/// <param name="Experiment">With every default filled in: names, the features of every trainer, the device, and absolute paths.</param>
/// <param name="Manifest">The manifest with all joined columns; of the demo corpus, the one that will be written.</param>
/// <param name="AudioRoot">The folder where the manifest's relative paths start; of the demo corpus, where it will be written.</param>
public sealed record LoadedExperiment(string File, Experiment Experiment, Manifest Manifest, string AudioRoot)
{
    /// <summary>The label schemes to compare, in the order of the file.</summary>
    public IReadOnlyList<LabelScheme> Schemes { get; } = [.. Experiment.Labels.Select(l => l.Scheme(Manifest))];

    internal IReadOnlyDictionary<string, string> Places { get; init; } = new Dictionary<string, string>();

    /// <summary>Where the value of a top-level key ("split", "labels", "data", "trainers") stands, for problems that show later:
    /// <c>file:line:column</c>, or the <c>--set</c> argument that gave it. The start of the file where its default holds.</summary>
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
    /// <exception cref="InputException">Anything is wrong: every problem, in the order of the file.</exception>
    public static LoadedExperiment Load(string path, IReadOnlyList<string> sets, string? audioRoot)
    {
        var problems = new FileProblems();
        var tree = YamlReader.Read(ReadText(path), (line, column) => new(path, line, column), problems);
        foreach (var set in sets) tree = tree is null ? null : Override.Apply(tree, set, problems);
        if (tree is not MappingNode root)
        {
            if (tree is not null) problems.Add(tree.At,
                $"the file is {tree.Describe()}; expected: keys and values, at least `data` and `labels`");
            problems.ThrowIfAny();
            throw new InputException(path, "is no experiment");
        }
        var binder = new Binder(problems);
        var experiment = (Experiment)binder.Record(typeof(Experiment), root, "");
        var places = new Places(root, binder);
        var data = new DataCheck(places, problems, Path.GetDirectoryName(Path.GetFullPath(path))!, audioRoot).Run(experiment);
        experiment = new FeatureCheck(places, problems).Run(data.Experiment);
        new AugmentCheck(places, problems).Run(experiment);
        problems.ThrowIfAny();
        return new(path, experiment with { Name = experiment.Name ?? Slug(path), Device = Device.Cpu }, data.Manifest!, data.AudioRoot!)
        {
            Places = root.Entries.ToDictionary(e => e.Key, e => e.Value.At.ToString()),
        };
    }

    /// <summary>The file's name as the name of a study: "Four vs Eight.yaml" gives "four-vs-eight".</summary>
    private static string Slug(string path)
    {
        var stem = Path.GetFileNameWithoutExtension(path).ToLowerInvariant();
        var slug = string.Concat(stem.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')).Trim('-');
        return slug.Length == 0 ? "experiment" : slug[..Math.Min(64, slug.Length)];
    }

    private static string ReadText(string path)
    {
        byte[] bytes;
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > YamlReader.MostBytes } large)
                throw new InputException(path,
                    FormattableString.Invariant($"the file has {large.Length} bytes; an experiment has at most {YamlReader.MostBytes}"));
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            var missing = e is FileNotFoundException or DirectoryNotFoundException;
            throw new InputException(path, missing ? "there is no such file" : Directory.Exists(path)
                ? "this is a folder; expected: an experiment file" : $"can't be read: {e.Message}");
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
