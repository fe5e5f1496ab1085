namespace Gmsa.Experiments.Testing;

/// <summary>Collects garbage all the time until it is disposed of: native code that reads what nothing keeps alive then reads something
/// else.</summary>
public sealed class Collector : IDisposable
{
    private readonly Thread thread;
    private volatile bool stop;

    public Collector()
    {
        thread = new Thread(() =>
        {
            while (!stop)
            {
                GC.Collect(0);
                Thread.Sleep(1); // or the others hardly ever run
            }
        });
        thread.Start();
    }

    public void Dispose()
    {
        stop = true;
        thread.Join();
    }
}
