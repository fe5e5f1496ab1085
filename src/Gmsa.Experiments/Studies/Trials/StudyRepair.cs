using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Studies;

/// <summary>Makes room for what a study has lost, or has another's in its place of, so that the run makes it again.</summary>
internal static class StudyRepair
{
    /// <summary>What is there, and what there is to make again. Reads every record: nobody is to wait for it.</summary>
    /// <param name="only">The files that are asked about; null: all.</param>
    public static CheckedRecords Look(Study study, StudyDesign design, Journal journal, IReadOnlySet<string>? only = null) =>
        RecordCheck.Of(study, PlanOf(study), design.Plan, journal.Entries, only);

    /// <summary>What of a damage that was seen a while ago is one still.</summary>
    public static IReadOnlyList<Damage> Still(OpenStudy open, IReadOnlyList<Damage> seen) => seen.Count == 0 ? []
        : Look(open.Study, open.Design, open.Journal, seen.Select(d => d.File).ToHashSet(StringComparer.Ordinal)).Damages;

    /// <summary>
    /// Deletes what isn't right, and lets trials without a record run again. A kill after the deletion leaves what the next run finds gone.
    /// </summary>
    public static void Begin(OpenStudy open, IReadOnlyList<Damage> damages)
    {
        foreach (var damage in damages)
            if (damage.Trial is { } trial)
            {
                // All of it: what else lies there may be another's too.
                if (Directory.Exists(open.Study.TrialFolder(trial))) Directory.Delete(open.Study.TrialFolder(trial), recursive: true);
            }
            else if (File.Exists(damage.File)) File.Delete(damage.File); // its folder may be gone too
        foreach (var trial in damages.Select(d => d.Trial).OfType<int>().Distinct()) open.Journal.Add(new TrialLost(trial));
        open.Mended.AddRange(damages);
    }

    /// <summary>
    /// The records that finalists are chosen from, when all trials have ended: what was lost meanwhile is run again first.
    /// </summary>
    /// <param name="again">Runs the trials that were lost.</param>
    /// <exception cref="InputException">They got lost once more.</exception>
    public static IReadOnlyList<RunRecord> Whole(OpenStudy open, Action again)
    {
        var read = Ended(open);
        if (read.Damages.Count == 0) return read.Trials;
        Begin(open, read.Damages);
        again();
        return Ended(open).Whole().Trials;
    }

    /// <summary>What was made again, for people.</summary>
    public static IEnumerable<string> InWords(Study study, IReadOnlyList<Damage> damages) => damages.DistinctBy(d => d.File).Select(d =>
    {
        var file = Path.GetRelativePath(study.Folder, d.File);
        return File.Exists(d.File) ? $"{file} was made again, since it {Past(d.What)}"
            : d.What.StartsWith(Is, StringComparison.Ordinal) ? $"{file} {Past(d.What)}; nothing needs it now"
            : $"{file} was removed, since it {Past(d.What)}; nothing needs it now";
    });

    /// <exception cref="InputException">There are trials and nothing that tells of them.</exception>
    public static void CheckJournal(Study study)
    {
        if (new FileInfo(study.JournalFile) is { Exists: true, Length: > 0 } || !Directory.Exists(study.TrialsFolder)) return;
        var records = Directory.EnumerateDirectories(study.TrialsFolder).Count(t => File.Exists(Path.Combine(t, Study.RecordName)));
        if (records > 0)
            throw new InputException(study.JournalFile,
                FormattableString.Invariant($"is gone or empty, though the study has {records} trials: ")
                + "what was tried, and what test folds were read for, is known from it alone. "
                + "Restore it, or move the study's folder away to start afresh.");
    }

    private const string Is = "is ";

    private static string Past(string what) => what.StartsWith(Is, StringComparison.Ordinal) ? "was " + what[Is.Length..] : what;

    private static CheckedRecords Ended(OpenStudy open)
    {
        var read = RecordCheck.Trials(open.Study, open.Design.Plan, open.Journal.Entries);
        return read with { Damages = [.. read.Damages, .. Unvalidated(open, read.Trials)] };
    }

    /// <summary>What ensembles are chosen by, where it is gone or another's: only its trial makes it again.</summary>
    private static IEnumerable<Damage> Unvalidated(OpenStudy open, IReadOnlyList<RunRecord> records) =>
        open.Design.Experiment.Search is not { Ensemble: > 1 } search ? []
            : from cell in records.GroupBy(r => (r.Arm, r.Fold))
              from trial in KeptModels.Of([.. cell], search)
              let file = KeptModels.ValidationFile(open.Study.TrialFolder(trial.Trial))
              let what = WrongWith(file, open.Design.SlotOf(trial), open.Design)
              where what is not null
              select new Damage(file, what, trial.Trial);

    private static string? WrongWith(string file, Slot slot, StudyDesign design)
    {
        if (!File.Exists(file)) return "is gone: its trial may be a member of its fold's ensemble";
        try
        {
            var table = PredictionFile.Read(file);
            var validated = slot.Fold.Inner.SelectMany(inner => inner.Validation).Select(track => design.Tracks[track].Id);
            return table.Labels.SequenceEqual(slot.Arm.Scheme.Labels) && table.Rows.Select(r => r.TrackId).ToHashSet().SetEquals(validated)
                ? null : "isn't of the tracks that its trial validated with";
        }
        catch (InputException error)
        {
            return $"can't be read ({error.Problems[0].Message.TrimEnd('.')})";
        }
    }

    // The run writes it anew.
    private static StudyPlan? PlanOf(Study study)
    {
        try
        {
            return File.Exists(study.PlanFile) ? Study.Read<StudyPlan>(study.PlanFile) : null;
        }
        catch (InputException)
        {
            return null;
        }
    }
}
