using System.Text.Json.Nodes;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Runs;

/// <summary>
/// The hashes of the files that a study's results stand in, by their place in its folder. The journal's entry of the study's end holds
/// them, and so it shows what was lost, changed or exchanged since. Trials have their own entries; pictures and reports can be drawn again.
/// </summary>
public static class StudySeal
{
    /// <summary>The event of a study's end, and the key of its hashes.</summary>
    internal const string Finished = "study_finished", Files = "files";

    /// <summary>Of a study whose files are written.</summary>
    public static JsonObject Of(Study study) =>
        new(Sealed(study).Select(file => KeyValuePair.Create<string, JsonNode?>(NameOf(study, file), ContentHash.OfFile(file))));

    /// <summary>True of a journal whose study has ended, and not begun again.</summary>
    internal static bool IsEnd(IReadOnlyList<JsonObject> journal) => journal is [.., var last] && (string?)last["event"] == Finished;

    /// <summary>What isn't as it was when the study ended; nothing of one that goes on, or whose end was written without hashes.</summary>
    internal static IEnumerable<Damage> Broken(Study study, IReadOnlyList<JsonObject> journal)
    {
        if (!IsEnd(journal) || journal[^1][Files] is not JsonObject files) yield break;
        foreach (var (name, hash) in files)
        {
            var file = Path.Combine(study.Folder, name.Replace('/', Path.DirectorySeparatorChar));
            if (!File.Exists(file)) yield return new(file, "is gone: it was there when the study ended");
            else if (ContentHash.OfFile(file) != (string?)hash)
                yield return new(file, "isn't what the run wrote: it was changed since, or is another's");
        }
    }

    private static IEnumerable<string> Sealed(Study study)
    {
        string[] own =
        [
            study.ExperimentFile, study.ManifestFile, study.EarlierFile, study.PlanFile, study.DatasetFile,
            study.ComparisonFile, study.SweepFile, study.HardFile,
        ];
        return own.Where(File.Exists)
            .Concat(Of(study.ArmFolder(""), "*")).Concat(Of(study.TrialsFolder, "*.csv")).Order(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Of(string folder, string pattern) => !Directory.Exists(folder) ? []
        : Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories).Where(f => !Path.GetFileName(f).StartsWith('.'));

    private static string NameOf(Study study, string file) =>
        Path.GetRelativePath(study.Folder, file).Replace(Path.DirectorySeparatorChar, '/');
}
