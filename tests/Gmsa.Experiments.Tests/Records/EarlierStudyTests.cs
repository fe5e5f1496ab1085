using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Tests.Records;

public class EarlierStudyTests
{
    [Fact]
    public void Tracks_of_a_manifest_without_ids_are_known_by_their_paths()
    {
        var study = new Study(Repository.TemporaryFolder());
        Study.Write(study.PlanFile, new StudyPlan
        {
            Name = "old",
            Id = "old-12345678",
            Tracks = 2,
            Schemes = [],
            Folds = [new("1", 1, 1, 1), new("2", 1, 1, 1)],
            Arms = [new("mood-logistic", "mood", "logistic", "logistic", ["numbers"], [], 1)],
        });
        File.WriteAllText(study.JournalFile, "");
        Study.Write(study.ComparisonFile, new Comparison { Arms = [], Pairs = [] });
        File.WriteAllText(study.ManifestFile, "path,mood\na.wav,low\nb.wav,high\n");
        PredictionFile.Write(study.PredictionsFile("mood-logistic"),
            new(["low", "high"], [new("a.wav", "", "1", "low", "low", [1, 0]), new("b.wav", "", "2", "high", "low", [1, 0])]));
        var earlier = EarlierStudy.Read(study);
        Assert.Equal(["a.wav 1", "b.wav 2"], earlier.Tracks.Select(t => $"{t.Id} {string.Join(' ', t.TestedBy)}"));
        Assert.Equal(["1"], earlier.FoldsBlindTo([earlier.Tracks[0]]));
    }
}
