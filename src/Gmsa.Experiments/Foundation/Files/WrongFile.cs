namespace Gmsa.Experiments.Foundation;

/// <summary>What a command expects where a user names a file.</summary>
internal enum Wanted
{
    Experiment, Table, Manifest, Predictions, Audio, Study,
}

/// <summary>Tells a user who named a file of another kind what it is, and what can be done with it.</summary>
internal static class WrongFile
{
    private const int MostNames = 3;
    private const int MostLooked = 10_000;

    /// <exception cref="InputException">It is surely a file of another kind. Files that nobody can tell, or that aren't there,
    /// pass.</exception>
    public static void Check(string path, Wanted wanted)
    {
        // Kinds of text are guesses, but no text is audio or a study.
        if (FileKind.Of(path) is { } found && (found.IsSure || wanted is Wanted.Audio or Wanted.Study) && !Fits(found.Sort, wanted))
            throw new InputException(path, Words(path, found, wanted));
    }

    /// <summary>Reads a file. Where it can't be read, and looks like one of another kind, that is what is said.</summary>
    /// <exception cref="InputException">It can't be read.</exception>
    public static T Told<T>(string path, Wanted wanted, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InputException) when ((Problem(path, wanted) ?? OfStudy(path, wanted)) is { } problem)
        {
            throw new InputException([problem]);
        }
    }

    /// <summary>Of another table of a study's folder, where the predictions are; null of all else.</summary>
    private static Problem? OfStudy(string path, Wanted wanted)
    {
        if (wanted != Wanted.Predictions || Path.GetFileName(path) == "predictions.csv" || StudyOf(path) is not { } study) return null;
        var where = Named("Its predictions are", Predictions(study));
        return where.Length == 0 ? null : new(path, $"this is a table of the study {study} without predictions. {where}.");
    }

    /// <summary>The same as a problem to be told with others; null where there is none.</summary>
    public static Problem? Problem(string path, Wanted wanted) =>
        FileKind.Of(path) is { } found && !Fits(found.Sort, wanted) ? new(path, Words(path, found, wanted)) : null;

    /// <summary>"this is a table (CSV), not an experiment file. `data: { manifest: my.csv }` names it in one."</summary>
    public static string Words(string path, FileKind found, Wanted wanted)
    {
        // A study's own files aren't anybody's but the study's.
        var isOwn = wanted != Wanted.Study && found.Sort is FileSort.Experiment or FileSort.Table or FileSort.Predictions;
        var study = isOwn ? "" : Inside(path);
        var next = study.Length > 0 ? study : Next(path, found.Sort, wanted);
        return $"this is {found.What}, not {Name(wanted)}.{(next.Length > 0 ? " " + next + "." : "")}";
    }

    /// <summary>What is said of a file that isn't there: "there is no such file", and the one beside it that may be meant.</summary>
    public static string Missing(string path) => "there is no such file" + Beside(path).TrimEnd('.');

    /// <summary>The end of a message about a path where nothing is: what is nearly called so beside it, or nothing.</summary>
    public static string Beside(string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is not { } folder || !Directory.Exists(folder)) return "";
        string[] names = [.. Directory.EnumerateFileSystemEntries(folder).Take(MostLooked).Select(p => Path.GetFileName(p)!)];
        var name = Path.GetFileName(path);
        var longer = name.Length == 0 ? null : names.Order(StringComparer.Ordinal)
            .FirstOrDefault(n => n.StartsWith(name + ".", StringComparison.Ordinal) || n.StartsWith(name + "-", StringComparison.Ordinal));
        return (longer ?? Suggestion.Closest(name, names)) is { } near
            ? $". There is {Path.Combine(Path.GetDirectoryName(path)!, near)}." : "";
    }

    private static bool Fits(FileSort found, Wanted wanted) => wanted switch
    {
        Wanted.Experiment => found is FileSort.Experiment or FileSort.Text or FileSort.Empty,
        // What is no table after all is told by whoever reads it, with its line.
        Wanted.Table or Wanted.Manifest => found is FileSort.Table or FileSort.Predictions or FileSort.Text or FileSort.Empty,
        Wanted.Predictions => found is FileSort.Table or FileSort.Predictions or FileSort.Text or FileSort.Empty,
        Wanted.Audio => found is FileSort.Audio or FileSort.Empty or FileSort.Text,
        _ => found is FileSort.Study,
    };

    private static string Name(Wanted wanted) => wanted switch
    {
        Wanted.Experiment => "an experiment file (YAML)",
        Wanted.Table => "a table (CSV)",
        Wanted.Manifest => "a manifest (CSV)",
        Wanted.Predictions => "predictions (CSV)",
        Wanted.Audio => "an audio file",
        _ => "the folder of a study",
    };

    private static string Next(string path, FileSort found, Wanted wanted) => (found, wanted) switch
    {
        (FileSort.Table, Wanted.Experiment) =>
            $"`data: {{ {(HasPath(path) ? "manifest" : "table")}: {Path.GetFileName(path)} }}` names it in one",
        (FileSort.Predictions, Wanted.Experiment) => $"`gmsa metrics {path}` scores it",
        (FileSort.Audio, Wanted.Experiment) =>
            $"`gmsa explore {path} --out FOLDER` shows it; an experiment names a manifest, with a row for each recording",
        (FileSort.Audio, Wanted.Manifest or Wanted.Table or Wanted.Predictions) =>
            "A table has a row for each recording, under the header path,artist,title",
        (FileSort.Study, Wanted.Experiment) => $"Its experiment is {Path.Combine(path, "experiment.yaml")}",
        (FileSort.Study, Wanted.Predictions) => Named("Its predictions are", Predictions(path)),
        (FileSort.Folder or FileSort.Studies, Wanted.Experiment) => Named("In it there is", Directory.EnumerateFiles(path, "*.yaml")),
        (FileSort.Folder, Wanted.Manifest or Wanted.Table or Wanted.Predictions) =>
            Named("In it there is", Directory.EnumerateFiles(path, "*.csv")),
        (FileSort.Studies, Wanted.Study) => Named("Name one of them:", Directory.EnumerateDirectories(path).Where(FileKind.IsStudy)),
        (FileSort.Experiment, Wanted.Table or Wanted.Manifest) => $"`gmsa run {path}` runs it; its `data` names the table",
        (FileSort.Experiment, Wanted.Predictions) => "The predictions of its study are arms/<arm>/predictions.csv in the study's folder",
        (FileSort.Table or FileSort.Predictions, Wanted.Audio) =>
            (path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? $"`gmsa explore {path} --out FOLDER`"
                : "Called .csv, `gmsa explore`")
                + " shows the music that a manifest lists",
        (FileSort.Experiment, Wanted.Audio) => "`gmsa explore` shows the manifest that its `data` names",
        (FileSort.Folder, Wanted.Audio) => "Name one file, or a manifest (.csv)",
        (FileSort.Parquet or FileSort.Workbook, Wanted.Table or Wanted.Manifest or Wanted.Predictions or Wanted.Experiment) =>
            "Save it as CSV, in UTF-8 and with commas",
        (FileSort.Archive, _) => "Unpack it first",
        (FileSort.Page, _) => "Where a download left it, download the file again",
        (FileSort.Json, Wanted.Experiment) => "An experiment has the keys `data` and `labels` at least",
        _ => "",
    };

    /// <summary>Of a file in a study's folder, the study.</summary>
    internal static string Inside(string path) => StudyOf(path) is { } study ? $"It belongs to the study {study}" : "";

    private static string? StudyOf(string path)
    {
        var place = Path.TrimEndingDirectorySeparator(path);
        for (var folder = Path.GetDirectoryName(place); folder is { Length: > 0 }; folder = Path.GetDirectoryName(folder))
            if (FileKind.IsStudy(folder)) return folder;
        return null;
    }

    private static IEnumerable<string> Predictions(string study) => Directory.Exists(Path.Combine(study, "arms"))
        ? Directory.EnumerateFiles(Path.Combine(study, "arms"), "predictions.csv", SearchOption.AllDirectories) : [];

    private static string Named(string what, IEnumerable<string> paths)
    {
        string[] all = [.. paths.Order(StringComparer.Ordinal)];
        return all.Length == 0 ? "" : $"{what} {string.Join(", ", all.Take(MostNames))}"
            + $"{(all.Length > MostNames ? FormattableString.Invariant($" and {all.Length - MostNames} more") : "")}";
    }

    private static bool HasPath(string table) => File.ReadLines(table).FirstOrDefault() is { } header
        && header.TrimStart('\uFEFF').Split(',').Any(c => c.Trim(' ', '"') == "path");
}
