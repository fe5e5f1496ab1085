using System.Diagnostics;
using System.Globalization;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Launchers;

namespace Gmsa.Experiments.Testing;

/// <summary>What every launcher promises of one task, whichever of its two ways it takes: the delegate, or the command line.</summary>
public abstract class EveryLauncherTests : Suite<LauncherOptions>, IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private readonly string folder = Directory.CreateTempSubdirectory("gmsa-launcher-").FullName;

    /// <summary>By default the catalog's as they are by default.</summary>
    public override IReadOnlyList<Named<LauncherOptions>> Kinds => Named.All<LauncherOptions>(Catalog.Launchers);

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Theory, EachKind]
    public void Says_what_its_keys_are(string kind) =>
        Keys.AssertDescribed(this[kind].GetType());

    [Theory, EachKind]
    public void Has_as_many_workers_as_are_asked_for_and_one_a_core_without_a_word(string kind)
    {
        Assert.Equal(3, (this[kind] with { Workers = 3 }).WorkerCount);
        Assert.Equal(Environment.ProcessorCount, (this[kind] with { Workers = 0 }).WorkerCount);
    }

    [Theory, EachKind]
    public void A_task_is_executed_once_and_its_end_is_a_good_one(string kind)
    {
        var end = this[kind].CreateRunner().Run(Writing("one"), TestContext.Current.CancellationToken);
        Assert.True(end is null or { Kind: ProcessEndKind.Finished, ExitCode: 0 });
        Assert.Equal(["one"], Done());
    }

    [Theory, EachKind]
    public async Task Tasks_on_several_threads_are_all_executed(string kind)
    {
        var launcher = this[kind].CreateRunner();
        string[] names = ["one", "two", "three", "four"];
        await Task.WhenAll(names.Select(name =>
            Task.Run(() => launcher.Run(Writing(name), TestContext.Current.CancellationToken), TestContext.Current.CancellationToken)));
        Assert.Equal(names.Order(StringComparer.Ordinal), Done());
    }

    [Theory, EachKind]
    public void Cancelling_ends_a_task_at_once(string kind)
    {
        using var cancel = new CancellationTokenSource();
        var clock = Stopwatch.StartNew();
        cancel.CancelAfter(TimeSpan.FromSeconds(0.2));
        var waiting = new StudyTask(folder, token =>
        {
            token.WaitHandle.WaitOne(TimeSpan.FromSeconds(60));
            token.ThrowIfCancellationRequested();
        }, Waiting());
        Assert.ThrowsAny<OperationCanceledException>(() => this[kind].CreateRunner().Run(waiting, cancel.Token));
        Assert.True(clock.Elapsed < Soon, $"it took {clock.Elapsed}");
    }

    [Theory, EachKind]
    public void A_task_that_was_cancelled_before_ends_as_one(string kind)
    {
        var task = Writing("never") with { Here = token => token.ThrowIfCancellationRequested() };
        Assert.ThrowsAny<OperationCanceledException>(() => this[kind].CreateRunner().Run(task, new CancellationToken(canceled: true)));
    }

    [Theory, EachKind]
    public void A_task_that_its_machine_failed_is_an_error_of_the_study(string kind)
    {
        var task = new StudyTask(folder, _ => throw new IOException("no room"), Shell($"exit {Number(ProcessEnd.MachineFailedExit)}"));
        Assert.Throws<IOException>(() => this[kind].CreateRunner().Run(task, TestContext.Current.CancellationToken));
    }

    [Theory, EachKind]
    public void A_task_that_ends_badly_is_told_of_and_no_error(string kind)
    {
        var wasHere = false;
        var task = new StudyTask(folder, _ => wasHere = true, Shell("echo last words&& exit 3"));
        var end = this[kind].CreateRunner().Run(task, TestContext.Current.CancellationToken);
        // In this process a trial records its own failure, and nothing is left to tell.
        Assert.Equal(wasHere, end is null);
        if (end is null) return;
        Assert.Equal((ProcessEndKind.Failed, 3), (end.Kind, end.ExitCode));
        Assert.NotEmpty(end.Message);
        Assert.Equal("last words", Assert.Single(end.LastLines).Trim());
    }

    /// <summary>Leaves a file of this name, whichever way it is executed, and fails where one is there.</summary>
    private StudyTask Writing(string name)
    {
        var file = Path.Combine(folder, name);
        return new(folder, _ => File.Open(file, FileMode.CreateNew).Dispose(), OperatingSystem.IsWindows()
            ? Shell($"if exist \"{file}\" (exit 9) else (type nul > \"{file}\")") : Shell($"set -C; : > '{file}'"));
    }

    private string[] Done() => [.. Directory.GetFiles(folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    private static IReadOnlyList<string> Waiting() => OperatingSystem.IsWindows() ? Shell("ping -n 60 127.0.0.1 > nul") : Shell("sleep 60");

    private static IReadOnlyList<string> Shell(string line) =>
        OperatingSystem.IsWindows() ? ["cmd.exe", "/d", "/s", "/c", line] : ["/bin/sh", "-c", line];

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
