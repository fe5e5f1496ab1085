using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Runs;

namespace Gmsa.Experiments.Trials;

/// <summary>Makes room for what a study has lost, or has another's in its place of, so that the run makes it again.</summary>
internal static class StudyRepair
{
    /// <summary>What there is to make again; nothing while others are at work.</summary>
    public static IReadOnlyList<Damage> Needed(OpenStudy open) =>
        Worker.Alive(open.Study.WorkersFolder).Any(w => w != open.Worker.Name) ? []
            : RecordCheck.Of(open.Study, PlanOf(open.Study), open.Journal.Entries);

    /// <summary>Deletes what isn't right, and lets trials without a record run again.</summary>
    public static void Begin(OpenStudy open, IReadOnlyList<Damage> damages)
    {
        foreach (var damage in damages)
        {
            if (damage.Trial is { } trial) open.Journal.Add(TrialBoard.Lost, ("trial", trial));
            if (File.Exists(damage.File)) File.Delete(damage.File); // its folder may be gone too
        }
    }

    /// <summary>What was made again, for people.</summary>
    public static IEnumerable<string> InWords(Study study, IReadOnlyList<Damage> damages) =>
        damages.Select(d => $"{Path.GetRelativePath(study.Folder, d.File)} was made again, since it {Past(d.What)}");

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

    private static string Past(string what) => what.StartsWith("is ", StringComparison.Ordinal) ? "was " + what["is ".Length..] : what;

    // The next step writes it anew.
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
