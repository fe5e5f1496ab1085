using System.Text.Json.Nodes;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Runs;
using Gmsa.Experiments.Search;

namespace Gmsa.Experiments.Trials;

/// <summary>Runs the trials of a study that haven't been run: the search inside each outer fold, scored on inner validation alone.</summary>
public sealed class Sweep
{
    private const string Stage = "trials";

    private readonly OpenStudy open;
    private readonly TrialRunner runner;
    private readonly IProgress<Progress> progress;
    private readonly Dictionary<string, Slot> slots;
    private readonly Dictionary<int, RunRecord> records;
    private readonly Dictionary<(string Arm, string Fold, int Index), int> numbers;
    private readonly Dictionary<(string Arm, string Fold), SortedList<int, Point>> asked = [];
    private readonly Lock gate = new();

    private Sweep(OpenStudy open, Dataset dataset, IProgress<Progress> progress)
    {
        (this.open, this.progress) = (open, progress);
        runner = new(open.Design, dataset);
        slots = open.Design.Slots.ToDictionary(s => open.Study.TrialFolder(s.Number));
        numbers = open.Design.Slots.ToDictionary(s => (s.Arm.Name, s.Fold.Name, s.Index), s => s.Number);
        records = open.Records().Where(r => r.State != TrialState.Cancelled).ToDictionary(r => r.Trial);
    }

    /// <returns>How many trials were started.</returns>
    public static int Run(OpenStudy open, Dataset dataset, IProgress<Progress> progress, CancellationToken cancel)
    {
        var sweep = new Sweep(open, dataset, progress);
        var waiting = sweep.slots.Where(s => !sweep.records.ContainsKey(s.Value.Number)).OrderBy(s => s.Value.Number).Select(s => s.Key).ToArray();
        sweep.Tell();
        if (waiting.Length > 0) open.Design.Experiment.Launcher.Create().Launch(waiting, sweep.RunOne, cancel);
        return waiting.Length;
    }

    private void RunOne(string folder, CancellationToken cancel)
    {
        var slot = slots[folder];
        Point point;
        lock (gate) point = Ask(slot);
        open.Journal.Add("trial_started", ("trial", slot.Number), ("arm", slot.Arm.Name), ("fold", slot.Fold.Name), ("index", slot.Index));
        var record = RunOrTell(folder, slot, point, cancel);
        open.Journal.Add("trial_finished", ("trial", slot.Number), ("state", JsonValue.Create(record.State.ToString().ToLowerInvariant())), ("score", record.Score));
        lock (gate)
        {
            records[slot.Number] = record;
            Tell();
        }
    }

    private RunRecord RunOrTell(string folder, Slot slot, Point point, CancellationToken cancel)
    {
        try
        {
            return runner.Run(folder, slot, point, cancel);
        }
        catch (OperationCanceledException)
        {
            open.Journal.Add("trial_cancelled", ("trial", slot.Number));
            throw;
        }
    }

    /// <summary>The point of a slot: what the search says after the earlier ones of the same arm and fold.</summary>
    private Point Ask(Slot slot)
    {
        var key = (slot.Arm.Name, slot.Fold.Name);
        if (!asked.TryGetValue(key, out var points)) asked[key] = points = [];
        // The same seed in every fold: a point that is tried in all of them has an average, by which the final model is chosen.
        var seed = open.Design.Seed.Derive("search/" + slot.Arm.Name);
        for (var index = 0; index <= slot.Index; index++)
        {
            if (points.ContainsKey(index)) continue;
            var history = points.TakeWhile(p => p.Key < index).Select(p => new Observation(p.Value, ScoreOf(key, p.Key))).ToArray();
            points[index] = slot.Arm.Trainer.Space.IsPoint
                ? new Point(new Dictionary<string, object>())
                : open.Design.Experiment.Search.Create().Next(slot.Arm.Trainer.Space, seed, history)
                    ?? throw new InvalidOperationException($"the search has no point {index + 1} for {slot.Arm.Name}");
        }
        return points[slot.Index];
    }

    private double? ScoreOf((string Arm, string Fold) key, int index) => records.GetValueOrDefault(numbers[(key.Arm, key.Fold, index)])?.Score;

    private void Tell()
    {
        var best = records.Values.Where(r => r.Score is not null).MaxBy(r => r.Score);
        var failed = records.Values.Count(r => r.State == TrialState.Failed);
        var note = string.Join(", ", new[] { best?.Arm ?? "", failed > 0 ? $"{failed} failed" : "" }.Where(n => n.Length > 0));
        progress.Report(new(Stage, records.Count, slots.Count, note, best?.Score));
    }
}
