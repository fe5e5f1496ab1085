using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Studies;

/// <summary>
/// Tells a study's journal what the processors of this machine took while this process worked on it, where the machine tells it.
/// </summary>
/// <param name="root">The folder that stands for <see cref="EnergyMeter.Powercap"/>.</param>
internal sealed class EnergyLog(Journal journal, string root = EnergyMeter.Powercap) : IDisposable
{
    private EnergyMeter? meter;
    private DateTimeOffset since;

    public void Start()
    {
        meter = EnergyMeter.Start(root);
        since = Clock.Now;
    }

    /// <summary>Writes down what was taken since the last time.</summary>
    public void Tell()
    {
        if (meter is null) return;
        journal.Locked(() =>
        {
            // Nothing may stand behind the end of a study, which another process may have reached first.
            if (journal.Entries is [.., StudyFinished]) return;
            if (meter.Take() is not { } joules) return;
            var now = Clock.Now;
            journal.Add(new EnergyTaken(Math.Round(joules, 3), since, now, Environment.MachineName));
            since = now;
        });
    }

    /// <summary>What was taken last counts too, of a run that was stopped as well.</summary>
    public void Dispose()
    {
        try
        {
            Tell();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The disk is full, say: that ended the run, and is what the user is to be told.
        }
        finally
        {
            meter?.Dispose();
        }
    }
}
