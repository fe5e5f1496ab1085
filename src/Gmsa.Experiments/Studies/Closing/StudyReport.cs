using Gmsa.Experiments.Config;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Reports;

namespace Gmsa.Experiments.Studies;

/// <summary>Renders the reports of a study from its folder alone, and says in a few lines what it came to.</summary>
public static class StudyReport
{
    private const int MostNamed = 5;

    /// <summary>The reports that the study's file asks for, and the list of all studies that lie beside it.</summary>
    /// <param name="records">Of its trials: they, and what follows from them, were just made.</param>
    internal static StudyResults Write(
        OpenStudy open, IReadOnlyList<RunRecord> records, IProgress<Progress> progress, CancellationToken cancel)
    {
        open.Energy.Tell();
        ResultsIndex.Write(Path.GetDirectoryName(open.Study.Folder)!); // first, since reports lead there where it is
        var results = Read(open.Study, open.Journal.Entries, records);
        var isFirst = !File.Exists(Path.Combine(open.Study.Folder, BesidePage.Report));
        Write(results, open.Study, open.Design.Experiment.Report, open.Design.Loaded.Catalog, progress, cancel);
        if (isFirst) ResultsIndex.Write(Path.GetDirectoryName(open.Study.Folder)!); // it leads to reports that are there
        return results;
    }

    /// <summary>Of a study that isn't finished what is known so far: its trials, and no result.</summary>
    /// <exception cref="InputException">The folder holds no study, one without results, or records that don't belong together.</exception>
    internal static void Write(
        Study study, IReadOnlyList<ReportOptions> reports, Catalog catalog, IProgress<Progress> progress, CancellationToken cancel)
    {
        var results = Read(study);
        Write(results, study, reports, catalog, progress, cancel);
        // A run may have ended meanwhile: its reports are not to be replaced by these.
        if (!results.IsFinished && File.Exists(study.ComparisonFile)) Write(study, reports, catalog, progress, cancel);
    }

    private static void Write(
        StudyResults results, Study study, IReadOnlyList<ReportOptions> reports, Catalog catalog, IProgress<Progress> progress,
        CancellationToken cancel)
    {
        // The page comes last: it leads to the files of the others.
        foreach (var (done, report) in reports.OrderBy(r => r is HtmlReportOptions).Index())
        {
            cancel.ThrowIfCancellationRequested();
            progress.Report(new("reports", done, reports.Count, catalog.WordOf(report)));
            study.Demand();
            report.Create().Write(results, study.Folder);
        }
        progress.Report(new("reports", reports.Count, reports.Count));
    }

    /// <param name="damaged">Rows of the cache that this run found damaged.</param>
    /// <param name="results">Where this run read them already.</param>
    internal static RunOutcome Outcome(OpenStudy open, StudyResults? results, int startedTrials, bool wasFinished, int damaged = 0)
    {
        results ??= open.FinishedTrials is { } trials ? Read(open.Study, open.Journal.Entries, trials) : Read(open.Study);
        var barred = new WarmStart(open.Design).Barred().Where(s => s.Barred.Count > 0)
            .Select(s => $"{ComparedWords.List(s.Barred.Select(FoldName.InWords))} took nothing from {s.Study}, "
                + "whose trials had seen what is tested there");
        var failed = results.Trials.Count(t => t.State == TrialState.Failed);
        string[] lost = failed == 0 ? []
            : [$"{Digits.Grouped(failed)} of {Digits.Grouped(results.Trials.Count)} trials failed, "
                + $"each with its reason in the report; {RetryWords}"];
        var untrained = FinalModels.Failures(open.Journal.Entries)
            .Select(f => $"{f.Key} has no model.zip, since training on all tracks failed: {f.Value}");
        string[] padded = PaddedWords.Caveat(results.Dataset) is { } caveat ? [caveat] : [];
        return new(open.Study.Folder, startedTrials, wasFinished, Conclusions.InWords(results),
        [
            .. open.Design.Loaded.Warnings, .. open.Design.Loaded.Notes, .. padded, .. StudyRepair.InWords(open.Study, open.Mended),
            .. lost, .. barred, .. untrained,
            .. StudyWarnings.OfChoice(open.Design.Plan, results.Trials, open.Journal.Entries),
            .. LeftOut(results.Dataset.LeftOut, wasFinished), .. Files(open.Study, damaged),
        ])
        {
            Results = results,
        };
    }

    private static IEnumerable<string> Files(Study study, int damaged)
    {
        if (damaged > 0) yield return FeatureCache.DamageWords(damaged);
        var results = Path.GetDirectoryName(study.Folder)!;
        if (!ResultsIndex.IsFree(results))
            yield return $"the list of studies was not written: {Path.Combine(results, StudyIndex.FileName)} is no page "
                + "that this program made";
    }

    /// <summary>What a user can do about failed trials.</summary>
    public const string RetryWords = "`gmsa run` of its file with --retry-failed runs them once more, say with higher limits in `launcher`";

    private static IEnumerable<string> LeftOut(IReadOnlyList<LeftOut> tracks, bool wasFinished)
    {
        if (tracks.Count == 0) yield break;
        var count = $"{Digits.Grouped(tracks.Count)} {(tracks.Count == 1 ? "track was" : "tracks were")}";
        yield return $"{count} left out, each with its reason in the report"
            + (wasFinished ? "; where they can be read by now, run again with another --results" : "");
        foreach (var large in tracks.Where(t => t.Reason.StartsWith(ColumnsOptions.TooLarge, StringComparison.Ordinal)).Take(MostNamed))
            yield return $"{large.TrackId} has {large.Reason}";
    }

    /// <exception cref="InputException">The folder holds no finished study.</exception>
    internal static StudyResults ReadFinished(Study study) =>
        File.Exists(study.ComparisonFile) ? Read(study) : throw (!study.Exists ? study.IsNone()
            : new InputException(study.Folder,
                "this study isn't finished: run its experiment file again first, it goes on where it ended"));

    /// <summary>What a study came to; of one that isn't finished its trials.</summary>
    /// <exception cref="InputException">The folder holds no study, one without results, or records that don't belong together.</exception>
    internal static StudyResults Read(Study study)
    {
        if (!study.Exists) throw study.IsNone();
        var journal = Journal.Read(study.JournalFile);
        try
        {
            return Read(study, journal, records: null);
        }
        catch (InputException) when (Journal.Read(study.JournalFile).Count > journal.Count)
        {
            return Read(study, Journal.Read(study.JournalFile), records: null); // a run took things away meanwhile, to make them again
        }
    }

    /// <param name="records">Of its trials, where they are known to be right; null: everything is checked.</param>
    private static StudyResults Read(Study study, IReadOnlyList<JournalEvent> journal, IReadOnlyList<RunRecord>? records)
    {
        var isFinished = File.Exists(study.ComparisonFile);
        if (!isFinished && !File.Exists(study.DatasetFile) && StudySeal.EndOf(journal) is null)
            throw new InputException(
                study.Folder, "this study has learnt nothing yet: run its experiment file again, it goes on where it ended");
        var plan = Study.Read<StudyPlan>(study.PlanFile);
        records ??= RecordCheck.Of(study, plan, plan, journal).Whole().Trials;
        var comparison = isFinished ? Study.Read<Comparison>(study.ComparisonFile) : new() { Arms = [], Pairs = [] };
        IReadOnlyList<Track> tracks = File.Exists(study.ManifestFile) ? ManifestFile.ReadSaved(study.ManifestFile).Tracks : [];
        return new(
            plan, Study.Read<DatasetCard>(study.DatasetFile), records, comparison,
            comparison.Arms.ToDictionary(a => a.Name, a => PredictionFile.Read(study.PredictionsFile(a.Name))),
            study.ReadExperiment(), study.Folder, Commands(journal))
        {
            IsFinished = isFinished,
            Sweep = isFinished && File.Exists(study.SweepFile) ? Study.Read<SweepCard>(study.SweepFile) : new([]),
            Ensembles = plan.Arms.Where(a => isFinished && File.Exists(study.EnsembleFile(a.Name)))
                .ToDictionary(a => a.Name, a => Study.Read<EnsembleCard>(study.EnsembleFile(a.Name))),
            Plane = tracks.Where(t => t is { Energy: not null, Valence: not null })
                .ToDictionary(t => t.Id, t => (t.Energy!.Value, t.Valence!.Value), StringComparer.Ordinal),
            Tracks = tracks.ToDictionary(t => t.Id, StringComparer.Ordinal),
            Cost = StudyCost.Of(journal),
            Hard = isFinished && File.Exists(study.HardFile) ? Study.Read<HardCard>(study.HardFile) : null,
            TestReads = TestReads(journal),
            Missing = isFinished ? MissingArms.Of(plan, comparison, records, journal) : [],
            Warnings =
            [
                .. StudyWarnings.SmallValidation(plan),
                .. isFinished ? StudyWarnings.OfChoice(plan, records, journal).Concat(Untested(journal, comparison)) : [],
                .. FinalModels.Failures(journal).Select(f => $"{f.Key} has no model.zip: training on all tracks failed ({f.Value})."),
            ],
        };
    }

    private static IEnumerable<string> Untested(IReadOnlyList<JournalEvent> journal, Comparison comparison) =>
        MissingArms.FailedFolds(journal).Select(arm => comparison.Arms.Any(a => a.Name == arm.Key)
            ? $"{arm.Key} lacks a bundle of what answered: {MissingArms.WhyUnkept(journal, arm.Key)}."
            : $"{arm.Key} is missing from the comparison: {arm.First()}.");

    private static IReadOnlyList<string> TestReads(IEnumerable<JournalEvent> journal)
    {
        var (reads, retries) = (new List<(string Budget, int Retries)>(), 0);
        JournalEvent? last = null;
        foreach (var entry in journal)
        {
            if (entry is TestRead read) reads.Add((read.AnyBudget().ToString(), retries));
            else if (entry is TrialReopened && last is not TrialReopened) retries++; // together they are one
            last = entry;
        }
        return [.. reads.Distinct().Select(r => r.Retries == 0
            ? r.Budget
            : $"{r.Budget} with failed trials run again{(r.Retries > 1 ? FormattableString.Invariant($" {r.Retries} times") : "")}")];
    }

    private static IReadOnlyList<string> Commands(IEnumerable<JournalEvent> journal) =>
        [journal.OfType<StudyStarted>().LastOrDefault()?.Command ?? "gmsa run experiment.yaml"];
}
