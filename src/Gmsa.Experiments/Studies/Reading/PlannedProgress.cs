using System.Globalization;
using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Studies;

/// <summary>What is there already of a study that is planned.</summary>
/// <param name="Folder">Where it is, or would be.</param>
/// <param name="IsFinished">True where a run would find nothing to do.</param>
/// <param name="Words">What trials are there: "48 are done already".</param>
public sealed record PlannedProgress(string Folder, bool IsFinished, string Words)
{
    /// <summary>Touches nothing.</summary>
    public static PlannedProgress Of(StudyDesign design, string results)
    {
        var study = new Study(Path.Combine(results, design.Plan.Id));
        var ended = study.Records(design.Plan).Where(r => r.State != TrialState.Cancelled).ToArray();
        var failed = ended.Count(r => r.State == TrialState.Failed);
        string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
        var isFinished = study.Exists && Journal.Read(study.JournalFile) is [.., var last] && OpenStudy.IsEnd(last, design, study);
        return new(study.Folder, isFinished, $"{Text(ended.Length)} are done already{(failed > 0 ? $" ({Text(failed)} failed)" : "")}");
    }
}
