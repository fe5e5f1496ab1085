using System.Globalization;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Cli.Display;

/// <summary>Progress as lines of a log: the start and the end of each stage, and at most one line every few seconds between them.</summary>
internal sealed class PlainProgress(TextWriter output) : IProgress<Progress>
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private string stage = "";
    private long stageStart, lastLine;
    private int last = -1, first;

    public void Report(Progress value)
    {
        lock (gate)
        {
            var isNew = value.Stage != stage;
            if (isNew) (stage, stageStart, lastLine, last, first) = (value.Stage, Clock.Start(), Clock.Start(), -1, value.Done);
            var ends = value.Done == value.Total && last != value.Total;
            if (!isNew && !ends && Clock.Elapsed(lastLine) < Between) return;
            lastLine = Clock.Start();
            last = value.Done;
            output.WriteLine(Line(value, first, Clock.Elapsed(stageStart)));
            output.Flush();
        }
    }

    /// <param name="first">What was done already when the stage began: it says nothing about how long the rest takes.</param>
    internal static string Line(Progress value, int first, TimeSpan elapsed)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{value.Stage}: {value.Done}/{value.Total}");
        if (value.Best.Count > 0) line += $", best {value.Best[0].Of} {string.Join(", ", value.Best.Select(b => $"{b} by {b.Arm}"))}";
        if (value.Note.Length > 0) line += $", {value.Note}";
        if (value.Done > first && value.Done < value.Total && elapsed > TimeSpan.FromSeconds(1))
            line += $", about {Duration.Words(elapsed * ((double)(value.Total - value.Done) / (value.Done - first)))} left";
        else if (value.Done == value.Total && elapsed > TimeSpan.FromSeconds(1))
            line += $", took {Duration.Words(elapsed)}";
        return line;
    }
}
