using Gmsa.Experiments.Records;
using Gmsa.Experiments.Studies;
using Gmsa.Experiments.Tests.Config;

namespace Gmsa.Experiments.Tests.Studies;

public sealed class OpenStudyTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("Html Tensorboard", true)]
    [InlineData("Html", false)]
    [InlineData(null, false)]
    public void An_end_with_the_same_reports_is_the_end(string? reports, bool expected)
    {
        var design = StudyDesigner.Design(ExperimentText.Load(
            "data: { demo: { tracks: 64 } }\nlabels: [mood4]\nsplit: { kind: groupKFold, folds: 2 }\nreport: [html, tensorboard]\n"), []);
        var study = new Study(folder);
        File.WriteAllText(study.ComparisonFile, "{}");
        var end = new StudyFinished(Budget.Of(design.Experiment.Search), reports, design.Experiment.LabelNoise, Files: null);
        Assert.Equal(expected, OpenStudy.IsEnd(end, design, study));
    }
}
