using System.Globalization;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Launchers;
using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Studies;

/// <summary>
/// A piece of a study's end that runs as trials do, in a thread or a process: what it makes are files, and the study goes on without them.
/// </summary>
/// <param name="fold">Null where it is about all folds.</param>
internal abstract class ClosingTask(Arm arm, Fold? fold)
{
    public Arm Arm => arm;

    public Fold? Fold => fold;

    /// <summary>What it is called in the journal and on command lines.</summary>
    public abstract string Word { get; }

    /// <summary>For messages: "test of mood4-logistic, fold 1".</summary>
    public string Title => TitleOf(Word, arm.Name, fold?.Name);

    /// <inheritdoc cref="Title"/>
    public static string TitleOf(string word, string arm, string? fold) =>
        $"{word} of {arm}" + (fold is null ? "" : $", {FoldName.InWords(fold)}");

    /// <summary>The trial that it is about; null where it is about several.</summary>
    public virtual int? Trial => null;

    /// <summary>In one line what it was to make; null where its name says all.</summary>
    public virtual string? Choice => null;

    /// <summary>What the journal is to be told before it begins; null for nothing.</summary>
    public virtual JournalEvent? Announcement(ClosingWork work, Budget budget) => null;

    /// <summary>
    /// The arguments of <c>gmsa task STUDY</c> for it: arms and folds by their places from 1, since they may be called like an option.
    /// </summary>
    public IReadOnlyList<string> Words(StudyDesign design) =>
        [Word, Place(design.Arms, arm), .. fold is null ? [] : (string[])[Place(design.LearntFolds, fold)]];

    /// <summary>The task that command line arguments name.</summary>
    /// <exception cref="InputException">They name none.</exception>
    public static ClosingTask Of(ClosingWork work, IReadOnlyList<string> words)
    {
        var arm = At(work.Design.Arms, words.ElementAtOrDefault(1));
        var fold = At(work.Design.LearntFolds, words.ElementAtOrDefault(2));
        return (words.Count > 0 ? words[0] : "", arm, fold) switch
        {
            (EnsembleTask.Name, not null, not null) => new EnsembleTask(arm, fold),
            (TestTask.Name, not null, not null) => new TestTask(work.Finalist(arm, fold)),
            (ModelTask.Name, not null, null) => new ModelTask(FinalChoice.Of(work.Outcome(arm), work.Done(arm),
                work.Design.Experiment.Search.Ensemble)),
            _ => throw new InputException(work.Study.Folder, $"the study has no task '{string.Join(' ', words)}'"),
        };
    }

    /// <exception cref="TaskFailedException">It can't be done; others may.</exception>
    public void Run(ClosingWork work, CancellationToken cancel)
    {
        try
        {
            Do(work, cancel);
        }
        // What a user has to mend ends the run, and so does what the machine did.
        catch (Exception error) when (
            error is not (InputException or OperationCanceledException) && !FailureKinds.IsMachines(error))
        {
            throw new TaskFailedException(error.Message, error);
        }
    }

    private static string Place<T>(IReadOnlyList<T> all, T one) => FormattableString.Invariant($"{all.ToList().IndexOf(one) + 1}");

    private static T? At<T>(IReadOnlyList<T> all, string? place) where T : class =>
        int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? all.ElementAtOrDefault(number - 1) : null;

    protected abstract void Do(ClosingWork work, CancellationToken cancel);
}
