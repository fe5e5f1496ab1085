using Gmsa.Experiments.Config;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Moods;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Reports;

namespace Gmsa.Experiments.Studies;

/// <summary>
/// A finished study with all that a comparison with others takes, from its folder alone: paths in its experiment file may be gone.
/// </summary>
/// <param name="Name">What it is called among the others.</param>
/// <param name="Schemes">Its label schemes.</param>
internal sealed record FinishedStudy(Study Study, string Name, StudyResults Results, IReadOnlyList<LabelScheme> Schemes)
{
    public string Id => Results.Plan.Id;

    /// <summary>Those of its manifest by id.</summary>
    public IReadOnlyDictionary<string, Track> Tracks => Results.Tracks;

    /// <summary>The schemes that arms have results of.</summary>
    public IEnumerable<string> Compared => Results.Comparison.Arms.Select(a => a.Scheme).Distinct();

    /// <summary>What it tested: all arms the same.</summary>
    public IEnumerable<Prediction> Rows => Table(Results.Comparison.Arms[0].Scheme).Rows;

    /// <summary>The predictions of the scheme's first arm: all have the same tracks, groups and truths.</summary>
    public PredictionTable Table(string scheme) => Results.Predictions[Results.Comparison.Arms.First(a => a.Scheme == scheme).Name];

    /// <summary>Reads studies, each under a name of its own.</summary>
    /// <exception cref="InputException">A folder holds no finished study, or a study is given twice: every problem.</exception>
    public static IReadOnlyList<FinishedStudy> Read(IReadOnlyList<string> folders)
    {
        var (problems, read) = (new List<Problem>(), new List<FinishedStudy>());
        foreach (var folder in folders)
            try
            {
                var study = Read(new Study(folder));
                if (read.Find(r => r.Id == study.Id) is { } twice)
                    problems.Add(new(folder, $"this is {study.Id} again, as {twice.Study.Folder} is; give each study once. "
                        + "To compare two runs of one file, run it under another `name`, which is part of a study's id"));
                else read.Add(study);
            }
            catch (InputException wrong)
            {
                problems.AddRange(wrong.Problems);
            }
        if (problems.Count > 0) throw new InputException(problems);
        // Names become parts of paths, where some systems don't tell small from capital letters.
        var same = read.CountBy(s => s.Name, StringComparer.OrdinalIgnoreCase).ToDictionary(StringComparer.OrdinalIgnoreCase);
        return [.. read.Select(s => same[s.Name] == 1 ? s : s with { Name = s.Id })];
    }

    private static FinishedStudy Read(Study study)
    {
        var results = StudyReport.ReadFinished(study);
        return new(study, results.Plan.Name, results,
            ExperimentFile.Labels(study.ExperimentFile, ManifestFile.ReadSaved(study.ManifestFile)));
    }
}
