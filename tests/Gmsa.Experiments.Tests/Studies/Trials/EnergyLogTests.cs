using Gmsa.Experiments.Records;
using Gmsa.Experiments.Studies;
using Gmsa.Experiments.Tests.Foundation;

namespace Gmsa.Experiments.Tests.Studies;

public sealed class EnergyLogTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();
    private readonly FakePowercap powercap = new(Repository.TemporaryFolder());
    private readonly OpenStudy open;

    public EnergyLogTests()
    {
        SmallTable.Write(folder);
        var file = Path.Combine(folder, "energy.yaml");
        File.WriteAllText(file, "data: { table: table.csv }\nlabels: [{ column: mood }]\n"
            + "features: [{ name: numbers, kind: columns, names: [one, two] }]\ntrainers: [majority]\n");
        var request = new RunRequest(file, [], null, Path.Combine(folder, "results"));
        open = OpenStudy.Open(Pipeline.Plan(request), request);
        powercap.Set("intel-rapl:0", "package-0", 0);
    }

    public void Dispose()
    {
        open.Dispose();
        Directory.Delete(folder, recursive: true);
        Directory.Delete(powercap.Root, recursive: true);
    }

    [Fact]
    public void Each_stretch_is_told_once_and_the_last_at_the_end()
    {
        using (var log = new EnergyLog(open.Journal, powercap.Root))
        {
            log.Start();
            powercap.Set("intel-rapl:0", "package-0", 3_000_000);
            log.Tell();
            powercap.Set("intel-rapl:0", "package-0", 4_500_000);
        }
        var entries = Journal.Read(open.Study.JournalFile).OfType<EnergyTaken>().ToArray();
        Assert.Equal([3, 1.5], entries.Select(e => e.Joules));
        Assert.All(entries, e => Assert.Equal(Environment.MachineName, e.Host));
        Assert.Equal(4.5, StudyCost.Of(Journal.Read(open.Study.JournalFile)).Joules!.Value, 1e-6);
    }

    [Fact]
    public void Nothing_is_told_behind_the_end_of_a_study()
    {
        using var log = new EnergyLog(open.Journal, powercap.Root);
        log.Start();
        Assert.True(open.Alone(
            () => File.WriteAllText(open.Study.ComparisonFile, "{}"), Experiments.Foundation.Progress.Unheard,
            TestContext.Current.CancellationToken));
        powercap.Set("intel-rapl:0", "package-0", 3_000_000);
        log.Tell();
        Assert.True(open.IsFinished);
    }

    [Fact]
    public void A_machine_that_doesnt_tell_and_a_run_that_never_began_leave_no_trace()
    {
        using (var log = new EnergyLog(open.Journal, Path.Combine(folder, "nowhere")))
        {
            log.Start();
            log.Tell();
        }
        using (var refused = new EnergyLog(open.Journal, powercap.Root)) refused.Tell(); // it never began to work
        Assert.DoesNotContain(Journal.Read(open.Study.JournalFile), e => e is EnergyTaken);
    }
}
