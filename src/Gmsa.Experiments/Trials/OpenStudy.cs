using System.Text.Json.Nodes;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Runs;

namespace Gmsa.Experiments.Trials;

/// <summary>A study that this process works on: its design, its folder, and its journal, which no other process can open meanwhile.</summary>
public sealed record OpenStudy(StudyDesign Design, Study Study, Journal Journal) : IDisposable
{
    /// <summary>Opens the design's study under the results folder, making it where it isn't there yet.</summary>
    public static OpenStudy Open(StudyDesign design, string results, string file)
    {
        var study = new Study(Path.GetFullPath(Path.Combine(results, design.Plan.Id)));
        Directory.CreateDirectory(study.Folder);
        var journal = Journal.Open(study.JournalFile);
        var open = new OpenStudy(design, study, journal);
        if (!open.IsFinished) open.Start(file);
        return open;
    }

    /// <summary>True where nothing is left to do: the last thing that happened was the end of a run with as many trials asked for and the same reports.</summary>
    public bool IsFinished =>
        Journal.Entries is [.., var last] && (string?)last["event"] == "study_finished" && (int)last["trials"]! == Design.Experiment.Search.Trials
        && (string?)last["reports"] == Reports && File.Exists(Study.ComparisonFile);

    public void Finish() => Journal.Add("study_finished", ("trials", Design.Experiment.Search.Trials), ("reports", Reports));

    public void Dispose() => Journal.Dispose();

    private string Reports => string.Join(' ', Design.Experiment.Report);

    private void Start(string file)
    {
        AtomicFile.WriteText(Study.ExperimentFile, ExperimentWriter.Yaml(Design.Experiment));
        ManifestFile.Write(Study.ManifestFile, Design.Loaded.Manifest);
        Study.Write(Study.PlanFile, Design.Plan);
        Journal.Add("study_started", ("study_version", StudyDesigner.StudyVersion), ("file", file), ("trials", Design.Plan.Trials), ("machine", JsonNode.Parse(Machine.Json)));
    }
}
