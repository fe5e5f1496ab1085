namespace Gmsa.Experiments.Records;

/// <summary>What a study took beside the computing of its trials, as its journal tells it.</summary>
public sealed record StudyCost
{
    /// <summary>How often a process began to work on it.</summary>
    public int Runs { get; init; }

    /// <summary>
    /// Seconds by the clock in which at least one process worked on it, up to the last that it told; null where the journal tells nothing.
    /// The writing of reports isn't in it, so that a report says the same when it is rendered again.
    /// </summary>
    public double? WallSeconds { get; init; }

    /// <summary>The most trials that one process ran at a time; null of studies that are older.</summary>
    public int? Workers { get; init; }

    /// <summary>
    /// Joules that the processors of <see cref="MeteredHosts"/> took while it was worked on, other programs
    /// included; null where no machine told.
    /// </summary>
    public double? Joules { get; init; }

    public IReadOnlyList<string> MeteredHosts { get; init; } = [];

    public static StudyCost Of(IReadOnlyList<JournalEvent> journal)
    {
        var energy = journal.OfType<EnergyTaken>().ToArray();
        return new()
        {
            Runs = journal.OfType<StudyStarted>().Count(),
            WallSeconds = journal.Count > 1 ? journal.Zip(journal.Skip(1)).Sum(p => AtWork(p.First, p.Second)) : null,
            Workers = journal.OfType<StudyStarted>().Max(e => e.Workers),
            Joules = energy.Length > 0 ? energy.GroupBy(e => e.Host).Sum(Joined) : null,
            MeteredHosts = [.. energy.Select(e => e.Host).Distinct().Order(StringComparer.Ordinal)],
        };
    }

    /// <summary>
    /// The seconds between two entries, unless nobody was at work in them. Clocks of several machines may disagree a little.
    /// </summary>
    private static double AtWork(JournalEvent before, JournalEvent entry) =>
        entry is StudyFinished or StudyStarted { Others: 0 } ? 0 : Math.Max(0, (entry.Time - before.Time).TotalSeconds);

    /// <summary>
    /// The sum over one machine's processes. Where several worked at a time each counted the same processors, so of a stretch only what
    /// no earlier one covers counts.
    /// </summary>
    private static double Joined(IEnumerable<EnergyTaken> stretches)
    {
        var (sum, covered) = (0.0, DateTimeOffset.MinValue);
        foreach (var stretch in stretches.OrderBy(s => s.From).ThenBy(s => s.To))
        {
            var begin = stretch.From > covered ? stretch.From : covered;
            if (stretch.To <= begin) continue;
            sum += stretch.Joules * ((stretch.To - begin) / (stretch.To - stretch.From));
            covered = stretch.To;
        }
        return sum;
    }
}
