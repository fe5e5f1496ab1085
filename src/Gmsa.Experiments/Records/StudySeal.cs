using System.Globalization;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Records;

/// <summary>
/// The hashes of the files that a study's results stand in, by their place in its folder. The journal's entry of the study's end holds
/// them, and so it shows what was lost, changed or exchanged since. Trials have their own entries; pictures and reports can be drawn again.
/// </summary>
internal static class StudySeal
{
    private const string Validation = "validation.csv";

    /// <summary>Of a study whose files are written. What a user keeps among them is left alone.</summary>
    public static IReadOnlyDictionary<string, string> Of(Study study, StudyPlan plan) =>
        new OrderedDictionary<string, string>(Sealed(study, plan)
            .Select(file => KeyValuePair.Create(NameOf(study, file), ContentHash.OfFile(file))));

    /// <summary>The entry of the study's end, unless a run changed files since: one that found its data gone has changed nothing.</summary>
    internal static StudyFinished? EndOf(IReadOnlyList<JournalEvent> journal) =>
        journal.LastOrDefault(e => e is StudyFinished or StudyOpened) as StudyFinished;

    /// <summary>What isn't as it was when the study ended; nothing of one that goes on, or whose end was written without hashes.</summary>
    /// <param name="only">The files that are asked about; null: all.</param>
    internal static IEnumerable<Damage> Broken(Study study, IReadOnlyList<JournalEvent> journal, IReadOnlySet<string>? only)
    {
        if (EndOf(journal)?.Files is not { } files) yield break;
        foreach (var (name, hash) in files)
        {
            var file = Path.Combine(study.Folder, name.Replace('/', Path.DirectorySeparatorChar));
            if (only?.Contains(file) == false) continue;
            var found = HashOf(file);
            if (found is null) yield return new(file, "is gone: it was there when the study ended", TrialOf(name));
            else if (found != hash)
                yield return new(file, "isn't what the run wrote: it was changed since, or is another's", TrialOf(name));
        }
    }

    private static string? HashOf(string file)
    {
        try
        {
            return File.Exists(file) ? ContentHash.OfFile(file) : null;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null; // a run took it away meanwhile
        }
    }

    /// <summary>The trial that alone can make a file again; null of what follows from others.</summary>
    private static int? TrialOf(string name) =>
        name.Split('/') is [_, var folder, Validation] ? int.Parse(folder, CultureInfo.InvariantCulture) : null;

    private static IEnumerable<string> Sealed(Study study, StudyPlan plan)
    {
        string[] own =
        [
            study.ExperimentFile, study.ManifestFile, study.EarlierFile, study.PlanFile, study.DatasetFile,
            study.ComparisonFile, study.SweepFile, study.HardFile,
            .. plan.Arms.SelectMany(a => (string[])[
                study.PredictionsFile(a.Name), study.EnsembleFile(a.Name), study.CurvesFile(a.Name), study.ModelFile(a.Name),
                study.RefitFile(a.Name), .. plan.LearntFolds.Select(fold => study.FoldModelFile(plan, a.Name, fold))]),
        ];
        return own.Where(File.Exists).Concat(OfTrials(study)).Order(StringComparer.Ordinal);
    }

    private static IEnumerable<string> OfTrials(Study study) => !Directory.Exists(study.TrialsFolder) ? []
        : from folder in Directory.EnumerateDirectories(study.TrialsFolder)
          where int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var trial)
              && study.TrialFolder(trial) == folder
          from file in Directory.EnumerateFiles(folder, "*.csv")
          let name = Path.GetFileName(file)
          where name is "predictions.csv" or Validation || IsEnsemble(name)
          select file;

    /// <summary>True of "ensemble-01234567.csv".</summary>
    private static bool IsEnsemble(string name) =>
        name.Split('-', '.') is ["ensemble", { Length: 8 } hash, "csv"] && hash.All(char.IsAsciiHexDigit);

    private static string NameOf(Study study, string file) =>
        Path.GetRelativePath(study.Folder, file).Replace(Path.DirectorySeparatorChar, '/');
}
