using System.Diagnostics;
using System.Globalization;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Tests.Fuzz;

namespace Gmsa.Experiments.Benchmarks;

/// <summary>
/// Gives every reader files that are nearly well-formed and holds it to <see cref="FuzzRules"/>. The files of a seed come in the same
/// order, however many the time allows. What brings a new answer is kept to make more from; with an instrumented library (see
/// <see cref="FuzzCoverage"/>) also what takes a new branch.
/// </summary>
internal sealed class Fuzz
{
    private const int Turn = 1 << 14, LargestKept = 1 << 14, LongTail = 1 << 20, FilesOfOneFinding = 3;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(30);

    private readonly string folder;
    private readonly FuzzCoverage coverage = new();
    private readonly List<FuzzedCorpus> corpora;
    private readonly Dictionary<string, int> findings = [];
    private volatile Execution? current;

    private sealed record Execution(string Way, byte[] File, long Start);

    private Fuzz(Seed seed, string folder, string scratch)
    {
        this.folder = folder;
        corpora = [.. FuzzedReader.All(scratch).Select(reader => new FuzzedCorpus(reader, seed.Derive(reader.Name).Generator()))];
    }

    public static int Run(double minutes, ulong seed, string folder)
    {
        var scratch = Directory.CreateTempSubdirectory("gmsa-fuzz-").FullName;
        try
        {
            Directory.CreateDirectory(folder);
            return new Fuzz(new(seed), folder, scratch).Run(TimeSpan.FromMinutes(minutes), seed);
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private int Run(TimeSpan time, ulong seed)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}, {time.TotalMinutes} minutes, {(coverage.IsThere
            ? "guided by branches" : "guided by answers alone: instrument the library for more")}; findings and cases go to {folder}"));
        using var watch = new Timer(_ => EndIfHanging(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        var (start, told) = (Stopwatch.GetTimestamp(), TimeSpan.Zero);
        foreach (var corpus in corpora)
            foreach (var file in corpus.Reader.Seeds.Values)
                foreach (var way in corpus.Reader.Ways)
                    foreach (var same in new[] { file, [.. file, .. new byte[LongTail]] }) Examine(corpus, way, same);
        while (Stopwatch.GetElapsedTime(start) < time)
        {
            foreach (var corpus in corpora)
                for (var left = Turn / corpus.Rarity; left > 0; left--) Examine(corpus, corpus.NextWay(), corpus.NextFile());
            if (Stopwatch.GetElapsedTime(start) - told < TimeSpan.FromMinutes(1)) continue;
            told = Stopwatch.GetElapsedTime(start);
            Report(told);
        }
        Report(Stopwatch.GetElapsedTime(start));
        foreach (var corpus in corpora) SaveCases(corpus, Path.Combine(folder, "cases", corpus.Reader.Name));
        return findings.Count == 0 ? 0 : 1;
    }

    private void Examine(FuzzedCorpus corpus, ReadingWay way, byte[] file)
    {
        coverage.Clear();
        current = new(way.Name, file, Stopwatch.GetTimestamp());
        var seen = FuzzRules.Examine(way, file, Limit);
        var isNew = coverage.IsNew(corpus.Reader.Name);
        // The machine may have been busy: only what is slow three times is slow.
        for (var again = 0; again < 2 && seen.Time > Limit; again++) seen = FuzzRules.Examine(way, file, Limit);
        current = null;
        corpus.Count(way, file, seen);
        if (corpus.IsNew(file, seen) | isNew && file.Length <= LargestKept) corpus.Files.Add(file);
        if (seen.Finding is { } finding) Found(way, FuzzedCorpus.WithoutNumbers(finding), finding, corpus.Reader.Extension, file);
    }

    private void Found(ReadingWay way, string kind, string finding, string extension, byte[] file)
    {
        var count = findings[$"{way.Name}: {kind}"] = findings.GetValueOrDefault($"{way.Name}: {kind}") + 1;
        if (count > FilesOfOneFinding) return;
        var path = Path.Combine(folder, "findings", $"{way.Name.Replace('/', '-')}-{findings.Count}-{count}{extension}");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, file);
        Console.WriteLine($"FOUND {way.Name}: {finding}: {path}");
    }

    /// <summary>The smallest file for each answer and for each branch, named by what the reader says.</summary>
    private void SaveCases(FuzzedCorpus corpus, string cases)
    {
        Directory.CreateDirectory(cases);
        var known = new Dictionary<string, int>();
        foreach (var file in corpus.Files.Concat(corpus.Smallest).DistinctBy(Convert.ToHexString).OrderBy(file => file.Length))
            foreach (var way in corpus.Reader.Ways)
            {
                coverage.Clear();
                var answer = FuzzedCorpus.Slug(FuzzRules.Examine(way, file, Limit).Outcome);
                if (known.ContainsKey(answer) & !coverage.IsNew(corpus.Reader.Name + " cases", countsMatter: false)) continue;
                var count = known[answer] = known.GetValueOrDefault(answer) + 1;
                File.WriteAllBytes(Path.Combine(cases, $"{answer}-{count}{corpus.Reader.Extension}"), file);
                break;
            }
    }

    private void EndIfHanging()
    {
        if (current is not var (way, file, start) || Stopwatch.GetElapsedTime(start) < Hang) return;
        var path = Path.Combine(folder, "hang");
        File.WriteAllBytes(path, file);
        Console.WriteLine($"FOUND {way}: no end after {Hang.TotalSeconds} s: {path}");
        Environment.Exit(1);
    }

    private void Report(TimeSpan elapsed)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"after {elapsed.TotalMinutes:0.0} minutes: {corpora.Sum(c => c.Executions)} executions, {findings.Count} kinds of findings"));
        foreach (var corpus in corpora)
        {
            var (name, branches) = (corpus.Reader.Name, coverage.Branches(corpus.Reader.Name));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {name}: {corpus.Files.Count} files kept, {corpus.Smallest.Count} answers, {branches} branches"));
            foreach (var line in corpus.Lines()) Console.WriteLine(line);
        }
        foreach (var (finding, count) in findings) Console.WriteLine($"  FOUND {count} times: {finding}");
    }
}
