using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Gmsa.Experiments.Launchers;

namespace Gmsa.Experiments.Tests.Launchers;

/// <summary>Real processes that end in every way there is.</summary>
public sealed class TaskProcessTests : IDisposable
{
    private static readonly ProcessesOptions Small = new() { Memory = new(200_000_000) };
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void One_that_does_its_work_finishes()
    {
        var end = Shell(new(), "echo $OWN $GMSA_PARENT $DOTNET_GCHeapHardLimit; cat; pwd",
            new Dictionary<string, string> { ["OWN"] = "mine" });
        Assert.Equal((ProcessEndKind.Finished, 0, null, 1), (end.Kind, end.ExitCode, end.Signal, end.Starts));
        Assert.Equal($"mine {Environment.ProcessId} 0xB2D05E00", end.LastLines[0]); // three quarters of 4GB
        Assert.EndsWith(Path.GetFileName(folder), end.LastLines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_fails_says_its_last_lines()
    {
        var end = Shell(new(), "echo reading; echo 'no such table' >&2; exit 3");
        Assert.Equal((ProcessEndKind.Failed, 3, null, 1), (end.Kind, end.ExitCode, end.Signal, end.Starts));
        Assert.Equal(["no such table", "reading"], end.LastLines.Order(StringComparer.Ordinal));
        Assert.Equal("it ended with exit code 3", end.Message);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("tail /dev/zero & wait")]
    public void One_that_takes_memory_without_end_is_out_of_memory_whoever_of_it_does(string? command)
    {
        Assert.SkipUnless(File.Exists("/proc/self/statm"), "the memory of other processes is read from /proc");
        var end = command is null
            ? new TaskProcess(Small).Run(ChildProgram.Start("fill-native"), TestContext.Current.CancellationToken)
            : Shell(Small, command);
        Assert.Equal((ProcessEndKind.OutOfMemory, "SIGKILL", 1), (end.Kind, end.Signal, end.Starts));
        Assert.True(end.PeakMemory > Small.Memory);
        Assert.EndsWith("of memory; allowed: 200MB", end.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fill", null)]
    [InlineData("fill-uncaught", "SIGABRT")]
    public void One_whose_heap_is_full_is_out_of_memory(string part, string? signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "exceptions end with other codes there");
        var end = new TaskProcess(Small).Run(ChildProgram.Start(part), TestContext.Current.CancellationToken);
        Assert.Equal((ProcessEndKind.OutOfMemory, signal, 1), (end.Kind, end.Signal, end.Starts));
        Assert.Equal("it found no memory left; allowed: 200MB", end.Message);
    }

    [Theory]
    [InlineData("while :; do :; done")]
    [InlineData("sleep 1000")]
    public void One_that_never_ends_is_timed_out(string command)
    {
        var end = Shell(new() { TimeLimit = TimeSpan.FromMilliseconds(200) }, command);
        Assert.Equal((ProcessEndKind.TimedOut, 1), (end.Kind, end.Starts));
        Assert.Equal("it took longer than the 0.2 s allowed", end.Message);
    }

    [Fact]
    public void One_that_writes_too_much_is_stopped()
    {
        var end = Shell(new(), "yes | head -c 100000000");
        Assert.Equal((ProcessEndKind.LogTooLong, 1), (end.Kind, end.Starts));
        Assert.Equal("it wrote more than the 50MB of log allowed", end.Message);
        Assert.Equal(20, end.LastLines.Count);
    }

    [Fact]
    public void A_line_without_end_is_cut()
    {
        var end = Shell(new() { Log = new(200_000_000) }, "head -c 100000000 /dev/zero | tr '\\000' 'x'");
        Assert.Equal(ProcessEndKind.Finished, end.Kind);
        Assert.Equal(new string('x', 1000) + "…", Assert.Single(end.LastLines));
    }

    [Theory]
    [InlineData("SEGV")]
    [InlineData("ABRT")]
    [InlineData("BUS")]
    [InlineData("TERM")]
    public void One_that_crashes_is_started_again_and_then_named(string signal)
    {
        var end = Shell(new(), $"echo started; kill -{signal} $$");
        Assert.Equal((ProcessEndKind.Crashed, "SIG" + signal, 2), (end.Kind, end.Signal, end.Starts));
        Assert.Equal("it ended by SIG" + signal, end.Message);
        Assert.Equal(["started"], end.LastLines);
    }

    [Fact]
    public void One_that_crashed_once_may_finish()
    {
        const string Once = "test -e crashed || { touch crashed; kill -SEGV $$; }";
        Assert.Equal(ProcessEndKind.Crashed, Shell(new() { Retries = 0 }, Once).Kind);
        File.Delete(Path.Combine(folder, "crashed"));
        var end = Shell(new(), Once);
        Assert.Equal((ProcessEndKind.Finished, 2), (end.Kind, end.Starts));
    }

    [Fact]
    public void One_that_is_cancelled_ends_with_all_that_it_started()
    {
        using var cancel = new CancellationTokenSource();
        var stop = new Thread(() =>
        {
            _ = Number("pid");
            cancel.Cancel();
        });
        stop.Start();
        var end = Shell(new(), "sleep 1000 & echo $! > pid.tmp; mv pid.tmp pid; sleep 1000", cancel: cancel.Token);
        stop.Join();
        Assert.Equal((ProcessEndKind.Cancelled, 1), (end.Kind, end.Starts));
        Assert.True(Ends(Number("pid")));
        Assert.Equal((ProcessEndKind.Cancelled, 0),
            (Shell(new(), "touch again", cancel: cancel.Token).Kind, Directory.GetFiles(folder, "again").Length));
    }

    [Fact]
    public void What_one_leaves_behind_is_ended()
    {
        Assert.SkipUnless(File.Exists("/proc/self/stat"), "orphans are known by /proc");
        var end = Shell(new(), "sleep 1000 & echo $! > pid; sleep 1");
        Assert.Equal(ProcessEndKind.Finished, end.Kind);
        Assert.True(Ends(Number("pid")));
    }

    [Fact]
    public void A_child_dies_with_its_parent_and_before_others()
    {
        var start = ChildProgram.Start("parent", Path.Combine(folder, "child"));
        var info = new ProcessStartInfo(start.Program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in start.Environment) info.Environment[name] = value;
        using var parent = Process.Start(info)!;
        var child = Number("child");
        Assert.True(Runs(child));
        parent.Kill(); // without the child
        Assert.True(Ends(child));
        if (OperatingSystem.IsLinux()) Assert.EndsWith(" 1000", File.ReadAllText(Path.Combine(folder, "child")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_that_is_not_there_is_an_exception() => Assert.Throws<Win32Exception>(
        () => new TaskProcess(new()).Run(new(Path.Combine(folder, "none"), []), TestContext.Current.CancellationToken));

    private ProcessEnd Shell(
        ProcessesOptions options, string command, Dictionary<string, string>? environment = null, CancellationToken? cancel = null)
    {
        Assert.SkipUnless(File.Exists("/bin/sh"), "needs a shell");
        return new TaskProcess(options).Run(new("/bin/sh", ["-c", command]) { Folder = folder, Environment = environment ?? [] },
            cancel ?? TestContext.Current.CancellationToken);
    }

    /// <summary>The process that a file tells, as soon as it does.</summary>
    private int Number(string file)
    {
        var path = Path.Combine(folder, file);
        Assert.True(Eventually(() => File.Exists(path)));
        return int.Parse(File.ReadAllText(path).Split(' ')[0], CultureInfo.InvariantCulture);
    }

    private static bool Ends(int pid) => Eventually(() => !Runs(pid));

    /// <summary>A process that nobody has asked for its end yet runs no more.</summary>
    private static bool Runs(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return !File.Exists("/proc/self/stat") || !File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (Exception error) when (error is ArgumentException or IOException)
        {
            return false;
        }
    }

    private static bool Eventually(Func<bool> happened) => SpinWait.SpinUntil(() =>
    {
        if (happened()) return true;
        Thread.Sleep(10);
        return false;
    }, TimeSpan.FromMinutes(1));
}
