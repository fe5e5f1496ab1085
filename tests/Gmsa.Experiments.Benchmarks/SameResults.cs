using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Gmsa.Experiments.Benchmarks;

/// <summary>The same studies by two builds of the program, which have to come to the same results: what differs, file by file.</summary>
internal static class SameResults
{
    public const string Usage = "       same BEFORE [AFTER] [--table FILE]  the same studies by two builds of gmsa (paths of the programs; "
        + "AFTER: this one's): exit code 1 where results differ; --table: the table of greek-table-4-vs-8.yaml, for one that is made";

    /// <summary>Keys of JSON that were renamed; BEFORE's text is read with the new ones where it has the old.</summary>
    private static readonly (string Before, string After)[] Renamed = [("direct_4", "direct")];

    /// <summary>Files that BEFORE doesn't make: what answered the folds, and what final models say of what they learnt from.</summary>
    private static readonly Regex Added = new(@"^arms/[^/]+/(folds/.*|refit\.csv)$");

    public static int Run(string[] arguments)
    {
        var at = Array.IndexOf(arguments, "--table");
        if (at >= 0 && at + 1 >= arguments.Length) return Wrong("--table needs a file");
        var table = at >= 0 ? arguments[at + 1] : null;
        string[] given = [.. arguments.Where((_, i) => at < 0 || (i != at && i != at + 1))];
        if (given.Length is 0 or > 2) return Wrong(Usage.Trim());
        string[] programs = [Path.GetFullPath(given[0]), Path.GetFullPath(given.Length == 2 ? given[1] : Commands.Program)];
        string[] needed = table is null ? programs : [.. programs, table];
        if (needed.FirstOrDefault(f => !File.Exists(f)) is { } missing) return Wrong($"{missing} isn't there");
        var folder = Directory.CreateTempSubdirectory("gmsa-same-").FullName;
        Console.WriteLine($"before: {programs[0]}\nafter:  {programs[1]}");
        var studies = SameStudies.Write(folder, table);
        var differences = studies.Sum(study => Compare(study, programs, folder));
        Console.WriteLine(differences == 0 ? $"{studies.Count} studies: the same results" : $"{differences} rows differ; see {folder}");
        if (differences > 0) return 1;
        Directory.Delete(folder, recursive: true);
        return 0;
    }

    private static int Wrong(string text)
    {
        Console.Error.WriteLine(text);
        return 2;
    }

    /// <summary>Runs a study with both programs and prints what is the same; how many rows of that table differ.</summary>
    private static int Compare(SameStudy study, string[] programs, string folder)
    {
        try
        {
            var before = Ran(study, programs[0], Path.Combine(folder, "before"));
            var after = Ran(study, programs[1], Path.Combine(folder, "after"));
            List<(string What, string Counts, string? Difference)> rows =
            [
                ("folder", before.Name, Lines(before.Name, after.Name)),
                ("files", $"{before.Files.Count} and {after.Files.Count} files", Lines(Names(before), Names(after))),
                .. before.Files.Keys.Intersect(after.Files.Keys).Where(n => StudyText.ReadingOf(n) != Reading.Name)
                    .GroupBy(Kind).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => OfKind(g.Key, [.. g], before, after)),
            ];
            foreach (var (what, counts, difference) in rows)
                Console.WriteLine($"{study.Name,-11} {what,-28} {counts,-34} {difference ?? "equal"}");
            return rows.Count(r => r.Difference is not null);
        }
        catch (InvalidOperationException error)
        {
            Console.WriteLine($"{study.Name,-11} {error.Message}");
            return 1;
        }
    }

    /// <summary>A study that one program ran to its end, with as many trials and arms as there have to be.</summary>
    private static StudyText Ran(SameStudy study, string program, string folder)
    {
        Environment.SetEnvironmentVariable("GMSA_CACHE", Path.Combine(folder, "cache"));
        var results = Path.Combine(folder, study.Name);
        var sets = study.Sets.SelectMany(s => (string[])["--set", s]);
        var seconds = Commands.Once(program, ["run", study.File, "--results", results, "--quiet", .. sets]);
        var text = new StudyText(Directory.GetDirectories(results).Single());
        var said = string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(folder)}: {(text.IsFinished ? "" : "not ")}finished, "
            + $"{text.Done} trials done (at least {study.Trials}), {text.Arms} arms predicted (at least {study.Arms}), {seconds:0} s");
        Console.WriteLine($"{study.Name,-11} {said}");
        return text.IsFinished && text.Done >= study.Trials && text.Arms >= study.Arms && text.Files.ContainsKey("comparison.json")
            ? text : throw new InvalidOperationException("isn't a whole study: " + said);
    }

    private static (string What, string Counts, string? Difference) OfKind(string kind, string[] names, StudyText before, StudyText after)
    {
        var (amount, differences) = (0L, new List<string>());
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            var (difference, size) = OfFile(name, before, after);
            amount += size;
            if (difference is not null) differences.Add(names.Length > 1 ? $"{name}: {difference}" : difference);
        }
        var unit = IsBinary(names[0]) ? "bytes" : StudyText.ReadingOf(names[0]) == Reading.Journal ? "entries"
            : Path.GetExtension(names[0]) == ".csv" ? "rows" : "lines";
        var files = names.Length == 1 ? "file" : "files";
        var counts = string.Create(CultureInfo.InvariantCulture, $"{names.Length} {files}, {amount:N0} {unit}");
        var rest = differences.Count > 1 ? FormattableString.Invariant($" ({differences.Count} files differ)") : "";
        return (kind, counts, differences.Count == 0 ? null : differences[0] + rest);
    }

    private static (string? Difference, long Size) OfFile(string name, StudyText before, StudyText after)
    {
        var reading = StudyText.ReadingOf(name);
        var (first, second) = (File.ReadAllBytes(before.Files[name]), File.ReadAllBytes(after.Files[name]));
        var same = first.AsSpan().CommonPrefixLength(second);
        var isSame = same == first.Length && same == second.Length;
        var place = FormattableString.Invariant($"byte {same + 1} of {first.Length} and {second.Length}");
        if (IsBinary(name)) return (isSame || AreSameWeights(name, first, second) ? null : place, first.Length);
        var (old, now) = (before.Of(name, IsSealed), after.Of(name, IsSealed));
        var isEqual = reading == Reading.Bytes ? isSame : old == now;
        return (isEqual ? null : Lines(WithNewKeys(name, old), now), Size(name, old));

        bool IsSealed(string file) => StudyText.ReadingOf(file) == Reading.Bytes && !IsRenamed(file) && !Added.IsMatch(file)
            && !(before.Files.TryGetValue(file, out var old) && after.Files.TryGetValue(file, out var now)
                && AreSameWeights(file, File.ReadAllBytes(old), File.ReadAllBytes(now)));
        bool IsRenamed(string file) => Path.GetExtension(file) == ".json" && before.Files.TryGetValue(file, out var path)
            && File.ReadAllText(path) is var text && after.Files.TryGetValue(file, out path) && File.ReadAllText(path) != text
            && WithNewKeys(file, text) != text;
    }

    /// <summary>True of the bundles of a network that differ in what they say of it, and not in a weight.</summary>
    private static bool AreSameWeights(string name, byte[] first, byte[] second)
    {
        if (Path.GetExtension(name) != ".zip") return false;
        var (old, now) = (Weights(first), Weights(second));
        return old.Count > 0 && old.Count == now.Count
            && old.All(w => now.TryGetValue(w.Key, out var other) && w.Value.SequenceEqual(other));
    }

    private static Dictionary<string, byte[]> Weights(byte[] bundle)
    {
        using var zip = new ZipArchive(new MemoryStream(bundle), ZipArchiveMode.Read);
        return zip.Entries.Where(e => e.FullName.StartsWith("weights/", StringComparison.Ordinal)).ToDictionary(e => e.FullName, e =>
        {
            using var content = e.Open();
            using var bytes = new MemoryStream();
            content.CopyTo(bytes);
            return bytes.ToArray();
        });
    }

    private static string WithNewKeys(string name, string text) => Path.GetExtension(name) != ".json" ? text
        : Renamed.Aggregate(text, (t, key) => t.Replace($"\"{key.Before}\":", $"\"{key.After}\":", StringComparison.Ordinal));

    private static bool IsBinary(string name) => Path.GetExtension(name) is ".zip" or ".png";

    /// <summary>A table's rows, without its heading; other files' lines.</summary>
    private static long Size(string name, string text) =>
        text.TrimEnd('\n').Count(c => c == '\n') + (Path.GetExtension(name) == ".csv" ? 0 : 1);

    private static string Names(StudyText study) =>
        string.Join('\n', study.Files.Keys.Where(n => !Added.IsMatch(n)).Order(StringComparer.Ordinal));

    /// <summary>Files of one kind together: "arms/*/predictions.csv".</summary>
    private static string Kind(string name) => Regex.Replace(
        Regex.Replace(name, "^(arms|trials)/.*/", "$1/*/"), @"(?<=^pictures/).*(?=\.png)|(?<=/model)(\.\d+)?(?=\.zip)", "*");

    /// <summary>The first difference of two texts, and which lines differ; null where they are the same.</summary>
    private static string? Lines(string before, string after)
    {
        if (before == after) return null;
        var (old, now) = (before.Split('\n'), after.Split('\n'));
        var all = Enumerable.Range(0, Math.Max(old.Length, now.Length));
        int[] differ = [.. all.Where(i => old.ElementAtOrDefault(i) != now.ElementAtOrDefault(i))];
        var (first, second) = (old.ElementAtOrDefault(differ[0]) ?? "", now.ElementAtOrDefault(differ[0]) ?? "");
        var column = first.AsSpan().CommonPrefixLength(second);
        var said = new StringBuilder().Append(CultureInfo.InvariantCulture,
            $"line {differ[0] + 1}, column {column + 1}: '{Excerpt(first, column)}', then '{Excerpt(second, column)}'");
        var numbers = string.Join(", ", differ.Take(20).Select(i => i + 1));
        if (differ.Length > 1) said.Append(CultureInfo.InvariantCulture, $"; {differ.Length} lines differ: {numbers}");
        if (differ.Length > 20) said.Append(", ...");
        if (old.Length != now.Length) said.Append(CultureInfo.InvariantCulture, $"; {old.Length} lines, then {now.Length}");
        return said.ToString();
    }

    private static string Excerpt(string line, int column) => line[Math.Max(0, column - 24)..Math.Min(line.Length, column + 40)];
}
