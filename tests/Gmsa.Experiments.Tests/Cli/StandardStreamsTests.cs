using System.Diagnostics;

namespace Gmsa.Experiments.Tests.Cli;

/// <summary>A program that can't tell what it has to tell ends with the exit code that says how it went, and never by a signal.</summary>
public sealed class StandardStreamsTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public StandardStreamsTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "shells there close no streams");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("check none.yaml 2>&-", 2)]
    [InlineData("check none.yaml >&- 2>&- <&-", 2)]
    [InlineData("check none.yaml 2>/dev/full", 2)]
    [InlineData("schema >&-", 1)]
    [InlineData("schema >&- 2>&-", 1)]
    [InlineData("schema >/dev/full", 1)]
    [InlineData("--help >&-", 1)]
    [InlineData("schema 2>&- >schema.json", 0)]
    [InlineData("schema 2>&- | head -1; exit ${PIPESTATUS[0]}", 0)]
    public void Closed_and_full_streams_end_nothing(string command, int exitCode) => Assert.Equal(exitCode, Shell(command).ExitCode);

    [Theory]
    [InlineData(64)]
    [InlineData(128)]
    public void Too_few_files_to_open_are_named_with_what_to_do(int most)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux says how many a process may open");
        var (code, errors) = Shell("schema >schema.json", FormattableString.Invariant($"ulimit -n {most};"));
        Assert.Equal(1, code);
        var words = $"gmsa failed: this process may open {most} files at a time, and needs 200 at least. Raise the limit: ulimit -n 1024";
        Assert.Equal(words, errors.Trim());
    }

    [Fact]
    public void One_signal_ends_work_that_does_not_return()
    {
        // More than a pipe holds, so that it is reading when "ready" is there; and then nothing more.
        var (code, errors) = Shell("metrics /dev/stdin < <(exec 2>&-; head -c 1000000 /dev/zero; touch ready; sleep 60) & "
            + "while [ ! -e ready ]; do sleep .05; done; kill -TERM $!; wait $!");
        Assert.Equal(130, code);
        Assert.Contains("Stopping: waiting for what is being written", errors, StringComparison.Ordinal);
        Assert.EndsWith("Stopped. The same command goes on from here.", errors.Trim(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public void One_signal_ends_it_also_where_nobody_reads_what_it_says(string signal)
    {
        // A shell's background jobs ignore Ctrl-C unless it has job control; and timeout, unless in the foreground, sends the signal twice.
        const string Full = "set -m; mkfifo full; exec 3<>full; dd if=/dev/zero of=full bs=4096 oflag=nonblock 2>/dev/null; "
            + "timeout --foreground -s KILL 60";
        var (code, _) = Shell("metrics /dev/stdin 2>&3 < <(exec 2>&-; head -c 1000000 /dev/zero; touch ready; sleep 60) & "
            + $"while [ ! -e ready ]; do sleep .05; done; kill -{signal} $!; wait $!", Full);
        Assert.Equal(130, code);
    }

    [Fact]
    public void Temporary_files_of_killed_runs_go_with_the_next_and_those_of_others_stay()
    {
        var (left, held) = (Scratch("gmsa-scratch-left"), Scratch("gmsa-scratch-held"));
        using (Experiments.Foundation.FileClaim.TryTake(Path.Combine(held, ".claim"))) Shell("run none.yaml", "export TMPDIR=.;");
        Assert.Equal((false, true), (Directory.Exists(left), Directory.Exists(held)));
        Assert.Equal([held], Directory.GetDirectories(folder, "gmsa-scratch-*")); // nor did that run leave any
    }

    private string Scratch(string name)
    {
        var scratch = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
        Directory.CreateDirectory(Path.Combine(scratch, "ml_dotnet_x"));
        File.WriteAllText(Path.Combine(scratch, ".claim"), "");
        return scratch;
    }

    private (int ExitCode, string Errors) Shell(string arguments, string before = "")
    {
        var start = new ProcessStartInfo("bash", ["-c", $"{before} \"$0\" {arguments}", GmsaProgram.Program])
        {
            WorkingDirectory = folder,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, errors);
    }
}
