using System.Text.Json;
using System.Text.Json.Nodes;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Reports;
using Gmsa.Experiments.Runs;

namespace Gmsa.Experiments.Trials;

/// <summary>Keeps the list of the studies in a results folder: <c>index.html</c>.</summary>
internal static class ResultsIndex
{
    /// <summary>Whether the list may be written: a page of somebody else's is never replaced.</summary>
    public static bool IsFree(string results) => OutputPlace.IsFree(PageOf(results), Page.IsOne);

    /// <summary>Writes the list anew, where it may be. Studies that can't be read are left out: nobody's run fails for another's
    /// files.</summary>
    public static void Write(string results)
    {
        if (!IsFree(results)) return;
        var studies = Directory.EnumerateDirectories(results).Select(folder => Read(new(folder))).OfType<IndexedStudy>().ToArray();
        AtomicFile.WriteText(PageOf(results), StudyIndex.Render(studies));
    }

    private static string PageOf(string results) => Path.Combine(results, "index.html");

    private static IndexedStudy? Read(Study study)
    {
        if (!study.Exists) return null;
        try
        {
            return new(Path.GetFileName(study.Folder), Started(study), Study.Read<StudyPlan>(study.PlanFile), Optional<DatasetCard>(study.DatasetFile), Optional<Comparison>(study.ComparisonFile));
        }
        catch (Exception error) when (error is InputException or IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private static DateTimeOffset Started(Study study)
    {
        using var stream = new FileStream(study.JournalFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return JsonNode.Parse(reader.ReadLine() ?? "{}")?["time"]?.GetValue<DateTimeOffset>() ?? DateTimeOffset.UnixEpoch;
    }

    private static T? Optional<T>(string file) where T : class => File.Exists(file) ? Study.Read<T>(file) : null;
}
