using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Tests.Studies;

/// <summary>What a finished study holds, without what differs between two runs of the same: times, machines, memory.</summary>
internal static class StudyContent
{
    /// <summary>The only study under a results folder.</summary>
    public static string Of(string results) => Directory.GetDirectories(results).Single();

    /// <summary>What each trial was and got, and whether its model is left.</summary>
    public static string[] Trials(string results) =>
        [.. Directory.GetDirectories(Path.Combine(Of(results), "trials")).Order(StringComparer.Ordinal).Select(folder =>
        {
            var record = Study.RecordOf(folder)!;
            var point = string.Join(' ',
                record.Point.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => FormattableString.Invariant($"{p.Key}={p.Value}")));
            var isKept = File.Exists(Path.Combine(folder, "model.zip"));
            return FormattableString.Invariant(
                $"{record.Trial} {record.Arm} {record.Fold} {point} {record.State} {record.Score:R} {isKept}");
        })];

    /// <summary>The predictions, what the ensembles are, what answered the folds, and the final models.</summary>
    public static string[] Arms(string results) => [.. new[] { "predictions.csv", "ensemble.json", "refit.csv", "*.zip" }
        .SelectMany(name => Directory.EnumerateFiles(Path.Combine(Of(results), "arms"), name, SearchOption.AllDirectories))
        .Order(StringComparer.Ordinal)
        .Select(file => $"{Path.GetRelativePath(Of(results), file)} {ContentHash.OfFile(file)}")];
}
