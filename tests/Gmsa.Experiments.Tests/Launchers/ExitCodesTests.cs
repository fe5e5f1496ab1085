using Gmsa.Experiments.Launchers;

namespace Gmsa.Experiments.Tests.Launchers;

public class ExitCodesTests
{
    [Theory]
    [InlineData(0, null, ProcessEndKind.Finished)]
    [InlineData(1, null, ProcessEndKind.Failed)]
    [InlineData(127, null, ProcessEndKind.Failed)]
    [InlineData(255, null, ProcessEndKind.Failed)]
    [InlineData(ProcessEnd.OutOfMemoryExit, null, ProcessEndKind.OutOfMemory)]
    [InlineData(139, "SIGSEGV", ProcessEndKind.Crashed)]
    [InlineData(134, "SIGABRT", ProcessEndKind.Crashed)]
    [InlineData(137, "SIGKILL", ProcessEndKind.Crashed)]
    [InlineData(163, "signal 35", ProcessEndKind.Crashed)]
    public void Codes_have_a_meaning(int code, string? signal, ProcessEndKind expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no signals there");
        Assert.Equal((signal, expected), (ExitCodes.SignalOf(code), ExitCodes.KindOf(code, null, kernelKilled: false, [])));
    }

    [Fact]
    public void A_kill_that_was_not_ours_is_the_kernels_unless_it_says_otherwise()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no signals there");
        Assert.Equal(ProcessEndKind.OutOfMemory, ExitCodes.KindOf(137, null, kernelKilled: true, []));
        Assert.Equal(ProcessEndKind.OutOfMemory, ExitCodes.KindOf(137, null, kernelKilled: null, []));
        Assert.Equal(ProcessEndKind.Crashed, ExitCodes.KindOf(137, null, kernelKilled: false, []));
        Assert.Equal(ProcessEndKind.Crashed, ExitCodes.KindOf(139, null, kernelKilled: true, []));
    }

    [Theory]
    [InlineData("terminate called after throwing an instance of 'std::bad_alloc'")]
    [InlineData("Unhandled exception. System.OutOfMemoryException: Array dimensions exceeded supported range.")]
    [InlineData("Out of memory.")]
    public void An_abort_for_want_of_memory_is_known_by_its_words(string line)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no signals there");
        Assert.Equal(ProcessEndKind.OutOfMemory, ExitCodes.KindOf(134, null, kernelKilled: false, ["", line, "   at Main()"]));
        Assert.Equal(ProcessEndKind.Failed, ExitCodes.KindOf(1, null, kernelKilled: false, [line]));
    }

    [Fact]
    public void Our_own_kill_is_known_by_its_reason_and_a_finished_one_needed_none()
    {
        Assert.Equal(ProcessEndKind.TimedOut, ExitCodes.KindOf(137, ProcessEndKind.TimedOut, kernelKilled: true, []));
        Assert.Equal(ProcessEndKind.Cancelled, ExitCodes.KindOf(1, ProcessEndKind.Cancelled, kernelKilled: null, []));
        Assert.Equal(ProcessEndKind.Finished, ExitCodes.KindOf(0, ProcessEndKind.TimedOut, kernelKilled: null, []));
    }
}
