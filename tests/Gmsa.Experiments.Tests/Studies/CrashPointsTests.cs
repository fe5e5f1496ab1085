namespace Gmsa.Experiments.Tests.Studies;

public sealed class CrashPointsTests : IDisposable
{
    private const int Every = 8, TrialsPerFold = 6; // all entries of a larger study are the benchmarks' `crashes`

    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_run_killed_at_an_entry_of_each_event_ends_as_an_undisturbed_one()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "exit codes of killed processes are Unix's");
        var (kills, faults) = new CrashPoints(folder, TrialsPerFold).Survive(Every, (_, _) => { }, TestContext.Current.CancellationToken);
        Assert.Empty(faults);
        Assert.True(kills > 12, $"only {kills} kills");
    }
}
