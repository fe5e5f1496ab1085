using System.Text.Json;
using System.Text.Json.Nodes;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Reports;

namespace Gmsa.Experiments.Studies;

/// <summary>Keeps the list of the studies in a results folder: <c>index.html</c>.</summary>
internal static class ResultsIndex
{
    // Where studies end all the time, the next that ends writes it again.
    private const int MostRounds = 3;

    /// <summary>Whether the list may be written: a page of somebody else's is never replaced.</summary>
    public static bool IsFree(string results) => OutputPlace.IsFree(PageOf(results), Page.IsOne);

    /// <summary>Writes the list anew, where it may be. Studies that can't be read are left out: nobody's run fails for another's
    /// files.</summary>
    public static void Write(string results)
    {
        if (!IsFree(results)) return;
        for (var round = 0; round < MostRounds; round++)
        {
            var written = State(results);
            var studies = Directory.EnumerateDirectories(results).Select(folder => Read(new(folder))).OfType<IndexedStudy>().ToArray();
            var compared = Directory.EnumerateDirectories(results).Select(Compared).OfType<IndexedComparison>().ToArray();
            AtomicFile.WriteText(PageOf(results), StudyIndex.Render(studies, compared));
            if (State(results) == written) return; // else another study ended meanwhile, and its list may have been replaced by this one
        }
    }

    /// <summary>Renews the list where there is one, so that it leads to reports that were just drawn.</summary>
    public static void Renew(string results)
    {
        if (StudyIndex.Is(PageOf(results))) Write(results);
    }

    /// <summary>What the list follows from, as far as it changes when a study begins or ends.</summary>
    private static string State(string results) => string.Join('\n',
        from folder in Directory.EnumerateDirectories(results).Order(StringComparer.Ordinal)
        let study = new Study(folder)
        where study.Exists
        select FormattableString.Invariant($"{folder} {File.GetLastWriteTimeUtc(study.ComparisonFile).Ticks}"));

    private static string PageOf(string results) => Path.Combine(results, StudyIndex.FileName);

    private static IndexedStudy? Read(Study study)
    {
        if (!study.Exists) return null;
        try
        {
            return new(Path.GetFileName(study.Folder), Started(study), Study.Read<StudyPlan>(study.PlanFile),
                Optional<DatasetCard>(study.DatasetFile), Optional<Comparison>(study.ComparisonFile))
            {
                HasReport = File.Exists(Path.Combine(study.Folder, BesidePage.Report)),
            };
        }
        catch (Exception error) when (error is InputException or IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>A folder that puts studies side by side and has a page; null of any other.</summary>
    private static IndexedComparison? Compared(string folder)
    {
        var card = Path.Combine(folder, ComparedCard.FileName);
        if (!File.Exists(card) || !File.Exists(Path.Combine(folder, BesidePage.Report))) return null;
        try
        {
            return new(Path.GetFileName(folder), [.. Study.Read<ComparedCard>(card).Studies.Select(s => s.Name)]);
        }
        catch (Exception error) when (error is InputException or IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private static DateTimeOffset Started(Study study)
    {
        using var stream = InputFile.Open(study.JournalFile);
        using var reader = new StreamReader(stream);
        return JsonNode.Parse(reader.ReadLine() ?? "{}")?["time"]?.GetValue<DateTimeOffset>() ?? DateTimeOffset.UnixEpoch;
    }

    private static T? Optional<T>(string file) where T : class => File.Exists(file) ? Study.Read<T>(file) : null;
}
