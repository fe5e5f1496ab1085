using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Datasets;

public sealed class AudioHashesTests : IDisposable
{
    private static readonly DateTime Past = new(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc);
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Memory => At("hashes.txt");

    [Fact]
    public void A_file_that_nothing_happened_to_is_not_read_again()
    {
        var song = Write("a song.mp3", "one");
        var hashes = Open();
        var hash = hashes.Of(song).Hash;
        Assert.Equal(ContentHash.OfFile(song), hash);
        hashes.Save();
        var line = Assert.Single(File.ReadAllLines(Memory));
        Assert.Matches($"^[0-9a-f]{{8}} {hash} 3 [0-9]+ [0-9]+ [0-9]+ .*a song.mp3$", line);
        Assert.Equal(hash, Open().Remembered(song));
        // Only the memory can say this: another hash under a line that is whole.
        var other = new string('0', 64);
        Remember(line[9..].Replace(hash, other, StringComparison.Ordinal));
        Assert.Equal(other, Open().Of(song).Hash);
    }

    public static TheoryData<string, Action<string>> Changes => new()
    {
        { "other content", song => File.WriteAllText(song, "longer") },
        { "of the same size", song => File.WriteAllText(song, "two") },
        { "of the same size and time", song => { File.WriteAllText(song, "two"); File.SetLastWriteTimeUtc(song, Past); } },
        { "replaced by one of the same size and time", song =>
            { var other = Sibling(song, "two"); File.Move(other, song, overwrite: true); } },
        { "copied over with its time", song =>
            { File.Copy(Sibling(song, "two"), song, overwrite: true); File.SetLastWriteTimeUtc(song, Past); } },
        { "written under its other name", song =>
            {
                File.Move(song, song + "2");
                Process("ln", song + "2", song);
                File.WriteAllText(song + "2", "two");
                File.SetLastWriteTimeUtc(song, Past);
            } },
    };

    [Theory]
    [MemberData(nameof(Changes), DisableDiscoveryEnumeration = true)]
    public void A_file_that_was_changed_is_read_again(string what, Action<string> change)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "elsewhere only size and times are known");
        var song = Write("a.mp3", "one");
        Known(song);
        change(song);
        Assert.True(Open().Remembered(song) is null, what);
        Assert.Equal(ContentHash.OfFile(song), Open().Of(song).Hash);
    }

    public static TheoryData<string, Action<string>> Links => new()
    {
        { "the target is overwritten", at =>
            { File.WriteAllText(At(at, "one/a"), "two"); File.SetLastWriteTimeUtc(At(at, "one/a"), Past); } },
        { "the link leads elsewhere", at => Link(At(at, "a"), "two/a") },
        { "a link behind the link leads elsewhere", at => { Link(At(at, "a"), "middle"); Link(At(at, "middle"), "two/a"); } },
        { "its folder is a link that leads elsewhere", at =>
            { Directory.Delete(At(at, "folder")); Directory.CreateSymbolicLink(At(at, "folder"), At(at, "two")); } },
        { "the target is replaced as git-annex does", at => { Write(at, "three", "two"); Link(At(at, "a"), "three"); } },
        { "the target is another file under the old name", at => File.Move(At(at, "two/a"), At(at, "one/a"), overwrite: true) },
    };

    /// <summary>All files are of one size and time, so that neither tells.</summary>
    [Theory]
    [MemberData(nameof(Links), DisableDiscoveryEnumeration = true)]
    public void A_link_is_what_it_leads_to(string what, Action<string> change)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "elsewhere only size and times are known");
        foreach (var name in (string[])["one", "two"]) Write(folder, Directory.CreateDirectory(At(name)).Name + "/a", name);
        Link(At("a"), "one/a");
        Directory.CreateSymbolicLink(At("folder"), At("one"));
        string[] songs = [At("a"), At("folder/a")];
        Known(songs);
        Assert.All(songs, song => Assert.Equal(ContentHash.OfText("one"), Open().Remembered(song)));
        change(folder);
        Assert.All(songs, song => Assert.Equal(ContentHash.OfFile(song), Open().Of(song).Hash));
        Assert.True(songs.Any(song => ContentHash.OfFile(song) == ContentHash.OfText("two")), what);
    }

    [Fact]
    public void A_file_that_changed_just_now_is_not_remembered_whatever_time_it_says()
    {
        var hashes = new AudioHashes(Memory, At("claim"));
        hashes.Of(Write("new.mp3", "one"));
        hashes.Save();
        Assert.False(File.Exists(Memory));
    }

    [Fact]
    public void The_newest_line_counts_and_damaged_ones_are_passed_over()
    {
        var song = Write("a.mp3", "one");
        Known(song);
        var line = File.ReadAllText(Memory)[9..].TrimEnd('\n');
        var known = new string('1', 64);
        Remember(new string('0', 64) + line[64..], "nonsense", known + line[64..]);
        File.AppendAllText(Memory, $"{line}\n{new string('2', 64)} 3 {Past.Ticks} {song}\n0 x 1 {song}\n{known} 3");
        Assert.Equal(known, Open().Of(song).Hash);
    }

    [Fact]
    public void Of_a_line_with_a_flipped_bit_nothing_is_believed()
    {
        var song = Write("a.mp3", "one");
        Known(song);
        var good = File.ReadAllBytes(Memory);
        for (var place = 0; place < good.Length; place++)
        {
            var bad = good.ToArray();
            bad[place] ^= (byte)(1 << (place % 8));
            File.WriteAllBytes(Memory, bad);
            Assert.Contains(Open().Remembered(song), new[] { null, ContentHash.OfText("one") });
            Assert.True(place == good.Length - 1 || Open().Remembered(song) is null, $"byte {place}");
        }
    }

    [Fact]
    public void Missing_and_empty_files_are_errors_even_where_they_were_known()
    {
        var song = Write("a.mp3", "one");
        var hashes = Open();
        hashes.Of(song);
        Write("a.mp3", "");
        Assert.Equal("the file is empty", Assert.Throws<AudioException>(() => hashes.Of(song)).Message);
        File.Delete(song);
        Assert.Throws<AudioException>(() => hashes.Of(song));
    }

    [Fact]
    public void A_memory_that_cannot_be_read_or_written_is_as_if_there_were_none()
    {
        var song = Write("a.mp3", "one");
        Known(song);
        using (new FileStream(Memory, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            var hashes = Open();
            Assert.Null(hashes.Remembered(song));
            Assert.Equal(ContentHash.OfText("one"), hashes.Of(song).Hash);
            hashes.Save();
        }
        Assert.Equal(ContentHash.OfText("one"), Open().Remembered(song));
    }

    [Fact]
    public void Where_another_process_writes_it_is_kept_for_the_next_time()
    {
        var hashes = Open();
        hashes.Of(Write("a.mp3", "one"));
        using (FileClaim.TryTake(At("claim"))) hashes.Save();
        Assert.False(File.Exists(Memory));
        hashes.Save();
        Assert.Single(File.ReadAllLines(Memory));
    }

    [Fact]
    public void Empty_lines_cost_nothing()
    {
        File.WriteAllText(Memory, new string('\n', 200_000));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Open();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 500_000);
    }

    private AudioHashes Open() => new(Memory, At("claim"), settled: TimeSpan.Zero);

    private void Known(params string[] songs)
    {
        var hashes = Open();
        foreach (var song in songs) hashes.Of(song);
        hashes.Save();
        Assert.All(songs, song => Assert.NotNull(Open().Remembered(song)));
    }

    private void Remember(params string[] lines) =>
        File.WriteAllText(Memory, string.Concat(lines.Select(line => FormattableString.Invariant($"{Checksum.OfText(line):x8} {line}\n"))));

    private string At(string name) => At(folder, name);

    private static string At(string folder, string name) => Path.Combine(folder, name);

    private string Write(string name, string content) => Write(folder, name, content);

    private static string Write(string folder, string name, string content)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, content);
        File.SetLastWriteTimeUtc(path, Past);
        return path;
    }

    private static string Sibling(string song, string content) => Write(Path.GetDirectoryName(song)!, "sibling", content);

    private static void Link(string link, string target)
    {
        File.Delete(link);
        File.CreateSymbolicLink(link, target);
    }

    private static void Process(string program, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
