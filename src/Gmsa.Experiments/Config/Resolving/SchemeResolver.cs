using System.Collections;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Moods;

namespace Gmsa.Experiments.Config;

/// <summary>Checks an experiment's own label schemes, and makes the schemes that its labels name. Those that no label needs are checked in
/// everything but the columns of the manifest.</summary>
/// <param name="own">The schemes by name.</param>
/// <param name="manifest">Null where it couldn't be read; then what needs its columns isn't judged.</param>
internal sealed class SchemeResolver(
    Places places, FileProblems problems, IReadOnlyDictionary<string, SchemeOptions> own, Manifest? manifest)
{
    private const string Section = "schemes";
    private const int MostSchemes = 100; // merges of merges are as deep as that
    private static readonly string[] BuiltIn = [.. MoodSchemes.All.Select(s => s.Name)];

    private readonly HashSet<string> broken = [];

    /// <summary>The schemes that an experiment's labels name; those that are wrong, or that its tracks don't allow, are missing, after a
    /// problem.</summary>
    public IReadOnlyList<LabelScheme> Run(IReadOnlyList<LabelSource> labels)
    {
        Check();
        return [.. labels.Select(Labelling).OfType<LabelScheme>()];
    }

    /// <summary>The schemes of these names, whatever columns and labels the tracks have; those that are wrong are missing.</summary>
    public IReadOnlyList<LabelScheme> Run(IEnumerable<string> names)
    {
        Check();
        return [.. names.Select(n => Scheme(new(n, null), manifest, places.Of(Section))).OfType<LabelScheme>()];
    }

    private void Check()
    {
        if (own.Count > MostSchemes)
        {
            problems.Add(places.Of(Section),
                FormattableString.Invariant($"there are {own.Count} schemes; at most {MostSchemes} are allowed"));
            broken.UnionWith(own.Keys);
            return;
        }
        Names();
        foreach (var (name, options) in own)
            if (!Tell(options.Faults().Where(f => !IsEcho(f, options))) || places.Mistaken(options)) broken.Add(name);
        foreach (var name in own.Keys) Circles(name);
        foreach (var unknown in places.UnknownLabels) Unknown(unknown);
        foreach (var name in own.Keys) Scheme(new(name, null), null, places.Of(Section));
    }

    /// <summary>What is said of a word that is no scheme.</summary>
    public static string Unknown(string name, IReadOnlyList<string> known) =>
        $"unknown label scheme '{new ScalarNode(new("", 0, 0), name, true).Shown}'. {Suggestion.Among(name, known)}";

    /// <summary>Where something could not be bound, all of a scheme can't be judged, and its other parts can.</summary>
    private bool IsEcho(SchemeFault fault, SchemeOptions options) => places.Mistaken(options) && (ReferenceEquals(fault.Part, options)
        || places.Mistaken(fault.Part, fault.Part is IDictionary ? fault.Key : null));

    /// <summary>Names become folders, whose names may not differ in small and capital letters alone.</summary>
    private void Names()
    {
        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in own.Keys)
        {
            var at = places.OfKey(own, name, Section);
            if (!Words.CanBeFolder(name))
                problems.Add(at, $"the scheme's name is {new ScalarNode(at, name, true).Shown}; {Words.FolderNames}");
            if (BuiltIn.FirstOrDefault(b => b.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } builtIn)
                problems.Add(at, $"{builtIn} is the name of a built-in scheme; call this one something else");
            if (!seen.TryAdd(name, name))
                problems.Add(at,
                    $"the schemes '{seen[name]}' and '{name}' differ in small and capital letters alone; call one of them something else");
        }
    }

    /// <summary>Merges of merges have to end somewhere. A circle is told once, at the first of its schemes in the file.</summary>
    private void Circles(string name)
    {
        var path = new List<string> { name };
        while (own.GetValueOrDefault(path[^1]) is MergeScheme { Merge: { Column: null, Name: var next } })
        {
            if (next == name)
            {
                if (path.TrueForAll(p => !broken.Contains(p)))
                    problems.Add(places.Of(own[name], "merge", Section), $"merges go in a circle: {string.Join(" -> ", path)} -> {name}. "
                        + "One of them has to merge something else");
                broken.UnionWith(path);
            }
            if (path.Contains(next)) return;
            path.Add(next);
        }
    }

    private void Unknown(ScalarNode label)
    {
        // Schemes under a misspelt key would be unknown too.
        if (places.Lost(Section) && Suggestion.Closest(label.Text, BuiltIn) is null) return;
        string[] known = [.. BuiltIn, .. own.Keys, "{ column: NAME }"];
        problems.Add(label.At, manifest?.Columns.Contains(label.Text) != true ? Unknown(label.Text, known)
            : $"unknown label scheme '{label.Shown}'. For the words of the manifest's column, write {{ column: {label.Shown} }}");
    }

    /// <summary>The scheme of a label, if the tracks allow it.</summary>
    private LabelScheme? Labelling(LabelSource label)
    {
        var at = places.Of(label, "column", "labels");
        if (manifest is null || Scheme(label, manifest, at) is not { } scheme) return null;
        var missing = scheme.Inputs.Where(c => !manifest.Columns.Contains(c)).ToArray();
        foreach (var column in missing)
            problems.Add(at,
                DataResolver.NoColumn($"{label.Name} needs the column '{column}', which the manifest lacks", column, manifest));
        return missing.Length == 0 && TwoLabels(at, label.Name, manifest.Tracks.Select(scheme.LabelOf)) ? scheme : null;
    }

    private bool TwoLabels(Origin at, string name, IEnumerable<string?> labels)
    {
        var found = labels.OfType<string>().Distinct().Take(2).ToArray();
        if (found.Length < 2)
            problems.Add(at, $"{name} gives {(found.Length == 0 ? "no track a label" : $"every track the same label, '{found[0]}'")}; "
                + "at least two labels need tracks");
        return found.Length == 2;
    }

    /// <summary>The scheme, or null where it is wrong, after a problem, or needs tracks that aren't given.</summary>
    private LabelScheme? Scheme(LabelSource source, Manifest? tracks, Origin at)
    {
        if (source.Column is { } column) return Column(new ColumnScheme { Column = column }, column, tracks, at);
        if (MoodSchemes.All.FirstOrDefault(s => s.Name == source.Name) is { } builtIn) return builtIn;
        if (broken.Contains(source.Name) || !own.TryGetValue(source.Name, out var options)) return null;
        return options switch
        {
            CutScheme cut => tracks is null || IsNumeric(cut, tracks) ? cut.Create(source.Name) : null,
            RectanglesScheme rectangles => rectangles.Create(source.Name),
            SectorsScheme sectors => sectors.Create(source.Name),
            MergeScheme merge =>
                Scheme(merge.Merge, tracks, places.Of(merge.Merge, "column", Section)) is { } fine && Tell(merge.Faults(fine))
                    ? merge.Create(source.Name, fine) : null,
            ColumnScheme words => Column(words, source.Name, tracks, places.Of(words, "column", Section)),
            _ => throw new InvalidOperationException($"{options.GetType()} is no form of scheme"),
        };
    }

    private LabelScheme? Column(ColumnScheme options, string name, Manifest? tracks, Origin at)
    {
        if (tracks is null) return options.Labels is null ? null : options.Create(name, []);
        if (!tracks.Columns.Contains(options.Column))
        {
            problems.Add(at, DataResolver.NoColumn($"the manifest has no column '{options.Column}'", options.Column, tracks));
            return null;
        }
        var words = LabelSchemes.Words(options.Column, tracks);
        if (options.Labels is null) return TwoLabels(at, name, words) ? options.Create(name, words) : null;
        SchemeFault[] absent = [.. options.Labels.Index().Where(l => !words.Contains(l.Item)).Select(l => new SchemeFault(options, "labels",
            $"no track has '{l.Item}' in the column '{options.Column}'. It has: {Some(words)}.{Suggestion.DidYouMean(l.Item, words)}",
            l.Index))];
        return Tell(absent) ? options.Create(name, words) : null;
    }

    private bool IsNumeric(CutScheme cut, Manifest tracks)
    {
        var before = problems.Count;
        foreach (var column in cut.Cut.Keys)
        {
            var at = places.OfKey(cut.Cut, column, Section);
            if (!tracks.Columns.Contains(column))
                problems.Add(at, DataResolver.NoColumn($"the manifest has no column '{column}'", column, tracks));
            else if (tracks.Tracks.FirstOrDefault(t =>
                !string.IsNullOrWhiteSpace(t[column]) && !double.IsFinite(t.Number(column) ?? double.NaN)) is { } track)
                problems.Add(at,
                    $"the column '{column}' can't be cut: it has '{new ScalarNode(at, track[column], true).Shown}' (track {track.Id}), "
                        + "and only numbers can be");
        }
        return problems.Count == before;
    }

    private static string Some(string[] words) => words.Length <= 12 ? Words.List(words)
        : FormattableString.Invariant($"{Words.List(words[..12])} and {words.Length - 12} more");

    /// <summary>True where there is nothing to tell.</summary>
    private bool Tell(IEnumerable<SchemeFault> faults)
    {
        var all = faults.ToArray();
        foreach (var (part, key, message, item) in all)
            problems.Add(item < 0 ? places.Of(part, key, Section) : places.OfItem(part, key, item, Section), message);
        return all.Length == 0;
    }
}
