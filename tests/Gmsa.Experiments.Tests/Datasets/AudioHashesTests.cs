using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Datasets;

public sealed class AudioHashesTests : IDisposable
{
    private static readonly DateTime Past = new(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc);
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Memory => Path.Combine(folder, "hashes.txt");

    [Fact]
    public void A_file_of_the_same_size_and_time_is_not_read_again()
    {
        var song = Write("a song.mp3", "one");
        var hashes = Open();
        var hash = hashes.Of(song);
        Assert.Equal(ContentHash.OfFile(song), hash);
        hashes.Save();
        Assert.Equal($"{hash} 3 {Past.Ticks} {song}\n", File.ReadAllText(Memory));
        Write("a song.mp3", "two"); // the same size and time: only the memory can still say what it was
        Assert.Equal(hash, Open().Of(song));
        Write("a song.mp3", "longer");
        Assert.Equal(ContentHash.OfFile(song), Open().Of(song));
        Write("a song.mp3", "two", Past.AddTicks(1));
        Assert.Equal(ContentHash.OfFile(song), Open().Of(song));
    }

    [Fact]
    public void A_file_that_changed_just_now_is_not_remembered()
    {
        var song = Write("new.mp3", "one", Clock.Now.UtcDateTime);
        var hashes = Open();
        hashes.Of(song);
        hashes.Save();
        Assert.False(File.Exists(Memory));
    }

    [Fact]
    public void The_newest_line_counts_and_damaged_ones_are_passed_over()
    {
        var song = Write("a.mp3", "one");
        var (old, known) = (new string('0', 64), new string('1', 64));
        File.WriteAllText(Memory, $"{old} 3 {Past.Ticks} {song}\nnonsense\n{known} 3 {Past.Ticks} {song}\n{old[..20]} 3 {Past.Ticks} {song}\n{old} x 1 {song}\n{old} 3");
        Assert.Equal(known, Open().Of(song));
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
    public void Where_another_process_writes_it_is_kept_for_the_next_time()
    {
        var hashes = Open();
        hashes.Of(Write("a.mp3", "one"));
        using (FileClaim.TryTake(Path.Combine(folder, "claim"))) hashes.Save();
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

    private AudioHashes Open() => new(Memory, Path.Combine(folder, "claim"));

    private string Write(string name, string content, DateTime? modified = null)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, content);
        File.SetLastWriteTimeUtc(path, modified ?? Past);
        return path;
    }
}
