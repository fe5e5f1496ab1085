using Gmsa.Experiments.Records;
using Gmsa.Experiments.Reports;

namespace Gmsa.Experiments.Tests.Reports;

public sealed class ArmViewTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("", "it has no predictions.")]
    [InlineData("2", "no trial was completed in fold 2.")]
    [InlineData("2 3", "no trial was completed in fold 2, fold 3.")]
    [InlineData("1 2 3", "no trial was completed.")]
    public void Folds_without_a_result_are_the_reason_why_an_arm_has_none(string without, string reason)
    {
        var arm = Findings.Of(Example.Study(folder)).Arms.First(a => a.Result is not null);
        var done = arm.Trials.First(t => t.IsScored);
        RunRecord[] trials = [.. new[] { "1", "2", "3" }.Select(fold => done with
        {
            Fold = fold,
            State = without.Split(' ').Contains(fold) ? TrialState.Failed : TrialState.Done,
        })];
        Assert.Equal(reason, (arm with { Folds = ["1", "2", "3"], Trials = trials }).WhyUnscored);
    }
}
