using Gmsa.Experiments.Training;

namespace Gmsa.Experiments.Tests.Training;

public class FirstRunTests
{
    private sealed record Shape(string Name, int Size);

    [Fact]
    public void Only_one_thread_at_a_time_does_what_was_not_done_before()
    {
        var (running, most) = (0, 0);
        Parallel.For(0, 16, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => FirstRun.Of(new Shape(nameof(FirstRunTests), i), () =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            Thread.Yield();
            return Interlocked.Decrement(ref running);
        }));
        Assert.Equal(1, most);
    }

    [Fact]
    public void What_was_done_runs_side_by_side_and_what_failed_is_not_done()
    {
        var shape = new Shape("side by side", 1);
        Assert.Throws<InvalidOperationException>(() => FirstRun.Of<int>(shape, () => throw new InvalidOperationException()));
        Assert.Equal(5, FirstRun.Of(shape, () => 5));
        using var both = new Barrier(2);
        var met = new bool[2];
        Parallel.For(0, 2, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i =>
            met[i] = FirstRun.Of(new Shape("side by side", 1), () => both.SignalAndWait(TimeSpan.FromSeconds(20))));
        Assert.Equal([true, true], met);
    }
}
