using System.Globalization;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Studies;

/// <summary>A study that this process works on, perhaps beside others: its design, its folder and its journal.</summary>
/// <param name="Worker">This process, as others see it.</param>
/// <param name="Energy">What the machine takes meanwhile.</param>
internal sealed record OpenStudy(StudyDesign Design, Study Study, Journal Journal, Worker Worker, EnergyLog Energy) : IDisposable
{
    /// <summary>The study's records as this run found them, before it was the only one to look at them.</summary>
    public required CheckedRecords Found { get; init; }

    /// <summary>The trials of a study that was finished and whole when this run came to it; null where they are to be read.</summary>
    internal IReadOnlyList<RunRecord>? FinishedTrials { get; init; }

    /// <summary>What the study had lost, and this run makes again.</summary>
    public List<Damage> Mended { get; } = [];

    public Budget Budget => Budget.Of(Design.Experiment.Search);

    private string Reports => ReportsOf(Design);

    private static string ReportsOf(StudyDesign design) => ExperimentWriter.Reports(design.Experiment.Report, design.Loaded.Catalog);

    /// <summary>
    /// Opens the design's study under the results folder, making it where it isn't there yet. Any number of processes may do so at once:
    /// whoever becomes a worker says so in the journal, and makes what is missing, before the next one can look. So who is seen at work
    /// has a whole study.
    /// </summary>
    /// <exception cref="InputException">The folder can't be written, another run has the study with another budget, or it was run with a
    /// larger one already.</exception>
    public static OpenStudy Open(StudyDesign design, RunRequest request, IProgress<Progress>? progress = null)
    {
        var study = new Study(Path.GetFullPath(Path.Combine(request.Results, design.Plan.Id)));
        StudyRepair.CheckJournal(study);
        var journal = Written(study, () =>
        {
            Directory.CreateDirectory(study.WorkersFolder);
            return Journal.Open(study.JournalFile, request.OnRecord, () => progress?.Report(
                new("study", 0, 1, "waiting for whoever has locked its journal" + AtWork(study))));
        });
        try
        {
            var seen = journal.Entries.Count;
            var found = StudyRepair.Look(study, design, journal); // takes too long to let others wait for the journal meanwhile
            return journal.Locked(() => Enter(design, study, journal, request, found, journal.Entries.Count == seen));
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    /// <summary>
    /// True where nothing is left to do: the last thing that happened was the end of a run with the same budget and reports.
    /// </summary>
    public bool IsFinished => Journal.Entries is [.., var last] && IsEnd(last);

    /// <summary>Does what only one process may do at a time, unless another with the same budget did it since this run began.</summary>
    /// <returns>False where another did it.</returns>
    public bool Alone(Action finish, IProgress<Progress> progress, CancellationToken cancel)
    {
        Study.Demand();
        using var claim = FileClaim.Take(Study.FinishLock, () => { }, cancel,
            () => progress.Report(new("end of the study", 0, 1, WhoEnds())));
        Journal.Refresh();
        if (SinceMyStart().Any(IsEnd)) return false;
        Journal.Add(new StudyEnding(Worker.Name));
        ClearLeftovers(); // the others wait here: all trials have ended
        finish();
        Journal.Add(new StudyFinished(Budget, Reports, Design.Experiment.LabelNoise, StudySeal.Of(Study, Design.Plan)));
        return true;
    }

    /// <summary>
    /// Makes room once the data are known to be there: until then nothing of the study is touched. Of runs that began together the first
    /// does it; and none where another has gone on or come to the end since this one began.
    /// </summary>
    internal void MakeRoom() => Journal.Locked(() =>
    {
        var since = SinceMyStart().ToArray();
        if (since.Any(IsEnd)) return;
        if (since.Any(e => e is StudyOpened) || Openers().Overlaps(Worker.Alive(Study.WorkersFolder)))
        {
            Journal.Add(new StudyOpened(Worker.Name));
            return;
        }
        StudyRepair.Begin(this, StudyRepair.Still(this, Found.Damages));
        Journal.Add(new StudyOpened(Worker.Name)); // before what it is about: a kill between leaves no seal that is broken
        foreach (var about in (string[])[Study.ComparisonFile, Study.HardFile, Study.SweepFile]) File.Delete(about);
        WriteFiles();
    });

    public void Dispose()
    {
        Energy.Dispose();
        Journal.Dispose();
        Worker.Dispose();
    }

    /// <summary>Does what a run does; where it fails since the study was taken away from under it, that is what is told.</summary>
    /// <exception cref="IOException">The study isn't there any more.</exception>
    public T WhileThere<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception error) when (
            error is IOException or UnauthorizedAccessException or InputException && !File.Exists(Study.JournalFile))
        {
            throw Study.IsGone();
        }
    }

    private static OpenStudy Enter(
        StudyDesign design, Study study, Journal journal, RunRequest request, CheckedRecords found, bool isAsFound)
    {
        var worker = Written(study, () => Worker.Start(study.WorkersFolder));
        var open = new OpenStudy(design, study, journal, worker, new(journal)) { Found = found };
        try
        {
            var failed = request.RetryFailed ? open.Failed() : [];
            var isWhole = failed.Count == 0 && !(request.RetryFailed && open.HasFailedTasks());
            // Where it is finished nobody else is at work; where it isn't, it is seen to once the data are there.
            if (open.IsFinished && isWhole && StudyRepair.Still(open, found.Damages).Count == 0)
                return isAsFound && found.Damages.Count == 0 ? open with { FinishedTrials = found.Trials } : open;
            if (!isWhole && Worker.Alive(study.WorkersFolder).Any(w => w != worker.Name))
                throw new InputException(study.Folder, "another run is at work on this study, and may be choosing among its trials: "
                    + "wait for it before failed ones are run again (--retry-failed)");
            open.Start(request);
            foreach (var trial in failed) open.Reopen(trial);
            return open;
        }
        catch
        {
            worker.Dispose();
            throw;
        }
    }

    /// <summary>Who is at work, as words that follow others; nothing where nobody is.</summary>
    private static string AtWork(Study study)
    {
        var alive = string.Join(", ", Worker.Alive(study.WorkersFolder).Select(w => Worker.Described(study.WorkersFolder, w)));
        return alive.Length > 0 ? "; at work: " + alive : "";
    }

    private string WhoEnds()
    {
        var entry = Records.Journal.Read(Study.JournalFile).OfType<StudyEnding>().LastOrDefault();
        if (entry is null) return "waiting for another run" + AtWork(Study);
        var worker = Worker.Described(Study.WorkersFolder, entry.Worker);
        return $"waiting for {worker}, which does it since {Shown(entry.Time)}";
    }

    internal static string Shown(DateTimeOffset time) => time.ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    private static T Written<T>(Study study, Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException(study.Folder,
                $"the study's folder can't be written ({error.Message}). Name another place with --results.");
        }
    }

    private bool IsEnd(JournalEvent entry) => IsEnd(entry, Design, Study);

    /// <summary>Whether a journal's entry says that all is done that a design asks for.</summary>
    internal static bool IsEnd(JournalEvent entry, StudyDesign design, Study study) => entry is StudyFinished end
        && end.AnyBudget() == Budget.Of(design.Experiment.Search) && end.Reports == ReportsOf(design)
        && end.LabelNoise == design.Experiment.LabelNoise && File.Exists(study.ComparisonFile);

    private IEnumerable<JournalEvent> SinceMyStart() => Journal.Entries.Reverse().TakeWhile(e => !IsMyStart(e));

    /// <summary>The workers that made room, or found it made.</summary>
    private HashSet<string> Openers() => [.. Journal.Of<StudyOpened>().Select(e => e.Worker)];

    private bool IsMyStart(JournalEvent entry) => entry is StudyStarted start && start.Worker == Worker.Name;

    private void Start(RunRequest request)
    {
        // A finalist was chosen among so many, and the models it beat are gone: with fewer, the test folds
        // would be read for another choice.
        foreach (var tested in Journal.Entries.Where(e => e is TestRead or StudyFinished).Cast<IBudgeted>().Select(e => e.AnyBudget()))
            if (!Budget.Covers(tested))
                throw new InputException(Study.Folder,
                    $"this study was run with {tested} for each arm and fold, and the file asks for {Budget} now. "
                        + "Ask for as much or more (trials, time and patience of `search`), "
                        + "or give this run another folder with --results.");
        // Who only looks at a finished study is alive too, and has started nothing.
        var starts = Journal.Of<StudyStarted>().Select(e => e.Worker).ToHashSet();
        var others = Worker.Alive(Study.WorkersFolder).Where(w => w != Worker.Name && starts.Contains(w)).ToHashSet();
        if (Journal.Of<StudyStarted>().LastOrDefault(e => others.Contains(e.Worker ?? "")) is { } other
            && (other.AnyBudget() is var its && its != Budget || other.Reports != Reports))
            throw new InputException(Study.Folder, $"another run is at work on this study with {its} for each arm and fold "
                + $"and the reports {other.Reports}. Ask for the same to help it, or wait for it.");
        if (others.Count == 0) Clear();
        if (!Study.IsBegun)
        {
            string[] own = [Study.ExperimentFile, Study.ManifestFile, Study.EarlierFile, Study.PlanFile];
            Mended.AddRange(Found.Damages.Where(d => own.Contains(d.File) && !File.Exists(d.File)));
            WriteFiles();
        }
        Journal.Add(new StudyStarted(
            Command.Of(request, Study), StudyVersion.Of(Design.Experiment), Budget, Reports, Words.Of(Design.Experiment.Search.Metric),
            Worker.Name, Design.Experiment.Launcher.WorkerCount, others.Count, Machine.Record));
        Energy.Start();
    }

    private IReadOnlyList<int> Failed() => [.. TrialBoard.Of(Journal.Entries, Design.Typed).Cells.SelectMany(c => c.Cell.Trials)
        .Where(t => t.State == TrialState.Failed).Select(t => t.Number).Order()];

    /// <summary>True where the last end of the study lacks a model or the answers of a fold.</summary>
    private bool HasFailedTasks() => Journal.Entries.Reverse().TakeWhile(e => e is not StudyEnding)
        .Any(e => TaskFinished.Of(e) is { Failure: not null });

    /// <summary>Lets a trial that failed run again. Its record goes after the entry: a kill between them leaves it failed.</summary>
    private void Reopen(int trial)
    {
        Journal.Add(new TrialReopened(trial));
        File.Delete(Path.Combine(Study.TrialFolder(trial), Study.RecordName));
    }

    /// <summary>Deletes what killed writers left half written, but for the dataset: a build may be writing that.</summary>
    private void ClearLeftovers()
    {
        var dataset = Study.DatasetFolder + Path.DirectorySeparatorChar;
        var alive = Worker.Alive(Study.WorkersFolder);
        bool IsWriting(string writer) => alive.Any(w => w.StartsWith(writer + "-", StringComparison.Ordinal));
        foreach (var leftover in AtomicFile.Leftovers(Study.Folder, IsWriting))
            if (!leftover.StartsWith(dataset, StringComparison.Ordinal)) File.Delete(leftover);
    }

    /// <summary>The experiment as its folder keeps it: what it took from earlier studies lies beside it.</summary>
    private Experiment OnItsOwn(Experiment experiment) => experiment.Search.From is not { } source ? experiment
        : experiment with { Search = experiment.Search with { From = source with { Studies = [Path.GetFileName(Study.EarlierFile)] } } };

    /// <summary>Only this process is at work here: what others left goes.</summary>
    private void Clear()
    {
        ClearLeftovers();
        Worker.Clear(Study.WorkersFolder);
    }

    private void WriteFiles()
    {
        if (Design.Loaded.Earlier.Count > 0) AtomicFile.WriteText(Study.EarlierFile, EarlierResolver.Text(Design.Loaded.Earlier) + "\n");
        AtomicFile.WriteText(Study.ExperimentFile, ExperimentWriter.Yaml(OnItsOwn(Design.Experiment), Design.Loaded.Catalog));
        ManifestFile.Write(Study.ManifestFile, Design.Loaded.Manifest);
        Study.Write(Study.PlanFile, Design.Plan);
    }
}
