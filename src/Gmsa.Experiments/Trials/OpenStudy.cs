using System.Text.Json.Nodes;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Runs;

namespace Gmsa.Experiments.Trials;

/// <summary>A study that this process works on: its design, its folder, and its journal, which no other process can open meanwhile.</summary>
public sealed record OpenStudy(StudyDesign Design, Study Study, Journal Journal) : IDisposable
{
    private int Trials => Design.Experiment.Search.MostTrials;

    private string Reports => string.Join(' ', Design.Experiment.Report);

    /// <summary>Opens the design's study under the results folder, making it where it isn't there yet.</summary>
    /// <exception cref="InputException">The folder can't be written, another run has the study, or it was run with more trials already.</exception>
    public static OpenStudy Open(StudyDesign design, RunRequest request)
    {
        var study = new Study(Path.GetFullPath(Path.Combine(request.Results, design.Plan.Id)));
        var open = new OpenStudy(design, study, OpenJournal(study));
        try
        {
            if (!open.IsFinished) open.Start(request);
            return open;
        }
        catch
        {
            open.Dispose();
            throw;
        }
    }

    /// <summary>True where nothing is left to do: the last thing that happened was the end of a run with as many trials asked for and the same reports.</summary>
    public bool IsFinished =>
        Journal.Entries is [.., var last] && (string?)last["event"] == "study_finished" && (int)last["trials"]! == Trials
        && (string?)last["reports"] == Reports && File.Exists(Study.ComparisonFile);

    /// <summary>The records of the design's trials, by number.</summary>
    public IReadOnlyList<RunRecord> Records() => Study.Records(Design.Plan.Trials);

    public void Finish() => Journal.Add("study_finished", ("trials", Trials), ("reports", Reports));

    public void Dispose() => Journal.Dispose();

    private static Journal OpenJournal(Study study)
    {
        try
        {
            Directory.CreateDirectory(study.Folder);
            return Journal.Open(study.JournalFile);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException(study.Folder, $"the study's folder can't be written ({error.Message}). Name another place with --results.");
        }
    }

    private void Start(RunRequest request)
    {
        // A finalist was chosen among so many, and the models it beat are gone: with fewer, the test folds would be read for another choice.
        var tested = Journal.Of("test_read").Concat(Journal.Of("study_finished")).Select(e => (int)e["trials"]!).DefaultIfEmpty().Max();
        if (Trials < tested)
            throw new InputException(Study.Folder, $"this study was run with {tested} trials for each arm and fold, and {Trials} are asked for now. " +
                $"Ask for {tested} or more (search.trials), or give this run another folder with --results.");
        // Only this process writes here, but for the dataset: a build may be at work there.
        var dataset = Path.GetFullPath(DatasetExport.DefaultFolder(Design, request.Results)) + Path.DirectorySeparatorChar;
        foreach (var leftover in Directory.EnumerateFiles(Study.Folder, ".*.tmp", SearchOption.AllDirectories).Where(f => !f.StartsWith(dataset, StringComparison.Ordinal)))
            File.Delete(leftover);
        File.Delete(Study.ComparisonFile); // what it compares is about to change
        AtomicFile.WriteText(Study.ExperimentFile, ExperimentWriter.Yaml(Design.Experiment));
        ManifestFile.Write(Study.ManifestFile, Design.Loaded.Manifest);
        Study.Write(Study.PlanFile, Design.Plan);
        Journal.Add("study_started", ("command", Command.Of(request)), ("study_version", StudyDesigner.StudyVersion), ("trials", Trials), ("machine", JsonNode.Parse(Machine.Json)));
    }
}
