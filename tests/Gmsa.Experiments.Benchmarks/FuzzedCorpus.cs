using System.Globalization;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Tests.Fuzz;

namespace Gmsa.Experiments.Benchmarks;

/// <summary>The files of one reader from which others are made, the words it said to them, and what its ways cost at most.</summary>
internal sealed class FuzzedCorpus(FuzzedReader reader, SplitMix64 random)
{
    private const int LargeFile = 1 << 18; // where a constant no longer hides what a byte costs
    private readonly FuzzMutator mutator = new(random, reader.Words, reader.Repair);
    private readonly Dictionary<string, byte[]> smallest = [];
    private readonly Dictionary<string, Costs> costs = reader.Ways.ToDictionary(way => way.Name, _ => new Costs());

    private sealed class Costs
    {
        public long Executions { get; set; }
        public double PerByte { get; set; }
        public double OfAllowed { get; set; }
        public (TimeSpan Time, int Bytes) Slowest { get; set; }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture,
            $"{Executions,11} executions; allocates at most {PerByte:0.00} bytes a byte of a large file and {OfAllowed * 100:0}% "
            + $"of what is allowed; slowest {Slowest.Time.TotalMilliseconds:0.0} ms ({Slowest.Bytes} bytes)");
    }

    public FuzzedReader Reader => reader;
    public List<byte[]> Files { get; } = [.. reader.Seeds.Values];

    /// <summary>The smallest file that brought each answer.</summary>
    public IReadOnlyCollection<byte[]> Smallest => smallest.Values;

    /// <summary>Of its most frequent way.</summary>
    public int Rarity { get; } = reader.Ways.Min(way => way.Rarity);

    public long Executions => costs.Values.Sum(cost => cost.Executions);

    public byte[] NextFile() => mutator.Mutate(Files[random.NextInt(Files.Count)], Files[random.NextInt(Files.Count)]);

    public ReadingWay NextWay()
    {
        while (true)
        {
            var way = reader.Ways[random.NextInt(reader.Ways.Count)];
            if (random.NextInt(way.Rarity) < Rarity) return way;
        }
    }

    public void Count(ReadingWay way, byte[] file, Examination seen)
    {
        var cost = costs[way.Name];
        cost.Executions++;
        cost.OfAllowed = Math.Max(cost.OfAllowed, (double)seen.Allocated / (FuzzRules.Constant + way.Factor * (long)file.Length));
        if (file.Length >= LargeFile) cost.PerByte = Math.Max(cost.PerByte, (double)seen.Allocated / file.Length);
        if (seen.Time > cost.Slowest.Time) cost.Slowest = (seen.Time, file.Length);
    }

    /// <summary>Whether these words are new, but for their numbers; keeps the smallest file that brought each.</summary>
    public bool IsNew(byte[] file, Examination seen)
    {
        var words = WithoutNumbers(seen.Outcome);
        var isNew = !smallest.TryGetValue(words, out var known);
        if (isNew || file.Length < known!.Length) smallest[words] = file;
        return isNew;
    }

    /// <summary>A line for each way.</summary>
    public IEnumerable<string> Lines() => costs.Select(way => $"    {way.Key,-14} {way.Value}");

    /// <summary>An answer as the name of a file: words and hyphens.</summary>
    public static string Slug(string answer)
    {
        var words = new string([.. answer.Select(c => char.IsAsciiLetter(c) ? char.ToLowerInvariant(c) : ' ')]);
        return string.Join('-', words.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(8));
    }

    /// <summary>Every run of digits as one sign, and no more than a hundred characters.</summary>
    public static string WithoutNumbers(string text)
    {
        Span<char> kept = stackalloc char[100];
        var count = 0;
        foreach (var c in text)
        {
            if (count == kept.Length) break;
            var sign = char.IsAsciiDigit(c) ? '#' : c;
            if (sign != '#' || count == 0 || kept[count - 1] != '#') kept[count++] = sign;
        }
        return new(kept[..count]);
    }
}
