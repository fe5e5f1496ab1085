using System.Buffers.Binary;
using System.Numerics;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Search;
using Google.Protobuf;
using Tensorboard;

namespace Gmsa.Experiments.Reports;

/// <inheritdoc cref="TensorBoardReport"/>
public sealed record TensorBoardReportOptions : ReportOptions
{
    public override IReport Create() => new TensorBoardReport();
}

/// <summary>
/// <c>tensorboard/</c>: event files for TensorBoard (<c>tensorboard --logdir FOLDER</c>). A run an arm and fold has its sweep
/// (<c>sweep/inner_score</c> and <c>sweep/best</c>, a step a trial); a run a trial that learnt in epochs has its curves
/// (<c>epoch/train_loss</c>, <c>epoch/validation_loss</c>, <c>epoch/validation_score</c> unless it is a loss too, a step an epoch).
/// </summary>
internal sealed class TensorBoardReport : IReport
{
    internal const string Folder = "tensorboard";

    public void Write(StudyResults results, string folder)
    {
        var arms = Findings.Of(results).Arms;
        var ofArms = FolderNames.Of(arms.Select(a => a.Name));
        foreach (var arm in arms)
        {
            var ofFolds = FolderNames.Of(arm.Folds);
            foreach (var fold in arm.Folds)
            {
                var run = Path.Combine(folder, Folder, ofArms[arm.Name], ofFolds[fold]);
                RunRecord[] trials = [.. arm.Trials.Where(t => t.Fold == fold).OrderBy(t => t.Index)];
                Write(run, SweepOf(trials));
                foreach (var trial in trials.Where(t => t.History.Count > 0))
                    Write(Path.Combine(run, $"trial-{trial.Trial:000000}"), EpochsOf(trial));
            }
        }
    }

    private static IEnumerable<Event> SweepOf(IEnumerable<RunRecord> trials)
    {
        double? best = null;
        foreach (var trial in trials.Where(t => t.Score is { } s && double.IsFinite(s)))
        {
            best = Math.Max(best ?? double.NegativeInfinity, trial.Score!.Value);
            var shown = new ShownScore(trial.Metric);
            var tag = shown.IsLoss ? "sweep/inner_log_loss" : "sweep/inner_score";
            yield return At(trial, trial.Index, Findings.SecondsOf(trial),
                (tag, shown.Of(trial.Score.Value)), ("sweep/best", shown.Of(best.Value)));
        }
    }

    private static IEnumerable<Event> EpochsOf(RunRecord trial) =>
        trial.History.Select(e => At(trial, e.Epoch, Findings.SecondsOf(trial) * e.Epoch / trial.History[^1].Epoch,
            ("epoch/train_loss", e.TrainLoss), ("epoch/validation_loss", e.ValidationLoss),
            ("epoch/validation_score", new ShownScore(trial.Metric).IsLoss ? null : e.ValidationScore)));

    private static Event At(RunRecord trial, long step, double seconds, params (string Tag, double? Value)[] scalars)
    {
        var summary = new Summary();
        summary.Value.AddRange(scalars.Where(s => s.Value is not null)
            .Select(s => new Summary.Types.Value { Tag = s.Tag, SimpleValue = (float)s.Value!.Value }));
        return new() { WallTime = trial.Started.ToUnixTimeMilliseconds() / 1000.0 + seconds, Step = step, Summary = summary };
    }

    private static void Write(string run, IEnumerable<Event> events)
    {
        Event[] all = [.. events];
        if (all.Length == 0) return;
        // TensorBoard knows its files by this name; the number is the time of the first event.
        var file = Path.Combine(run, FormattableString.Invariant($"events.out.tfevents.{(long)all[0].WallTime}.gmsa"));
        Directory.CreateDirectory(run);
        AtomicFile.Write(file, stream =>
        {
            foreach (var one in all.Prepend(new Event { WallTime = all[0].WallTime, FileVersion = "brain.Event:2" }))
                WriteRecord(stream, one.ToByteArray());
        });
    }

    /// <summary>
    /// A record of TensorFlow's record files: length, its checksum, the bytes, theirs (tensorflow/core/lib/io/record_writer.h).
    /// </summary>
    private static void WriteRecord(Stream stream, byte[] data)
    {
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        Span<byte> sum = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)data.Length);
        stream.Write(length);
        BinaryPrimitives.WriteUInt32LittleEndian(sum, Masked(length));
        stream.Write(sum);
        stream.Write(data);
        BinaryPrimitives.WriteUInt32LittleEndian(sum, Masked(data));
        stream.Write(sum);
    }

    /// <summary>CRC-32C, turned and shifted so that a checksum of data that holds checksums is none of theirs.</summary>
    private static uint Masked(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var b in data) crc = BitOperations.Crc32C(crc, b);
        crc = ~crc;
        return ((crc >> 15) | (crc << 17)) + 0xA282EAD8;
    }
}
