using Gmsa.Experiments.Config;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Studies;

/// <summary>What a user asks for: an experiment file, values that override it, and where audio and studies lie.</summary>
public sealed record RunRequest(string File, IReadOnlyList<string> Sets, string? AudioRoot, string Results = "results")
{
    /// <summary>What the program is called on a command line.</summary>
    public string Program { get; init; } = "gmsa";

    /// <summary>True to run trials, tests of folds and final models that failed once more, say with a higher limit.</summary>
    public bool RetryFailed { get; init; }

    /// <summary>The kinds that the file may name.</summary>
    public Catalog Catalog { get; init; } = Catalog.Default;

    /// <summary>Told of each entry that this run adds to the study's journal, once it is on disk.</summary>
    public Action<JournalEvent>? OnRecord { get; init; }

    /// <summary>An experiment that was made in code, in place of a file: then <see cref="File"/> is the folder where its relative paths
    /// start.</summary>
    internal Experiment? Made { get; init; }

    /// <summary>The experiment that is asked for.</summary>
    /// <exception cref="InputException">Everything that is wrong with it, or no place for studies is named.</exception>
    internal LoadedExperiment Load()
    {
        OutputPlace.Named("--results", Results, "a folder");
        if (FileKind.Of(Results) is { Sort: not (FileSort.Folder or FileSort.Studies or FileSort.Study) } other)
            throw new InputException("--results", $"{Results} is {other.What}; expected a folder, new or there already");
        return Made is null ? ExperimentFile.Load(File, Sets, AudioRoot, Catalog) : ExperimentCode.Load(Made, File, Catalog);
    }
}

/// <summary>A run as a command line that can be pasted into a shell.</summary>
internal static class Command
{
    /// <param name="study">Whose folder keeps the experiment where no file did.</param>
    public static string Of(RunRequest request, Study study) => string.Join(' ',
    [
        request.Program, "run", Quoted(request.Made is null ? request.File : study.ExperimentFile),
        .. request.Sets.Select(s => "--set " + Quoted(s)),
        .. request.AudioRoot is { } root ? ["--audio-root " + Quoted(root)] : Array.Empty<string>(),
        .. request.Catalog.Files.Select(f => "--with " + Quoted(f)),
    ]);

    /// <summary>The command line that compares studies.</summary>
    public static string OfReport(IEnumerable<string> studies) => string.Join(' ', studies.Select(Quoted).Prepend("gmsa report"));

    /// <summary>The command line that does one task of a study in a process of its own: the program, then its arguments.</summary>
    /// <param name="catalog">What the process has to know, and doesn't where it comes from another assembly.</param>
    public static IReadOnlyList<string> OfTask(Study study, IEnumerable<string> words, Catalog catalog) =>
    [
        Environment.ProcessPath!, .. Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
            ? [Environment.GetCommandLineArgs()[0]]
            : Array.Empty<string>(),
        "task", study.Folder, .. words, .. catalog.Files.SelectMany(f => (string[])["--with", Path.GetFullPath(f)]),
    ];

    private static string Quoted(string text) =>
        text.Length > 0 && text.All(c => char.IsLetterOrDigit(c) || "/._-=~:,@%+".Contains(c, StringComparison.Ordinal))
            ? text
            : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
