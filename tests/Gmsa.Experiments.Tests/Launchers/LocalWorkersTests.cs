using System.Collections.Concurrent;
using Gmsa.Experiments.Launchers;

namespace Gmsa.Experiments.Tests.Launchers;

public class LocalWorkersTests
{
    private static readonly string[] Folders = [.. Enumerable.Range(1, 50).Select(i => $"trial-{i}")];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(80)]
    public void Every_folder_runs_once(int workers)
    {
        var ran = new ConcurrentBag<string>();
        new LocalWorkers(workers).Each(Folders, (folder, _) => ran.Add(folder), TestContext.Current.CancellationToken);
        Assert.Equal(Folders.Order(), ran.Order());
    }

    [Fact]
    public void One_worker_keeps_the_order()
    {
        var ran = new List<string>();
        new LocalWorkers(1).Each(Folders, (folder, _) => ran.Add(folder), TestContext.Current.CancellationToken);
        Assert.Equal(Folders, ran);
    }

    [Fact]
    public void Two_workers_run_at_once()
    {
        using var meeting = new Barrier(2);
        new LocalWorkers(2).Each<string>(["a", "b"], (_, cancel) => Assert.True(meeting.SignalAndWait(TimeSpan.FromSeconds(30), cancel)),
            TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Cancelling_tells_the_running_trial_and_starts_no_other()
    {
        using var cancel = new CancellationTokenSource();
        var started = new List<string>();
        Assert.Throws<OperationCanceledException>(() => new LocalWorkers(1).Each(Folders, (folder, token) =>
        {
            started.Add(folder);
            cancel.Cancel();
            token.ThrowIfCancellationRequested();
        }, cancel.Token));
        Assert.Equal(["trial-1"], started);
    }

    [Fact]
    public void An_error_of_the_study_ends_the_launch_and_reaches_the_caller()
    {
        var started = new ConcurrentBag<string>();
        var error = Assert.Throws<IOException>(() => new LocalWorkers(2).Each(Folders, (folder, stop) =>
        {
            started.Add(folder);
            if (folder == "trial-2") throw new IOException("disk full");
            stop.WaitHandle.WaitOne(TimeSpan.FromSeconds(30));
            stop.ThrowIfCancellationRequested();
        }, TestContext.Current.CancellationToken));
        Assert.Equal("disk full", error.Message);
        Assert.InRange(started.Count, 1, 4);
    }
}
