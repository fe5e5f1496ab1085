using System.IO.Compression;

namespace Gmsa.Experiments.Tests.Fuzz;

/// <summary>
/// The files that fuzzing found (<c>Gmsa.Experiments.Benchmarks -- fuzz</c>), a folder a reader: those on which it broke a rule
/// (<c>found-...</c>, and large ones packed), and one for each of its answers and branches. Each is read in every way.
/// </summary>
public sealed class FoundCasesTests : IDisposable
{
    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(10);
    private readonly string scratch = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(scratch, recursive: true);

    [Theory]
    [InlineData("wav", 30)]
    [InlineData("npy", 20)]
    [InlineData("index", 8)]
    [InlineData("recipe", 1)]
    [InlineData("mp3", 5)]
    [InlineData("hashes", 1)]
    public void No_file_that_was_found_breaks_a_rule(string name, int atLeast)
    {
        var reader = FuzzedReader.All(scratch).Single(reader => reader.Name == name);
        var files = Directory.GetFiles(Path.Combine(Folder, name));
        Assert.True(files.Length >= atLeast, $"only {files.Length} files were examined");
        Assert.Empty(
            from file in files
            from way in reader.Ways
            let finding = FuzzRules.Examine(way, Content(file), Generous).Finding
            where finding is not null
            select $"{way.Name} of {Path.GetFileName(file)}: {finding}");
    }

    [Fact]
    public void Found_cases_are_small()
    {
        var folders = Directory.GetDirectories(Folder);
        Assert.Equal(FuzzedReader.All(scratch).Select(reader => reader.Name).Order(), folders.Select(Path.GetFileName).Order());
        Assert.InRange(folders.SelectMany(Directory.GetFiles).Sum(file => new FileInfo(file).Length), 1, 200_000);
    }

    [Fact]
    public void Fuzzing_starts_from_files_that_are_read()
    {
        string[] broken = ["cut off", "65535 channels", "no samples"];
        foreach (var reader in FuzzedReader.All(scratch))
            foreach (var (name, file) in reader.Seeds)
            {
                var seen = FuzzRules.Examine(reader.Ways[0], file, Generous);
                Assert.Null(seen.Finding);
                if (!broken.Contains(name)) Assert.Matches("^(read|opened|walked|loaded|not plain samples)", seen.Outcome);
            }
    }

    [Fact]
    public void A_reader_that_breaks_a_rule_is_seen()
    {
        var file = new byte[100_000];
        var limit = TimeSpan.FromMilliseconds(100);
        Assert.Null(Finding(_ => "read"));
        Assert.Null(Finding(_ => throw new InvalidDataException("damaged")));
        Assert.Null(Finding(_ => $"{new byte[1_800_000].Length}"));
        Assert.Matches("^allocates 19[0-9]{5} bytes for a file of 100000$", Finding(_ => $"{new byte[1_900_000].Length}"));
        Assert.StartsWith("IndexOutOfRangeException: ", Finding(bytes => $"{bytes[100_000]}"), StringComparison.Ordinal);
        Assert.StartsWith("OverflowException: ", Finding(_ => $"{new byte[-file.Length]}"), StringComparison.Ordinal);
        Assert.Equal("InvalidOperationException: no sense", Finding(_ => throw new InvalidOperationException("no sense")));
        Assert.StartsWith("takes 0.", Finding(_ =>
        {
            Thread.Sleep(200);
            return "";
        }), StringComparison.Ordinal);

        string? Finding(Func<byte[], string> read) =>
            FuzzRules.Examine(new("planted", typeof(InvalidDataException), read), file, limit).Finding;
    }

    private static string Folder => Path.Combine(Repository.Root, "tests", "Gmsa.Experiments.Tests", "Fuzz");

    private static byte[] Content(string path)
    {
        using var file = File.OpenRead(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
