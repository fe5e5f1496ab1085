using System.Globalization;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Tests.Records;

public sealed class JournalTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    private string File => Path.Combine(folder, "journal.jsonl");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Entries_survive_closing_and_keep_their_order()
    {
        using (var journal = Journal.Open(File))
        {
            journal.Add("study_started");
            journal.Add("trial_finished", ("trial", 3), ("score", 0.1 + 0.2), ("fold", "πρώτο"));
        }
        using var again = Journal.Open(File);
        Assert.Equal(["study_started", "trial_finished"], again.Entries.Select(e => (string)e["event"]!));
        Assert.Equal(0.1 + 0.2, (double)again.Entries[1]["score"]!);
        Assert.Equal("πρώτο", (string)again.Entries[1]["fold"]!);
    }

    [Fact]
    public void A_line_cut_short_anywhere_is_taken_off_and_the_rest_kept()
    {
        using (var journal = Journal.Open(File))
        {
            journal.Add("first", ("name", "Μάνος"));
            journal.Add("second", ("trial", 2));
        }
        var bytes = System.IO.File.ReadAllBytes(File);
        var firstLine = Array.IndexOf(bytes, (byte)'\n') + 1;
        for (var length = firstLine; length < bytes.Length; length++)
        {
            System.IO.File.WriteAllBytes(File, bytes[..length]);
            using (var journal = Journal.Open(File))
            {
                Assert.Equal(["first"], journal.Entries.Select(e => (string)e["event"]!));
                journal.Add("third");
            }
            Assert.Equal(["first", "third"], Journal.Read(File).Select(e => (string)e["event"]!));
        }
    }

    [Fact]
    public void A_changed_line_in_the_middle_is_an_error_with_its_number()
    {
        using (var journal = Journal.Open(File))
        {
            journal.Add("one", ("score", 0.5));
            journal.Add("two");
        }
        System.IO.File.WriteAllText(File, System.IO.File.ReadAllText(File).Replace("0.5", "0.9", StringComparison.Ordinal));
        var error = Assert.Throws<InputException>(() => Journal.Open(File));
        Assert.Contains(":1: this line of the journal is damaged", error.Message, StringComparison.Ordinal);
        // The refusal let go of the file.
        Assert.Throws<InputException>(() => Journal.Open(File));
    }

    [Fact]
    public void Several_writers_see_what_the_others_added()
    {
        using var one = Journal.Open(File);
        using var other = Journal.Open(File);
        one.Add("first");
        other.Add("second");
        one.Add("third");
        Assert.Equal(["first", "second", "third"], one.Entries.Select(e => (string)e["event"]!));
        Assert.Equal(["first", "second"], other.Entries.Select(e => (string)e["event"]!));
        Assert.Equal(3, other.Locked(() => other.Entries.Count));
    }

    [Fact]
    public void Nobody_adds_while_another_decides()
    {
        using var one = Journal.Open(File);
        using var other = Journal.Open(File);
        Parallel.For(0, 60, i => (i % 2 == 0 ? one : other).Locked(() =>
        {
            var journal = i % 2 == 0 ? one : other;
            journal.Add("numbered", ("number", journal.Entries.Count));
            return 0;
        }));
        Assert.Equal(Enumerable.Range(0, 60), Journal.Read(File).Select(e => (int)e["number"]!));
    }

    [Fact]
    public void Whoever_asked_is_told_of_entries_that_are_on_disk()
    {
        var told = new List<string>();
        using var journal = Journal.Open(File, entry => told.Add($"{entry["event"]} {Journal.Read(File).Count}"));
        journal.Add("first");
        journal.Add("second");
        Assert.Equal(["first 1", "second 2"], told);
    }

    [Fact]
    public void Where_another_file_took_its_place_nothing_is_written_be_it_of_the_same_length()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no file can take the place of an open one there");
        using var journal = Journal.Open(File);
        journal.Add("first");
        System.IO.File.Copy(File, File + "2");
        System.IO.File.Move(File + "2", File, overwrite: true);
        Assert.Throws<IOException>(() => journal.Add("second"));
        Assert.Single(Journal.Read(File));
    }

    [Fact]
    public void Many_threads_write_whole_lines()
    {
        using (var journal = Journal.Open(File))
            Parallel.For(0, 64, i => journal.Add("trial_finished", ("trial", i)));
        Assert.Equal(Enumerable.Range(0, 64), Journal.Read(File).Select(e => (int)e["trial"]!).Order());
    }

    [Fact]
    public void Numbers_are_written_alike_in_every_culture()
    {
        CultureInfo.CurrentCulture = new CultureInfo("el-GR");
        using (var journal = Journal.Open(File)) journal.Add("trial_finished", ("score", 0.25));
        Assert.Contains("\"score\":0.25", System.IO.File.ReadAllText(File), StringComparison.Ordinal);
    }
}
