using Spectre.Console;
using Progress = Gmsa.Experiments.Foundation.Progress;

namespace Gmsa.Experiments.Cli.Display;

/// <summary>
/// Progress as live bars on a terminal: one a stage, with the count, the best score of each label scheme so far and the time left.
/// </summary>
internal sealed class TerminalProgress(ProgressContext context) : IProgress<Progress>
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, ProgressTask> bars = [];

    public void Report(Progress value)
    {
        lock (gate)
        {
            if (!bars.TryGetValue(value.Stage, out var bar))
                bars[value.Stage] = bar = context.AddTask(Markup.Escape(value.Stage), maxValue: Math.Max(1, value.Total));
            bar.MaxValue = Math.Max(1, value.Total);
            bar.Value = value.Total == 0 ? 1 : value.Done;
            bar.Description = Describe(value);
        }
    }

    public static T Show<T>(IAnsiConsole console, Func<IProgress<Progress>, T> work) => console.Progress()
        .AutoRefresh(true)
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 24 }, new RemainingTimeColumn(),
            new SpinnerColumn())
        .Start(context => work(new TerminalProgress(context)));

    private static string Describe(Progress value)
    {
        var text = FormattableString.Invariant($"{value.Stage} {value.Done}/{value.Total}");
        if (value.Best.Count > 0) text += $" best {value.Best[0].Of} {string.Join(", ", value.Best)}";
        if (value.Note.Length > 0) text += $" {value.Note}";
        return Markup.Escape(text);
    }
}
