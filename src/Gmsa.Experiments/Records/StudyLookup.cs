using System.Text.RegularExpressions;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Records;

/// <summary>Where a study may be that somebody looks for under another name.</summary>
internal static partial class StudyLookup
{
    private const int MostNames = 3;
    private const string Results = "results"; // where runs keep studies unless --results says otherwise

    /// <summary>What is said of a path that is no study.</summary>
    public static string Words(string path)
    {
        const string Expected = "this is no study: give a folder that `gmsa run` made, such as results/quickstart-0123abcd";
        if (FileKind.Of(path) is not { } found) return Path.Exists(path) ? Expected : Expected + WrongFile.Beside(path).TrimEnd('.');
        return found.Sort switch
        {
            FileSort.Folder => Expected + (WrongFile.Inside(path) is { Length: > 0 } study ? $". {study}" : ""),
            FileSort.Experiment when WrongFile.Inside(path).Length == 0 =>
                $"{WrongFile.Words(path, found, Wanted.Study)} {OfExperiment(path)}",
            _ => WrongFile.Words(path, found, Wanted.Study),
        };
    }

    private static string OfExperiment(string file)
    {
        var name = NameLine().Match(InputFile.Text(file)) is { Success: true } said ? said.Groups[1].Value : Slug.Of(file);
        string[] studies = Directory.Exists(Results) ? [.. Directory.EnumerateDirectories(Results, name + "-*")
            .Where(d => FileKind.IsStudy(d) && Digits().IsMatch(Path.GetFileName(d)[name.Length..])).Order(StringComparer.Ordinal)] : [];
        return studies.Length == 0 ? $"There is no study of it in {Results}; `gmsa run {file}` makes one."
            : $"{(studies.Length == 1 ? "Its study is" : "Studies of its name are")} {string.Join(", ", studies.TakeLast(MostNames))}.";
    }

    [GeneratedRegex(@"^name:\s*[""']?([a-z0-9-]+)", RegexOptions.Multiline)]
    private static partial Regex NameLine();

    [GeneratedRegex("^-[0-9a-f]{8}$")]
    private static partial Regex Digits();
}
