using System.Globalization;
using System.Text.Json;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Records;

/// <summary>
/// A study's folder and what lies where in it. Everything but the journal and the logs appears whole, by write-then-rename.
/// </summary>
public sealed record Study(string Folder)
{
    /// <summary>What a trial did, in its folder: the last that it writes.</summary>
    public const string RecordName = "run.json";

    public string ExperimentFile => In("experiment.yaml");
    public string ManifestFile => In("manifest.csv");
    public string PlanFile => In("plan.json");
    public string DatasetFile => In("dataset.json");
    public string EarlierFile => In("earlier.json");
    public string JournalFile => In("journal.jsonl");
    public string ComparisonFile => In("comparison.json");
    public string SweepFile => In("sweep.json");
    public string HardFile => In("hard.json");
    public string PicturesFolder => In("pictures");

    /// <summary>Where the dataset goes that is left for other tools, if nobody says otherwise.</summary>
    public string DatasetFolder => In("dataset");

    /// <summary>True where a run made the folder, however far it came.</summary>
    public bool Exists => File.Exists(PlanFile) && File.Exists(JournalFile);

    public string TrialsFolder => In("trials");

    /// <summary>True where all is there that a run leaves before its first trial; what was learnt of the data comes later.</summary>
    public bool IsBegun => Exists && File.Exists(ExperimentFile) && File.Exists(ManifestFile);

    /// <summary>
    /// Asked before something is written after long work: a study that was deleted meanwhile is not to be made again by half.
    /// </summary>
    /// <exception cref="IOException">The study isn't there any more.</exception>
    internal void Demand()
    {
        if (!File.Exists(JournalFile)) throw IsGone();
    }

    /// <summary>What is said of a study whose folder was taken away from under a run.</summary>
    internal IOException IsGone() => new(
        $"{Folder}: the study was deleted, moved or replaced while this run worked on it, so nothing more is written there. "
        + "Bring it back and run its file again to go on, or run its file to begin anew.");

    public string TrialFolder(int trial) => In("trials", trial.ToString("000000", CultureInfo.InvariantCulture));

    /// <summary>The processes that work on the study, a file each.</summary>
    internal string WorkersFolder => In("workers");

    /// <summary>Locked by the process that reads test folds and writes the comparison.</summary>
    internal string FinishLock => In(".finish");

    public string ArmFolder(string arm) => In("arms", arm);
    public string PredictionsFile(string arm) => In("arms", arm, "predictions.csv");
    public string EnsembleFile(string arm) => In("arms", arm, "ensemble.json");
    public string CurvesFile(string arm) => In("arms", arm, "curves.csv");
    public string ModelFile(string arm) => In("arms", arm, "model.zip");

    /// <summary>What an arm's model said of the tracks that it was trained on, when it was saved. Never a score.</summary>
    public string RefitFile(string arm) => In("arms", arm, "refit.csv");

    /// <summary>What answered the test of a plan's fold.</summary>
    public string FoldModelFile(StudyPlan plan, string arm, string fold) => FoldFile(plan, arm, fold, ".zip");

    /// <summary>The ensemble that answers in a plan's fold, where one is asked for.</summary>
    public string FoldEnsembleFile(StudyPlan plan, string arm, string fold) => FoldFile(plan, arm, fold, ".json");

    private string FoldFile(StudyPlan plan, string arm, string fold, string extension) =>
        In("arms", arm, "folds", FolderNames.Of(plan.LearntFolds)[fold] + extension);

    /// <summary>The records of a plan's trials that have one, by number. The folder may hold more: those of a larger budget.</summary>
    public IReadOnlyList<RunRecord> Records(StudyPlan plan) =>
        File.Exists(JournalFile) ? RecordCheck.Trials(this, plan, Journal.Read(JournalFile)).Trials : [];

    /// <summary>What is said of a folder that holds no study, or one that lost what says it is one.</summary>
    internal InputException IsNone()
    {
        string[] made = [PlanFile, JournalFile, ExperimentFile, DatasetFile];
        return made.Any(File.Exists) ? new([.. made.Take(2).Where(f => !File.Exists(f)).Select(f => new Problem(f, Gone))])
            : new(Folder, StudyLookup.Words(Folder));
    }

    /// <exception cref="InputException">It is gone.</exception>
    public string ReadExperiment() =>
        File.Exists(ExperimentFile) ? InputFile.Text(ExperimentFile) : throw new InputException(ExperimentFile, Gone);

    private const string Gone =
        "this file of the study is gone. Restore it, or run the experiment file again, which makes it again where it can.";

    /// <summary>The record of the trial in a folder, or null where it has none yet.</summary>
    public static RunRecord? RecordOf(string trialFolder)
    {
        var file = Path.Combine(trialFolder, RecordName);
        try
        {
            return File.Exists(file) ? Read<RunRecord>(file) : null;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null; // it was taken back meanwhile, to be run again
        }
    }

    internal static void Write<T>(string file, T content) =>
        AtomicFile.WriteText(file, JsonSerializer.Serialize(content, Json.Indented) + "\n");

    public static T Read<T>(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(InputFile.Text(file), Json.Indented) ?? throw new JsonException("it holds null");
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException(file, Gone);
        }
        catch (Exception error) when (error is JsonException || InputFile.WhatElse(file) is not null)
        {
            throw new InputException(file,
                $"this file of the study can't be read ({error.Message}). Restore it, or move the study's folder away to start afresh.");
        }
    }

    private string In(params ReadOnlySpan<string> parts) => Path.Combine([Folder, .. parts]);
}
