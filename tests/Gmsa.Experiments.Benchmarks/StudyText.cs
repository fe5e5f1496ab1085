using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Gmsa.Experiments.Benchmarks;

/// <summary>
/// A study's folder as text that two runs can be held against each other by: times, machines, and what else no two runs share, taken out.
/// Trials are called by arm, fold and index, since their numbers follow the order between cells. All is read as plain text, whichever build
/// wrote it.
/// </summary>
internal sealed class StudyText
{
    /// <summary>Keys of JSON whose values no two runs share.</summary>
    private static readonly string[] Keys =
    [
        "time", "started", "seconds", "peak_memory_mb", "machine", "host", "worker", "workers", "others", "command", "audio_root", "sum",
    ];

    /// <summary>Columns of CSV whose values no two runs share.</summary>
    private static readonly string[] Columns = ["trial", "started", "seconds", "peak_memory_mb"];

    /// <summary>Lines of a report that say times and machines.</summary>
    private static readonly Regex Lines = new(@" of computing in | by the clock in |, started \d{4}-\d\d-\d\d |git commit |^    gmsa run ");

    /// <summary>What is read how: the first that fits, and <see cref="Reading.Bytes"/> for all others.</summary>
    private static readonly (Regex Name, Reading Reading)[] Readings =
    [
        (new(@"^\.(lock|finish)$|^workers/|^report\.html$|/log\.txt$"), Reading.Name),
        (new(@"^journal\.jsonl$"), Reading.Journal),
        (new(@"(^|/)(run|sweep|ensemble|hard)\.json$"), Reading.Json),
        (new(@"(^|/)(trials|curves)\.csv$"), Reading.Csv),
        (new(@"^report\.md$"), Reading.Report),
        (new(@"/trial\.yaml$"), Reading.Trial),
    ];

    /// <summary>Events of which a study has as many as the minutes it took, or that versions tell in words of their own.</summary>
    private static readonly string[] Untold = ["energy", "task_started", "task_finished", "model_refitted", "model_failed", "test_failed"];

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly JsonObject[] entries;
    private readonly Dictionary<int, (string Cell, string Name)> trials;

    public StudyText(string folder)
    {
        Name = Path.GetFileName(folder);
        var journal = Path.Combine(folder, "journal.jsonl");
        entries = [.. File.ReadLines(journal).Where(l => l.Length > 0).Select(l => JsonNode.Parse(l)!.AsObject())];
        trials = entries.Where(e => Event(e) == "trial_claimed").DistinctBy(e => (int)e["trial"]!)
            .ToDictionary(e => (int)e["trial"]!, e => ($"{e["arm"]}/{e["fold"]}", $"{e["arm"]}/{e["fold"]}/{e["index"]}"));
        Files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .ToDictionary(f => Named(Path.GetRelativePath(folder, f).Replace('\\', '/')), f => f);
    }

    public string Name { get; }

    /// <summary>The files by the names that two runs share.</summary>
    public IReadOnlyDictionary<string, string> Files { get; }

    public bool IsFinished => entries.Length > 0 && Event(entries[^1]) == "study_finished";

    /// <summary>Trials that ended well, each once.</summary>
    public int Done => entries.Where(e => Event(e) == "trial_finished" && (string?)e["state"] == "done")
        .Select(e => (int)e["trial"]!).Distinct().Count();

    /// <summary>Arms whose predictions have rows.</summary>
    public int Arms => Files.Count(f => Regex.IsMatch(f.Key, @"^arms/[^/]+/predictions\.csv$") && File.ReadLines(f.Value).Skip(1).Any());

    public static Reading ReadingOf(string name) => Readings.Where(r => r.Name.IsMatch(name)).Select(r => r.Reading).FirstOrDefault();

    /// <summary>A file as it's compared.</summary>
    /// <param name="sealedNames">Files whose hashes in the journal are compared.</param>
    public string Of(string name, Func<string, bool> sealedNames)
    {
        var text = File.ReadAllText(Files[name]);
        return ReadingOf(name) switch
        {
            Reading.Journal => Journal(sealedNames),
            Reading.Json => Clean(JsonNode.Parse(text)!)!.ToJsonString(Indented),
            Reading.Csv => Csv(text),
            Reading.Report => string.Join('\n', text.Split('\n').Where(l => !Lines.IsMatch(l))),
            Reading.Trial => Regex.Replace(text, @"^# trial \d+", "# trial"),
            _ => text,
        };
    }

    /// <summary>The entries, those of a cell in their order, cells by name.</summary>
    private string Journal(Func<string, bool> sealedNames) => string.Join('\n', entries.Where(e => !Untold.Contains(Event(e)))
        .Select(e => (Cell: CellOf(e), Text: Entry(e, sealedNames).ToJsonString()))
        .OrderBy(e => e.Cell, StringComparer.Ordinal).Select(e => e.Text)) + "\n";

    private string CellOf(JsonObject entry) => Event(entry).StartsWith("trial_", StringComparison.Ordinal)
        && trials.TryGetValue((int)entry["trial"]!, out var trial) ? trial.Cell : $"{entry["arm"]}/{entry["fold"]}";

    private JsonObject Entry(JsonObject entry, Func<string, bool> sealedNames)
    {
        var clean = Clean(entry)!.AsObject();
        if (entry["files"] is not JsonObject files) return clean;
        clean["files"] = new JsonObject(files.Select(f => (Name: Named(f.Key), Hash: f.Value?.DeepClone())).Where(f => sealedNames(f.Name))
            .OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => KeyValuePair.Create(f.Name, f.Hash)));
        return clean;
    }

    private JsonNode? Clean(JsonNode? node) => node switch
    {
        JsonObject o => new JsonObject(o.Where(p => !Keys.Contains(p.Key)).Select(p => KeyValuePair.Create(p.Key,
            p.Key == "trial" && p.Value is JsonValue number ? TrialOf((int)number) : Clean(p.Value)))),
        JsonArray a => new JsonArray([.. a.Select(Clean)]),
        _ => node?.DeepClone(),
    };

    private JsonNode TrialOf(int number) => trials.TryGetValue(number, out var trial) ? trial.Name : number;

    /// <summary>Rows without what no two runs share, those of a cell in their order.</summary>
    private static string Csv(string text)
    {
        var rows = text.TrimEnd('\n').Split('\n').Select(l => Regex.Split(l, @",(?=(?:[^""]*""[^""]*"")*[^""]*$)")).ToArray();
        int[] kept = [.. Enumerable.Range(0, rows[0].Length).Where(c => !Columns.Contains(rows[0][c]))];
        int[] cell = [.. kept.Where(c => rows[0][c] is "arm" or "fold")];
        var sorted = rows.Skip(1).OrderBy(r => string.Join('/', cell.Select(c => r[c])), StringComparer.Ordinal);
        return string.Concat(sorted.Prepend(rows[0]).Select(r => string.Join(',', kept.Select(c => r[c])) + "\n"));
    }

    /// <summary>A file's name by its trial, not its number; an ensemble's has a hash of its members' numbers.</summary>
    private string Named(string name) => Regex.Replace(
        Regex.Replace(name, @"(?<=^trials/)\d+(?=/)", m => TrialOf(int.Parse(m.Value, CultureInfo.InvariantCulture)).ToString()),
        @"(?<=/ensemble-)[0-9a-f]{8}(?=\.csv$)", "HASH");

    private static string Event(JsonObject entry) => (string?)entry["event"] ?? "";
}

/// <summary>How much of a file two runs have to share.</summary>
internal enum Reading
{
    Bytes,
    Name,
    Journal,
    Json,
    Csv,
    Report,
    Trial,
}
