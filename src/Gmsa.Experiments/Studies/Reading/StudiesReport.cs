using Gmsa.Experiments.Config;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Reports;

namespace Gmsa.Experiments.Studies;

/// <summary>Where reports were written.</summary>
/// <param name="Summary">What studies came to side by side, in a few lines; empty of one.</param>
public sealed record ReportOutcome(string Folder, string Summary);

/// <summary>Renders the reports of one study again, or of several side by side into a folder of their own.</summary>
internal static class StudiesReport
{
    /// <param name="folder">Where a comparison goes; null: beside the first study, under the comparison's id.</param>
    /// <param name="catalog">Has the reports' kinds.</param>
    /// <exception cref="InputException">A folder holds no finished study, the studies can't be compared, or the folder is in use
    /// for something else.</exception>
    public static ReportOutcome Write(
        IReadOnlyList<string> studyFolders, string? folder, IReadOnlyList<ReportOptions> reports, Catalog catalog)
    {
        foreach (var study in studyFolders) OutputPlace.Named("STUDY", study, "a folder that holds a study");
        if (studyFolders is not [var own]) return Compare(studyFolders, folder, reports);
        if (folder is not null) throw new InputException("--out",
            "is where a comparison of several studies goes; the reports of one lie in its own folder. Give more studies, or leave it out");
        StudyReport.Write(new(own), reports, catalog, Progress.Unheard, CancellationToken.None);
        ResultsIndex.Renew(Path.GetDirectoryName(Path.GetFullPath(Path.TrimEndingDirectorySeparator(own)))!);
        return new(own, "");
    }

    private static ReportOutcome Compare(IReadOnlyList<string> studyFolders, string? folder, IReadOnlyList<ReportOptions> reports)
    {
        if (folder is not null) OutputPlace.Named("--out", folder, "a folder");
        var studies = FinishedStudy.Read([.. studyFolders.Select(Path.TrimEndingDirectorySeparator)]);
        var id = "compared-"
            + $"{ContentHash.OfText(string.Join('\n', studies.Select(s => $"{s.Id} {ContentHash.OfFile(s.Study.ComparisonFile)}")))[..8]}";
        var place = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder
            ?? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(studies[0].Study.Folder))!, id)));
        Check(place, [.. studies.Select(s => s.Id)]);
        var results = StudiesComparison.Of(studies, id, place);
        // First, so that the folder is known as this comparison's even where a report can't be written.
        Study.Write(Path.Combine(place, ComparedCard.FileName), new ComparedCard(id, results.Plan.Tracks,
            [.. results.Studies.Select(s => new ComparedEntry(s.Name, s.Results.Plan.Id, s.Place, s.Tested))]));
        Study.Write(new Study(place).ComparisonFile, results.Comparison);
        // The page last, as of one study.
        foreach (var report in reports.OrderBy(r => r is HtmlReportOptions)) report.Create().Write(results, place);
        ResultsIndex.Renew(Path.GetDirectoryName(place)!);
        return new(place, Conclusions.InWords(results));
    }

    private static void Check(string folder, IReadOnlyList<string> studies)
    {
        OutputPlace.Folder("--out", folder);
        if (!Directory.Exists(folder) || !Directory.EnumerateFileSystemEntries(folder).Any()) return;
        var card = Path.Combine(folder, ComparedCard.FileName);
        if (!File.Exists(card))
            throw new InputException("--out", $"{folder} has something else in it; expected a new or empty folder, "
                + $"or one that holds a comparison of these studies (with {ComparedCard.FileName})");
        var there = Study.Read<ComparedCard>(card);
        if (there.IsOf(studies)) return;
        var others = ComparedWords.List(there.Studies.Select(s => s.Id));
        throw new InputException("--out", $"{folder} holds a comparison of other studies, {others}; name another folder");
    }
}
