using System.Buffers.Binary;
using System.Text;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Reports;

namespace Gmsa.Experiments.Tests.Reports;

/// <summary>Event files, read back by a parser of their bytes that shares no code with what wrote them.</summary>
public sealed class TensorBoardReportTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Sweeps_and_epochs_read_back_with_whole_checksums()
    {
        var study = Example.Study(folder);
        new TensorBoardReport().Write(study, folder);

        var trials = study.Trials.Where(t => t is { Arm: "mood8-seedCnn", Fold: "fold-1" }).OrderBy(t => t.Index).ToArray();
        var sweep = Read(Path.Combine(folder, "tensorboard", "mood8-seedCnn", "fold-1"));
        Assert.Equal("brain.Event:2", sweep[0].Version);
        RunRecord[] scored = [.. trials.Where(t => t.Score is not null)];
        Assert.Equal(scored.Select(t => ((long)t.Index, (float)t.Score!.Value)),
            sweep.Skip(1).Select(e => (e.Step, e.Scalars["sweep/inner_score"])));
        Assert.Equal(scored.Select((_, i) => (float)scored.Take(i + 1).Max(t => t.Score!.Value)),
            sweep.Skip(1).Select(e => e.Scalars["sweep/best"]));

        var first = trials[0];
        var epochs = Read(Path.Combine(folder, "tensorboard", "mood8-seedCnn", "fold-1", $"trial-{first.Trial:000000}")).Skip(1).ToArray();
        Assert.Equal(first.History.Select(e => ((long)e.Epoch, (float)e.TrainLoss, (float)e.ValidationScore!.Value)),
            epochs.Select(e => (e.Step, e.Scalars["epoch/train_loss"], e.Scalars["epoch/validation_score"])));
        Assert.Equal(first.Started.ToUnixTimeSeconds() + 6.375, epochs[^1].WallTime, 0.001); // its seconds are spread over its epochs
        Assert.Equal(epochs.Select(e => e.WallTime).Order(), epochs.Select(e => e.WallTime));
    }

    [Fact]
    public void A_file_twice_is_the_same_bytes()
    {
        new TensorBoardReport().Write(Example.Study(folder), Path.Combine(folder, "one"));
        new TensorBoardReport().Write(Example.Study(folder), Path.Combine(folder, "two"));
        string[] Files(string run) =>
            [.. Directory.EnumerateFiles(Path.Combine(folder, run), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        Assert.NotEmpty(Files("one"));
        Assert.Equal(Files("one").Select(File.ReadAllBytes), Files("two").Select(File.ReadAllBytes));
    }

    [Theory]
    [InlineData("../../outside")]
    [InlineData("/outside")]
    [InlineData("a/b")]
    public void A_fold_may_be_called_as_it_likes(string name)
    {
        var (study, place) = (Example.Study(folder), Path.Combine(folder, "a", "b", "c"));
        new TensorBoardReport().Write(study with
        {
            Plan = study.Plan with { Folds = [.. study.Plan.Folds.Select(f => f.Name == "fold-1" ? f with { Name = name } : f)] },
            Trials = [.. study.Trials.Select(t => t.Fold == "fold-1" ? t with { Fold = name } : t)],
        }, place);
        var runs = Directory.GetFiles(folder, "events.out.tfevents.*", SearchOption.AllDirectories).Select(Path.GetDirectoryName);
        Assert.All(runs, run => Assert.StartsWith(Path.Combine(place, "tensorboard"), run, StringComparison.Ordinal));
        Assert.Equal(study.Plan.LearntFolds.Count(), Directory.GetDirectories(Path.Combine(place, "tensorboard", "mood8-seedCnn")).Length);
    }

    private sealed record Event(double WallTime, long Step, string Version, Dictionary<string, float> Scalars);

    /// <summary>The events of the only file in a run's folder.</summary>
    private static List<Event> Read(string run)
    {
        var bytes = File.ReadAllBytes(Assert.Single(Directory.GetFiles(run, "events.out.tfevents.*"))).AsSpan();
        var events = new List<Event>();
        while (bytes.Length > 0)
        {
            var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            Assert.Equal(Masked(bytes[..8]), BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]));
            var data = bytes.Slice(12, length);
            Assert.Equal(Masked(data), BinaryPrimitives.ReadUInt32LittleEndian(bytes[(12 + length)..]));
            events.Add(EventOf(data));
            bytes = bytes[(16 + length)..];
        }
        return events;
    }

    /// <summary>tensorflow/core/util/event.proto: wall_time = 1, step = 2, file_version = 3, summary = 5.</summary>
    private static Event EventOf(ReadOnlySpan<byte> data)
    {
        var (time, step, version, scalars) = (0.0, 0L, "", new Dictionary<string, float>());
        foreach (var (field, number, content) in Fields(data))
            if (field == 1) time = BitConverter.Int64BitsToDouble((long)number);
            else if (field == 2) step = (long)number;
            else if (field == 3) version = Encoding.UTF8.GetString(content);
            else if (field == 5)
                foreach (var (_, _, value) in Fields(content).Where(f => f.Field == 1)) // summary.proto: value = 1
                {
                    var parts = Fields(value); // tag = 1, simple_value = 2
                    scalars.Add(Encoding.UTF8.GetString(parts.Single(p => p.Field == 1).Content),
                        BitConverter.Int32BitsToSingle((int)parts.SingleOrDefault(p => p.Field == 2).Number));
                }
        return new(time, step, version, scalars);
    }

    /// <summary>The fields of a message of Protocol Buffers, by their wire types.</summary>
    private static List<(int Field, ulong Number, byte[] Content)> Fields(ReadOnlySpan<byte> data)
    {
        var fields = new List<(int, ulong, byte[])>();
        var at = 0;
        while (at < data.Length)
        {
            var key = Varint(data, ref at);
            var (number, content) = (0UL, Array.Empty<byte>());
            switch (key & 7)
            {
                case 0:
                    number = Varint(data, ref at);
                    break;
                case 1:
                    number = BinaryPrimitives.ReadUInt64LittleEndian(data[at..]);
                    at += 8;
                    break;
                case 2:
                    var length = (int)Varint(data, ref at);
                    content = data.Slice(at, length).ToArray();
                    at += length;
                    break;
                case 5:
                    number = BinaryPrimitives.ReadUInt32LittleEndian(data[at..]);
                    at += 4;
                    break;
                default:
                    Assert.Fail($"wire type {key & 7}");
                    break;
            }
            fields.Add(((int)(key >> 3), number, content));
        }
        return fields;
    }

    private static ulong Varint(ReadOnlySpan<byte> data, ref int at)
    {
        var number = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var next = data[at++];
            number |= (ulong)(next & 127) << shift;
            if (next < 128) return number;
        }
    }

    /// <summary>Castagnoli's CRC, bit by bit (polynomial 0x1EDC6F41, reflected), then masked as TensorFlow does.</summary>
    private static uint Masked(ReadOnlySpan<byte> data)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var b in data)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 1 ? (crc >> 1) ^ 0x82F63B78u : crc >> 1;
        }
        crc ^= 0xFFFFFFFF;
        return unchecked(((crc >> 15) | (crc << 17)) + 0xA282EAD8u);
    }
}
