using System.Text.Json.Nodes;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Reports;
using Gmsa.Experiments.Runs;

namespace Gmsa.Experiments.Trials;

/// <summary>Renders the reports of a study from its folder alone, and says in a few lines what it came to.</summary>
public static class StudyReport
{
    /// <summary>The reports that the study's file asks for, and the list of all studies that lie beside it.</summary>
    public static void Write(OpenStudy open)
    {
        open.Energy.Tell();
        Write(open.Study, open.Design.Experiment.Report);
        ResultsIndex.Write(Path.GetDirectoryName(open.Study.Folder)!);
    }

    /// <summary>Of a study that isn't finished what is known so far: its trials, and no result.</summary>
    /// <exception cref="InputException">The folder holds no study, or none that has learnt anything.</exception>
    public static void Write(Study study, IReadOnlyList<ReportKind> kinds)
    {
        var results = Read(study);
        foreach (var kind in kinds) Catalog.CreateReport(kind).Write(results, study.Folder);
        // A run may have ended meanwhile: its reports are not to be replaced by these.
        if (!results.IsFinished && File.Exists(study.ComparisonFile)) Write(study, kinds);
    }

    /// <param name="damaged">Rows of the cache that this run found damaged.</param>
    public static RunOutcome Outcome(OpenStudy open, int startedTrials, bool wasFinished, int damaged = 0)
    {
        var results = Read(open.Study);
        var missing = open.Design.Arms.Where(a => results.Comparison.Arms.All(c => c.Name != a.Name))
            .Select(a => $"{a.Name} has no result in some fold and is not in the comparison: see its failed trials in the report");
        var barred = new WarmStart(open.Design).Barred().Where(s => s.Barred.Count > 0)
            .Select(s => $"fold {string.Join(", ", s.Barred)} took nothing from {s.Study}, whose trials had seen what is tested there");
        var untrained = FinalModels.Failures(open.Journal.Entries).Select(f => $"{f.Key} has no model.zip, since training on all tracks failed: {f.Value}");
        return new(open.Study.Folder, startedTrials, wasFinished, Conclusions.InWords(results), 
            [.. missing, .. barred, .. untrained, .. LeftOut(results.Dataset.LeftOut.Count, wasFinished), .. Files(open.Study, damaged)]);
    }

    private static IEnumerable<string> Files(Study study, int damaged)
    {
        if (damaged > 0) yield return Dataset.DamageWords(damaged);
        var results = Path.GetDirectoryName(study.Folder)!;
        if (!ResultsIndex.IsFree(results))
            yield return $"the list of studies was not written: {Path.Combine(results, "index.html")} is no page that this program made";
    }

    private static IEnumerable<string> LeftOut(int count, bool wasFinished)
    {
        if (count == 0) yield break;
        yield return FormattableString.Invariant($"{count} tracks were left out, each with its reason in the report")
            + (wasFinished ? "; where they can be read by now, run again with another --results" : "");
    }

    /// <exception cref="InputException">The folder holds no finished study.</exception>
    internal static StudyResults ReadFinished(Study study) => File.Exists(study.ComparisonFile) ? Read(study) : throw (!study.Exists ? study.IsNone()
        : new InputException(study.Folder, "this study isn't finished: run its experiment file again first, it goes on where it ended"));

    private static StudyResults Read(Study study)
    {
        var isFinished = File.Exists(study.ComparisonFile);
        if (!isFinished && !File.Exists(study.DatasetFile))
            throw !study.Exists ? study.IsNone() : new InputException(study.Folder, "this study has learnt nothing yet: run its experiment file again, it goes on where it ended");
        var comparison = isFinished ? Study.Read<Comparison>(study.ComparisonFile) : new() { Arms = [], Pairs = [] };
        var plan = Study.Read<StudyPlan>(study.PlanFile);
        var journal = Journal.Read(study.JournalFile);
        IReadOnlyList<Track> tracks = File.Exists(study.ManifestFile) ? ManifestFile.ReadSaved(study.ManifestFile).Tracks : [];
        return new(
            plan, Study.Read<DatasetCard>(study.DatasetFile), study.Records(plan), comparison,
            comparison.Arms.ToDictionary(a => a.Name, a => PredictionFile.Read(study.PredictionsFile(a.Name))),
            File.ReadAllText(study.ExperimentFile), study.Folder, Commands(journal))
        {
            IsFinished = isFinished,
            Sweep = isFinished && File.Exists(study.SweepFile) ? Study.Read<SweepCard>(study.SweepFile) : new([]),
            Ensembles = plan.Arms.Where(a => isFinished && File.Exists(study.EnsembleFile(a.Name))).ToDictionary(a => a.Name, a => Study.Read<EnsembleCard>(study.EnsembleFile(a.Name))),
            Plane = tracks.Where(t => t is { Energy: not null, Valence: not null }).ToDictionary(t => t.Id, t => (t.Energy!.Value, t.Valence!.Value), StringComparer.Ordinal),
            Tracks = tracks.ToDictionary(t => t.Id, StringComparer.Ordinal),
            Cost = StudyCost.Of(journal),
            Hard = isFinished && File.Exists(study.HardFile) ? Study.Read<HardCard>(study.HardFile) : null,
            TestReads = TestReads(journal),
            Warnings = [.. SmallValidation(plan), .. FinalModels.Failures(journal).Select(f => $"{f.Key} has no model.zip: training on all tracks failed ({f.Value}).")],
        };
    }

    private static IReadOnlyList<string> TestReads(IEnumerable<JsonObject> journal)
    {
        var (reads, retries) = (new List<(string Budget, int Retries)>(), 0);
        var last = "";
        foreach (var entry in journal)
        {
            var name = (string?)entry["event"] ?? "";
            if (name == "test_read") reads.Add((Budget.Read(entry).ToString(), retries));
            else if (name == TrialBoard.Reopened && last != name) retries++; // together they are one
            last = name;
        }
        return [.. reads.Distinct().Select(r => r.Retries == 0 ? r.Budget : $"{r.Budget} with failed trials run again{(r.Retries > 1 ? FormattableString.Invariant($" {r.Retries} times") : "")}")];
    }

    private static IEnumerable<string> SmallValidation(StudyPlan plan)
    {
        const int Few = 50;
        var smallest = plan.Folds.Min(f => f.Validation);
        if (smallest < Few)
            yield return FormattableString.Invariant($"Inner validation holds as few as {smallest} tracks in a fold: trials, epochs and arms are chosen on those, and the choice is partly luck.");
    }

    private static IReadOnlyList<string> Commands(IEnumerable<JsonObject> journal) =>
        [(string?)journal.LastOrDefault(e => (string?)e["event"] == "study_started")?["command"] ?? "gmsa run experiment.yaml"];
}
