using System.Runtime.InteropServices;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Launchers;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Studies;
using Gmsa.Experiments.Training;
using TorchSharp;

namespace Gmsa.Experiments.Tests.Studies;

public class FailureKindsTests
{
#pragma warning disable CA2201 // They are what the runtime and torch throw.
    public static TheoryData<Exception, FailureKind, string> Exceptions => new()
    {
        { new DivergedException("the loss became NaN at epoch 2: lower the learning rate"), FailureKind.Diverged,
            "the loss became NaN at epoch 2: lower the learning rate" },
        { new InputException("a.csv", "there is no column mood"), FailureKind.BadData, "a.csv: there is no column mood" },
        { new InvalidDataException("not a zip"), FailureKind.BadData, "not a zip" },
        { new OutOfMemoryException("none left"), FailureKind.OutOfMemory, "none left" },
        { new ExternalException("[enforce fail] DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes."),
            FailureKind.OutOfMemory, "[enforce fail] DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes." },
        { new ExternalException("mat1 and mat2 shapes cannot be multiplied"), FailureKind.Error,
            "ExternalException: mat1 and mat2 shapes cannot be multiplied" },
        { new TrainingException("row 2 has no label"), FailureKind.Error, "TrainingException: row 2 has no label" },
        { new ArgumentException("leaves"), FailureKind.Error, "ArgumentException: leaves" },
        { new InvalidOperationException("a worker failed", new OutOfMemoryException("none left")), FailureKind.OutOfMemory, "none left" },
        { new AggregateException(new IOException("first"), new AggregateException(new DivergedException("second"))),
            FailureKind.Diverged, "second" },
    };
#pragma warning restore CA2201

    [Theory]
    [MemberData(nameof(Exceptions))]
    public void Exceptions_have_a_kind(Exception error, FailureKind kind, string message)
    {
        var failure = FailureKinds.FailureOf(error, ["last"]);
        Assert.Equal((kind, message), (failure.Kind, failure.Message));
        Assert.Equal(["last"], failure.LogTail);
    }

    [Fact]
    public void Torch_without_memory_is_out_of_memory()
    {
        var error = Assert.ThrowsAny<Exception>(() => torch.zeros(1L << 50));
        Assert.Equal(FailureKind.OutOfMemory, FailureKinds.FailureOf(error, []).Kind);
    }

    [Theory]
    [InlineData(ProcessEndKind.OutOfMemory, FailureKind.OutOfMemory)]
    [InlineData(ProcessEndKind.TimedOut, FailureKind.TimedOut)]
    [InlineData(ProcessEndKind.LogTooLong, FailureKind.LogTooLong)]
    [InlineData(ProcessEndKind.Crashed, FailureKind.Crashed)]
    [InlineData(ProcessEndKind.Failed, FailureKind.Error)]
    [InlineData(ProcessEndKind.Finished, null)]
    [InlineData(ProcessEndKind.Cancelled, null)]
    public void Ends_of_processes_have_a_kind(ProcessEndKind end, FailureKind? kind)
    {
        var failure = FailureKinds.FailureOf(new ProcessEnd(end, 1, null, default, ["last"], "why"));
        Assert.Equal(kind, failure?.Kind);
        if (failure is not null) Assert.Equal(("why", "last"), (failure.Message, Assert.Single(failure.LogTail)));
    }
}
