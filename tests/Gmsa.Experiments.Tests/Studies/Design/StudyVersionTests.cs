using Gmsa.Experiments.Studies;

namespace Gmsa.Experiments.Tests.Studies;

/// <summary>Where the metric began to choose epochs, and so results changed, a study is another one; everywhere else it goes on.</summary>
public sealed class StudyVersionTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("balancedAccuracy", "seedCnn", 7)]
    [InlineData("balancedAccuracy", "logistic", 7)]
    [InlineData("logLoss", "logistic", 7)]
    [InlineData("logLoss", "{ kind: auto, of: [logistic, sdca], on: [summary] }", 7)]
    [InlineData("logLoss", "seedCnn", 8)]
    [InlineData("macroF1", "seedCnn, logistic", 8)]
    [InlineData("kappa", "{ kind: auto, of: [seedCnn], on: [picture] }", 8)]
    public void Networks_by_another_metric_than_balanced_accuracy_are_of_a_later_version(string metric, string trainers, int version)
    {
        var file = Path.Combine(folder, "e.yaml");
        File.WriteAllText(file,
            $"data: {{ demo: {{ tracks: 48 }} }}\nlabels: [mood4]\ntrainers: [{trainers}]\nsearch: {{ kind: random, metric: {metric} }}\n");
        Assert.Equal(version, StudyVersion.Of(Pipeline.Plan(new(file, [], null)).Experiment));
    }
}
