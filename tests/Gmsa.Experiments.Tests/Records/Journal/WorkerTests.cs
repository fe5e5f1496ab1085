using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Tests.Records;

public sealed class WorkerTests : IDisposable
{
    private readonly string parent = Repository.TemporaryFolder();

    private string Workers => Path.Combine(parent, "workers");

    public void Dispose() => Directory.Delete(parent, recursive: true);

    [Fact]
    public void Names_are_unique_and_say_which_machine_and_process()
    {
        using var one = Worker.Start(Workers);
        using var other = Worker.Start(Workers);
        Assert.NotEqual(one.Name, other.Name);
        var start = FormattableString.Invariant($"{Environment.MachineName}-{Environment.ProcessId}-");
        Assert.All([one, other], w => Assert.StartsWith(start, w.Name, StringComparison.Ordinal));
    }

    [Fact]
    public void Workers_started_at_once_have_names_of_their_own()
    {
        var started = new Worker[16];
        Parallel.For(0, started.Length, i => started[i] = Worker.Start(Workers));
        Assert.Equal(started.Length, started.Select(w => w.Name).Distinct().Count());
        Assert.Equal(started.Select(w => w.Name).Order(StringComparer.Ordinal), Worker.Alive(Workers));
        foreach (var worker in started) worker.Dispose();
    }

    [Fact]
    public void A_worker_is_alive_until_it_is_disposed()
    {
        Assert.Empty(Worker.Alive(Workers)); // not even the folder is there
        using var stays = Worker.Start(Workers);
        var goes = Worker.Start(Workers);
        Assert.True(Worker.IsAlive(Workers, goes.Name));
        Assert.True(Worker.IsAlive(Workers, goes.Name)); // asking ends nobody
        Assert.Equal(new[] { stays.Name, goes.Name }.Order(StringComparer.Ordinal), Worker.Alive(Workers));
        goes.Dispose();
        Assert.False(Worker.IsAlive(Workers, goes.Name));
        Assert.Equal([stays.Name], Worker.Alive(Workers));
        Assert.Equal([stays.Name], Files());
    }

    [Fact]
    public void A_file_that_nobody_of_this_machine_holds_is_of_a_worker_that_is_gone()
    {
        var killed = Left($"{Environment.MachineName}-1-1");
        Assert.False(Worker.IsAlive(Workers, killed));
        Assert.Empty(Worker.Alive(Workers));
        Assert.False(Worker.IsAlive(Workers, "never-1-1"));
        Assert.Equal([killed], Files()); // looking leaves things as they are
    }

    [Fact]
    public void The_age_of_its_file_tells_of_a_worker_on_another_machine()
    {
        var fresh = Left("elsewhere-1-1");
        var old = Left("elsewhere-1-2");
        File.SetLastWriteTimeUtc(Path.Combine(Workers, old), Clock.Now.UtcDateTime - TimeSpan.FromMinutes(5));
        Assert.Equal([fresh], Worker.Alive(Workers));
    }

    [Fact]
    public void A_name_never_comes_again()
    {
        var names = new HashSet<string>();
        for (var i = 0; i < 200; i++)
            using (var worker = Worker.Start(Workers))
                Assert.True(names.Add(worker.Name), worker.Name);
    }

    [Fact]
    public void Clearing_takes_away_the_files_of_those_that_are_gone_alone()
    {
        using var here = Worker.Start(Workers);
        Left($"{Environment.MachineName}-1-1");
        var elsewhere = Left("elsewhere-1-1");
        Worker.Clear(Workers);
        Assert.Equal(new[] { elsewhere, here.Name }.Order(StringComparer.Ordinal), Files());
        Assert.True(Worker.IsAlive(Workers, here.Name));
    }

    /// <summary>A worker's file that nobody holds.</summary>
    private string Left(string name)
    {
        Directory.CreateDirectory(Workers);
        File.WriteAllText(Path.Combine(Workers, name), "");
        return name;
    }

    private string[] Files() => [.. Directory.GetFiles(Workers).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];
}
