using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Tests.Records;

public sealed class JournalTests : IDisposable
{
    private static readonly DateTimeOffset Then = new(2026, 11, 1, 12, 0, 0, 500, TimeSpan.FromHours(2));

    /// <summary>Every event, and its line without the sum as it was when entries had no types.</summary>
    private static readonly (JournalEvent Entry, string Line)[] Lines =
    [
        (new StudyStarted("gmsa run a.yaml", 7, new(20, null, 5), "Html Csv", "balancedAccuracy", "host-1-1", 2, 0,
            new("host", "Linux", ".NET 10", 2, "cpu", null, new Dictionary<string, string> { ["Microsoft.ML"] = "5.0.1" })),
            """
            {"event":"study_started","time":"2026-11-01T12:00:00.5+02:00","command":"gmsa run a.yaml","study_version":7,"budget":{"trials":20,"patience":5},"reports":"Html Csv","metric":"balancedAccuracy","worker":"host-1-1","workers":2,"others":0,"machine":{"host":"host","os":"Linux","runtime":".NET 10","cores":2,"device":"cpu","packages":{"Microsoft.ML":"5.0.1"}}}
            """),
        (new TrialClaimed(4, "mood4-logistic", "2", 1,
            new Dictionary<string, object> { ["scale"] = "rank", ["l2"] = 0.5, ["depth"] = 3L }, "w"),
            """
            {"event":"trial_claimed","time":"2026-11-01T12:00:00.5+02:00","trial":4,"arm":"mood4-logistic","fold":"2","index":1,"point":{"depth":3,"l2":0.5,"scale":"rank"},"worker":"w"}
            """),
        (new TrialFinished(4, TrialState.Failed, null, 1.25, null, "timed_out"),
            """
            {"event":"trial_finished","time":"2026-11-01T12:00:00.5+02:00","trial":4,"state":"failed","score":null,"seconds":1.25,"failure":"timed_out"}
            """),
        (new TrialFinished(5, TrialState.Pruned, -1.5, 2, [0.5, double.NaN]),
            """
            {"event":"trial_finished","time":"2026-11-01T12:00:00.5+02:00","trial":5,"state":"pruned","score":-1.5,"seconds":2,"scores":[0.5,"NaN"]}
            """),
        (new StudyOpened("w"),
            """
            {"event":"study_opened","time":"2026-11-01T12:00:00.5+02:00","worker":"w"}
            """),
        (new DatasetBuilt("0123", 250, 2),
            """
            {"event":"dataset_built","time":"2026-11-01T12:00:00.5+02:00","key":"0123","tracks":250,"left_out":2}
            """),
        (new TrialCancelled(4),
            """
            {"event":"trial_cancelled","time":"2026-11-01T12:00:00.5+02:00","trial":4}
            """),
        (new TrialReopened(4),
            """
            {"event":"trial_reopened","time":"2026-11-01T12:00:00.5+02:00","trial":4}
            """),
        (new TrialLost(4),
            """
            {"event":"trial_lost","time":"2026-11-01T12:00:00.5+02:00","trial":4}
            """),
        (new EnergyTaken(1.5, Then, Then, "host"),
            """
            {"event":"energy","time":"2026-11-01T12:00:00.5+02:00","joules":1.5,"from":"2026-11-01T12:00:00.5+02:00","to":"2026-11-01T12:00:00.5+02:00","host":"host"}
            """),
        (new StudyEnding("w"),
            """
            {"event":"study_ending","time":"2026-11-01T12:00:00.5+02:00","worker":"w"}
            """),
        (new TestRead(4, "a", "1", new(20, null, null)),
            """
            {"event":"test_read","time":"2026-11-01T12:00:00.5+02:00","trial":4,"arm":"a","fold":"1","budget":{"trials":20}}
            """),
        (new TestFailed(4, "a", "1", "NaN"),
            """
            {"event":"test_failed","time":"2026-11-01T12:00:00.5+02:00","trial":4,"arm":"a","fold":"1","message":"NaN"}
            """),
        (new ModelRefitted("a", "l2=0.5"),
            """
            {"event":"model_refitted","time":"2026-11-01T12:00:00.5+02:00","arm":"a","choice":"l2=0.5"}
            """),
        (new ModelFailed("a", "l2=0.5", "NaN"),
            """
            {"event":"model_failed","time":"2026-11-01T12:00:00.5+02:00","arm":"a","choice":"l2=0.5","message":"NaN"}
            """),
        (new TaskStarted("test", "a", "πρώτο", "w"),
            """
            {"event":"task_started","time":"2026-11-01T12:00:00.5+02:00","task":"test","arm":"a","fold":"πρώτο","worker":"w"}
            """),
        (new TaskFinished("test", "a", "1", 4, null, 2.5, null),
            """
            {"event":"task_finished","time":"2026-11-01T12:00:00.5+02:00","task":"test","arm":"a","fold":"1","trial":4,"seconds":2.5}
            """),
        (new TaskFinished("model", "a", null, null, "l2=0.5", 2.5, new(FailureKind.Crashed, "it ended by SIGSEGV", ["last"])),
            """
            {"event":"task_finished","time":"2026-11-01T12:00:00.5+02:00","task":"model","arm":"a","choice":"l2=0.5","seconds":2.5,"failure":{"kind":"crashed","message":"it ended by SIGSEGV","log_tail":["last"]}}
            """),
        (new StudyFinished(new(20, null, null), "Csv", 0.05, new Dictionary<string, string> { ["arms/α/model.zip"] = "ab" }),
            """
            {"event":"study_finished","time":"2026-11-01T12:00:00.5+02:00","budget":{"trials":20},"reports":"Csv","label_noise":0.05,"files":{"arms/α/model.zip":"ab"}}
            """),
    ];

    private readonly string folder = Repository.TemporaryFolder();

    private string File => Path.Combine(folder, "journal.jsonl");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Entries_survive_closing_and_keep_their_order()
    {
        using (var journal = Journal.Open(File))
        {
            journal.Add(new TestFailed(3, "mood8-logistic", "πρώτο", "nothing"));
            journal.Add(new TrialFinished(3, TrialState.Done, 0.1 + 0.2, 1));
        }
        using var again = Journal.Open(File);
        Assert.Equal("πρώτο", Assert.IsType<TestFailed>(again.Entries[0]).Fold);
        Assert.Equal(0.1 + 0.2, Assert.IsType<TrialFinished>(again.Entries[1]).Score);
    }

    [Fact]
    public void A_line_cut_short_anywhere_is_taken_off_and_the_rest_kept()
    {
        using (var journal = Journal.Open(File))
        {
            journal.Add(new StudyOpened("Μάνος"));
            journal.Add(new TrialCancelled(2));
        }
        var bytes = System.IO.File.ReadAllBytes(File);
        var firstLine = Array.IndexOf(bytes, (byte)'\n') + 1;
        for (var length = firstLine; length < bytes.Length; length++)
        {
            System.IO.File.WriteAllBytes(File, bytes[..length]);
            using (var journal = Journal.Open(File))
            {
                Assert.Equal(["study_opened"], journal.Entries.Select(e => e.Name));
                journal.Add(new TrialLost(3));
            }
            Assert.Equal(["study_opened", "trial_lost"], Journal.Read(File).Select(e => e.Name));
        }
    }

    [Fact]
    public void A_changed_line_in_the_middle_is_an_error_with_its_number()
    {
        using (var journal = Journal.Open(File))
        {
            journal.Add(new TrialFinished(1, TrialState.Done, 0.5, 1));
            journal.Add(new TrialCancelled(2));
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
        one.Add(new TrialCancelled(1));
        other.Add(new TrialCancelled(2));
        one.Add(new TrialCancelled(3));
        Assert.Equal([1, 2, 3], Numbers(one.Entries));
        Assert.Equal([1, 2], Numbers(other.Entries));
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
            journal.Add(new TrialCancelled(journal.Entries.Count));
            return 0;
        }));
        Assert.Equal(Enumerable.Range(0, 60), Numbers(Journal.Read(File)));
    }

    [Fact]
    public void Whoever_asked_is_told_of_entries_that_are_on_disk()
    {
        var told = new List<string>();
        using var journal = Journal.Open(File, entry => told.Add($"{entry.Name} {Journal.Read(File).Count}"));
        journal.Add(new TrialCancelled(1));
        journal.Add(new TrialLost(1));
        Assert.Equal(["trial_cancelled 1", "trial_lost 2"], told);
    }

    [Fact]
    public void Where_another_file_took_its_place_nothing_is_written_be_it_of_the_same_length()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no file can take the place of an open one there");
        using var journal = Journal.Open(File);
        journal.Add(new TrialCancelled(1));
        System.IO.File.Copy(File, File + "2");
        System.IO.File.Move(File + "2", File, overwrite: true);
        Assert.Throws<IOException>(() => journal.Add(new TrialCancelled(2)));
        Assert.Single(Journal.Read(File));
    }

    [Fact]
    public void Many_threads_write_whole_lines()
    {
        using (var journal = Journal.Open(File))
            Parallel.For(0, 64, i => journal.Add(new TrialCancelled(i)));
        Assert.Equal(Enumerable.Range(0, 64), Numbers(Journal.Read(File)).Order());
    }

    [Fact]
    public void Numbers_are_written_alike_in_every_culture()
    {
        CultureInfo.CurrentCulture = new CultureInfo("el-GR");
        using (var journal = Journal.Open(File)) journal.Add(new TrialFinished(1, TrialState.Done, 0.25, 1));
        Assert.Contains("\"score\":0.25", System.IO.File.ReadAllText(File), StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_are_what_they_were_when_entries_had_no_types()
    {
        foreach (var (entry, line) in Lines)
            Assert.Equal(line, JournalLine.Seal(entry with { Time = Then })[..^18] + "}");
        var names = Lines.Select(l => l.Entry.Name).Distinct();
        Assert.Equal(JournalEvent.Known.Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_the_first_versions_wrote_is_read()
    {
        Write("""{"event":"study_started","time":"2026-11-01T12:00:00+00:00","command":"gmsa run a.yaml","study_version":1,"trials":20}""",
            """{"event":"test_read","time":"2026-11-01T12:00:00+00:00","trial":4,"arm":"a","fold":"1","trials":20}""",
            """{"event":"study_finished","time":"2026-11-01T12:00:00+00:00","trials":20,"reports":"Csv"}""");
        var entries = Journal.Read(File);
        Assert.All(entries.Cast<IBudgeted>(), entry => Assert.Equal(new Budget(20, null, null), entry.AnyBudget()));
        Assert.Null(Assert.IsType<StudyStarted>(entries[0]).Workers);
        Assert.Null(Assert.IsType<StudyFinished>(entries[2]).Files);
    }

    [Theory]
    [InlineData(
        """{"event":"trial_finished","time":"2026-11-01T12:00:00+00:00","trial":1,"state":"sublime","score":1,"seconds":1}""",
        "$.state")]
    [InlineData(
        """{"event":"trial_cancelled","time":"2026-11-01T12:00:00+00:00","trial":"the first"}""",
        "$.trial")]
    [InlineData(
        """{"event":"trial_lost","time":"yesterday","trial":1}""",
        "$.time")]
    [InlineData(
        """{"event":"trial_claimed","time":"2026-11-01T12:00:00+00:00","trial":1,"arm":"a","fold":"1","index":0,"point":{"l2":null},"worker":"w"}""",
        "$.point")]
    public void A_whole_entry_that_this_version_cannot_read_is_an_error_and_stays(string json, string at)
    {
        Write("""{"event":"trial_cancelled","time":"2026-11-01T12:00:00+00:00","trial":2}""", json);
        var before = System.IO.File.ReadAllBytes(File);
        var error = Assert.Throws<InputException>(() => Journal.Open(File));
        Assert.Contains($":2: this version can't read what this entry of the journal says at {at}. Go on with the version", error.Message,
            StringComparison.Ordinal);
        Assert.Throws<InputException>(() => Journal.Read(File));
        Assert.Equal(before, System.IO.File.ReadAllBytes(File));
    }

    private void Write(params string[] entries) => System.IO.File.WriteAllLines(
        File, entries.Select(json => JournalLine.Seal(new UnknownEvent(JsonNode.Parse(json)!.AsObject()))));

    [Fact]
    public void What_another_version_writes_is_passed_through()
    {
        var line = JournalLine.Seal(new UnknownEvent(JsonNode.Parse(
            """{"event":"models_merged","time":"2026-11-01T12:00:00+00:00","arms":["a","b"]}""")!.AsObject()));
        System.IO.File.WriteAllText(File, line + "\n");
        using (var journal = Journal.Open(File)) journal.Add(new TrialCancelled(1));
        Assert.StartsWith(line + "\n", System.IO.File.ReadAllText(File), StringComparison.Ordinal);
        var unknown = Assert.IsType<UnknownEvent>(Journal.Read(File)[0]);
        Assert.Equal(("models_merged", 2026, 2), (unknown.Name, unknown.Time.Year, unknown.Entry["arms"]!.AsArray().Count));
    }

    [Fact]
    public void Every_event_is_in_the_list()
    {
        var events = typeof(JournalEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(JournalEvent)) && t != typeof(UnknownEvent));
        var listed = typeof(JournalEvent).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(kind => kind.DerivedType);
        Assert.Equal(events.Select(t => t.Name).Order(StringComparer.Ordinal), listed.Select(t => t.Name).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<int> Numbers(IEnumerable<JournalEvent> entries) => entries.Cast<TrialCancelled>().Select(e => e.Trial);
}
