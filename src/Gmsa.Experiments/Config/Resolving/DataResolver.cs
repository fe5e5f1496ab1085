using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Demo;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Config;

/// <summary>Finds the files an experiment names, and holds its split against the columns that are there.</summary>
internal sealed class DataResolver(Places places, FileProblems problems, string folder, string? audioRootArgument)
{
    private static readonly string[] Sources = ["manifest", "table", "demo"];
    private const int MostHead = 3; // lines
    private const string AudioRootVariable = "GMSA_AUDIO_ROOT";
    private static readonly Origin ArgumentPlace = new("--audio-root", 0, 0);

    private readonly List<string> notes = [], warnings = [];
    private readonly SplitColumns splits = new(places, problems);

    /// <summary>What a user should know of how the file was read, in sentences.</summary>
    public IReadOnlyList<string> Notes => [.. notes, .. splits.Notes];

    /// <summary>What is likely a mistake, in sentences.</summary>
    public IReadOnlyList<string> Warnings => warnings;

    /// <summary>The experiment with absolute paths, and the manifest with everything joined (null where it can't be read).</summary>
    public (Experiment Experiment, Manifest? Manifest, string? AudioRoot) Run(Experiment experiment)
    {
        var data = experiment.Data;
        if (places.Lost("data") || !places.Has("data")) return (experiment, null, null);
        if (data.Demo is not null) return Demo(experiment);
        if ((data.Manifest ?? data.Table) is not { } named)
        {
            if (!Sources.Any(source => places.Lost(data, source)))
                problems.Add(places.Of("data"),
                    "data has neither manifest, table nor demo; expected: manifest: FILE.csv, or table: FILE.csv, "
                        + "or demo: { tracks: 160 }");
            return (experiment, null, null);
        }
        var key = data.Manifest is not null ? "manifest" : "table";
        if (data is { Manifest: not null, Table: not null })
            problems.Add(places.Of(data, "table", "data"),
                "data has both manifest and table; keep the manifest where there is audio, the table where there is none");
        if (data.Manifest is null) HearsNothing(data);
        var root = AudioRoot(data);
        var path = Find(named, root, places.Of(data, key, "data"), key);
        if (path is null) return (experiment, null, null);
        root ??= Path.GetDirectoryName(path)!;
        var joins = data.Join.Select(j =>
            j with { File = (j.File.Length > 0 ? Find(j.File, root, places.Of(j, "file", "data"), "table") : NoFile(j)) ?? "" }).ToArray();
        var manifest = Read(path, joins, needsAudio: data.Manifest is not null);
        if (manifest is not null && data.Manifest is not null) manifest = Led(manifest, root);
        if (manifest is not null) experiment = splits.Run(experiment, manifest);
        var resolved = data with
        {
            Manifest = data.Manifest is null ? null : path,
            Table = data.Manifest is null ? path : null,
            AudioRoot = root,
            Join = joins,
        };
        return (experiment with { Data = resolved }, manifest, root);
    }

    /// <summary>What is said of audio must be the default, which a resolved experiment writes out.</summary>
    private void HearsNothing(DataOptions table)
    {
        var defaults = new DataOptions();
        (string Key, bool IsSaid)[] keys = [("sampleRate", table.SampleRate != defaults.SampleRate), ("clip", table.Clip != defaults.Clip),
            ("precision", table.Precision != defaults.Precision)];
        foreach (var (key, _) in keys.Where(k => k.IsSaid))
            problems.Add(places.Of(table, key, "data"), $"a table has no audio; leave {key} out");
    }

    private (Experiment Experiment, Manifest? Manifest, string? AudioRoot) Demo(Experiment experiment)
    {
        var data = experiment.Data;
        if ((data.Manifest ?? data.Table) is not null)
            problems.Add(places.Of(data, "demo", "data"),
                $"data has both {(data.Manifest is null ? "table" : "manifest")} and demo; keep one of them");
        if (data.Join.Count > 0) problems.Add(places.Of(data, "join", "data"), "the demo corpus has nothing to join to; leave join out");
        if (data.AudioRoot is not null) problems.Add(places.Of(data, "audioRoot", "data"),
            "the demo corpus makes its own audio; leave audioRoot out");
        // GMSA_AUDIO_ROOT may be set for all runs, and isn't read here.
        if (audioRootArgument is not null) problems.Add(ArgumentPlace, "the demo corpus makes its own audio; leave --audio-root out");
        var manifest = DemoCorpus.Manifest(data.Demo!);
        experiment = splits.Run(experiment, manifest);
        return (experiment, manifest, Path.Combine(FeatureCache.Default().Folder, "demo", DemoCorpus.NameOf(data.Demo!)));
    }

    private string? NoFile(Join join)
    {
        if (!places.Lost(join, "file"))
            problems.Add(places.Of(join, "", "data"), "the key 'file' is missing in join: the table whose columns are added");
        return null;
    }

    /// <summary>The folder where audio paths start, as far as anything but the manifest's own place says it.</summary>
    private string? AudioRoot(DataOptions data)
    {
        var variable = RootOfEnvironment();
        var (root, at) = audioRootArgument is not null ? (Path.GetFullPath(Expanded(audioRootArgument)), ArgumentPlace)
            : variable is not null ? (variable, new Origin(AudioRootVariable, 0, 0))
            : data.AudioRoot is not null ? (Path.GetFullPath(Expanded(data.AudioRoot), folder), places.Of(data, "audioRoot", "data"))
            : (null, places.Of("data"));
        if (root is not null && !Directory.Exists(root)) problems.Add(at, File.Exists(root)
            ? $"{root} is {FileKind.Of(root)?.What ?? "a file"}, and audio paths start at a folder"
            : $"there is no folder {root}, where audio paths would start.{Near(root, [folder], [root])}".TrimEnd('.'));
        return root;
    }

    /// <summary>The folder that GMSA_AUDIO_ROOT names, in full; null where it is unset or blank.</summary>
    internal static string? RootOfEnvironment() =>
        Environment.GetEnvironmentVariable(AudioRootVariable) is { } variable && !string.IsNullOrWhiteSpace(variable)
            ? Path.GetFullPath(Expanded(variable))
            : null;

    /// <summary>With the home folder in place of a leading ~.</summary>
    internal static string Expanded(string path)
    {
        if (path is not "~" && !path.StartsWith("~/", StringComparison.Ordinal)) return path;
        return Path.Join(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), path[1..]);
    }

    /// <summary>A file beside the experiment, else under the audio root: how committed experiments reach corpora elsewhere. Null after a
    /// problem.</summary>
    private string? Find(string name, string? root, Origin at, string noun)
    {
        var expanded = Expanded(name);
        // What stands on the command line is meant from where that was typed.
        if (at.Line == 0 && File.Exists(expanded)) return Path.GetFullPath(expanded);
        string[] candidates = Path.IsPathRooted(expanded) || root is null
            ? [Path.GetFullPath(expanded, folder)] : [Path.GetFullPath(expanded, folder), Path.GetFullPath(expanded, root)];
        if (candidates.Distinct().FirstOrDefault(File.Exists) is { } found) return found;
        if (candidates.FirstOrDefault(Directory.Exists) is { } other)
        {
            problems.Add(at, $"{noun} is {other}: {WrongFile.Words(other, FileKind.Of(other)!, Wanted.Table)}");
            return null;
        }
        problems.Add(at, $"there is no {noun} {Words.List(candidates.Distinct(), ", nor ")}."
            + Near(expanded, root is null ? [folder] : [folder, root], candidates)
            + (root is null && !Path.IsPathRooted(expanded)
                ? $" If it lies elsewhere, name its folder with --audio-root or {AudioRootVariable}{ToldAtHead(at)}" : ""));
        return null;
    }

    /// <summary>What is there in another case, or with slashes for backslashes, else under a name that is near: the end of a
    /// message.</summary>
    private static string Near(string path, string[] folders, string[] candidates)
    {
        foreach (var start in folders)
            if (new AudioPaths(start).Alike(path) is [var alike, ..]) return $" There is {Path.Combine(start, alike)}.";
        return candidates.Select(WrongFile.Beside).FirstOrDefault(b => b.Length > 0)?.TrimStart('.') ?? "";
    }

    /// <summary>Where an experiment file begins with comments: they may say where its data come from.</summary>
    private static string ToldAtHead(Origin at) => at.Line > 0 && File.Exists(at.Source)
        && File.ReadLines(at.Source).Take(MostHead)
            .Any(l => l.StartsWith("# ", StringComparison.Ordinal) && !l.Contains("$schema", StringComparison.Ordinal))
        ? $"; the comments at the head of {Path.GetFileName(at.Source)} may say where to get it" : "";

    private Manifest? Read(string path, IEnumerable<Join> joins, bool needsAudio)
    {
        try
        {
            var manifest = needsAudio ? ManifestFile.Read(path) : ManifestFile.ReadTable(path);
            foreach (var join in joins)
            {
                if (join.File.Length == 0) return null;
                (manifest, var lacking) = JoinedTable.Of(manifest, join.File, join.On, join.Columns);
                if (lacking is not null) warnings.Add(lacking);
            }
            return manifest;
        }
        catch (InputException e)
        {
            problems.AddRange(e.Problems);
            return null;
        }
    }

    private Manifest Led(Manifest manifest, string root)
    {
        (manifest, var note) = TrackPaths.Found(manifest, root);
        if (note is not null) notes.Add(note);
        return manifest;
    }

    /// <summary>What is said where a column isn't there.</summary>
    internal static string NoColumn(string message, string column, Manifest manifest) =>
        $"{message}. Columns: {Words.List(manifest.Columns.Where(c => c.Length > 0))}."
        + (manifest.Columns.FirstOrDefault(c => TrackIdentity.Value(c) == column) is { } alike
            ? $" The one that looks like it has {TrackIdentity.Unseen(alike)} in its name: take that out of the table's header."
            : Suggestion.DidYouMean(column, manifest.Columns));
}
