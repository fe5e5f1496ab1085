using System.Globalization;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Tests.Manifests;

/// <summary>Columns that number the rows, under any name.</summary>
public class RowNumbersTests
{
    private static bool Is(string column, IEnumerable<double> numbers, string format = "R") => RowNumbers.Is(column,
    [
        .. numbers.Select((n, i) => new Track($"{i}", "",
            new Dictionary<string, string> { [column] = n.ToString(format, CultureInfo.InvariantCulture) })),
    ]);

    private static IEnumerable<double> From(int first, int count) => Enumerable.Range(first, count).Select(i => (double)i);

    [Fact]
    public void Counting_from_0_or_1_numbers_the_rows_under_any_name_in_any_order()
    {
        foreach (var name in (string[])["whatever", "#", "nr", "Unnamed: 0"])
        {
            Assert.True(Is(name, From(0, 60)));
            Assert.True(Is(name, From(1, 60)));
            Assert.True(Is(name, From(0, 60).Reverse()));
            Assert.True(Is(name, From(0, 60), "0.0"));
            var shuffled = From(1, 60).ToArray();
            new Seed(1).Generator().Shuffle(shuffled.AsSpan());
            Assert.True(Is(name, shuffled));
        }
        Assert.True(Is("whatever", From(0, 60).Where(i => i % 5 != 2))); // rows were dropped
        Assert.True(Is("whatever", From(3, 60).Where(i => i % 5 != 2)));
    }

    [Theory]
    [InlineData("Unnamed: 0")]
    [InlineData("Unnamed: 0.1")]
    [InlineData("unnamed: 3")]
    [InlineData("level_0")]
    [InlineData("__index_level_0__")]
    [InlineData("Index")]
    [InlineData("index.1")]
    [InlineData("rownames")]
    [InlineData("row.names")]
    [InlineData("...1")]
    [InlineData("Unnamed..0")]
    [InlineData("_c0")]
    [InlineData("row_index")]
    [InlineData("rowindex")]
    public void An_index_is_one_though_it_begins_anywhere_and_comes_twice(string name)
    {
        Assert.True(Is(name, From(1000, 30)));
        Assert.True(Is(name, From(0, 30).Concat(From(0, 30))));
        Assert.False(Is(name, From(0, 30).Select(i => i + 0.5)));
    }

    [Theory]
    [InlineData("ID")]
    [InlineData("#")]
    [InlineData("No.")]
    [InlineData("row_id")]
    [InlineData("X")]
    [InlineData("")]
    [InlineData("order")]
    [InlineData("pos")]
    [InlineData("Position")]
    [InlineData("seq")]
    [InlineData("Α/Α")]
    [InlineData("α.α.")]
    public void Other_names_of_numbers_number_where_all_differ(string name)
    {
        Assert.True(Is(name, From(0, 30).Select(i => 5000 + 17 * i)));
        Assert.False(Is(name, From(0, 30).Concat([3])));
        // Files put together, each with its own numbers, and the counts of short albums.
        Assert.True(Is(name, From(0, 30).Concat(From(0, 50))));
        Assert.True(Is(name, From(1, 40).Where(i => i % 3 > 0).Concat(From(1, 40))));
        Assert.False(Is(name, Enumerable.Repeat(From(1, 12), 5).SelectMany(n => n)));
    }

    [Fact]
    public void Any_step_from_anywhere_numbers_the_rows_and_so_does_what_has_no_repeat_by_no_chance()
    {
        Assert.True(Is("whatever", From(1001, 30)));
        Assert.True(Is("whatever", From(1001, 30).Reverse()));
        Assert.True(Is("whatever", From(1, 30).Select(i => 10 * i)));
        var random = new Seed(3).Generator();
        Assert.True(Is("whatever", From(0, 400).Where(_ => random.NextInt(5) == 0))); // four of five rows were dropped
        var few = From(1000, 5000).ToArray();
        random.Shuffle(few.AsSpan());
        Assert.True(Is("whatever", few.Take(500)));
        Assert.False(Is("whatever", From(0, 60).Select(i => i * i * 7 % 211)));
        Assert.False(Is("notes", From(0, 200).Select(i => i * i * 31 % 4001)));
        Assert.False(Is("seconds", From(0, 60).Select(i => 150 + i * i * 13 % 409)));
    }

    [Fact]
    public void Blank_cells_and_words_for_none_make_an_index_no_feature()
    {
        foreach (var (name, blank) in ((string, string)[])[("Unnamed: 0", ""), ("no", "nan"), ("whatever", "")])
            Assert.True(RowNumbers.Is(name, [.. Enumerable.Range(0, 40).Select(i => new Track($"{i}", "", new Dictionary<string, string>
            {
                [name] = i == 7 ? blank : $"{i}",
            }))]));
    }

    [Fact]
    public void Numbers_that_describe_music_are_none()
    {
        Assert.False(Is("tempo", From(100, 60)));
        Assert.False(Is("popularity", From(0, 60).Select(i => i % 30)));
        Assert.False(Is("year", From(1960, 60)));
        Assert.False(Is("duration_ms", From(0, 60).Select(i => i * 997)));
        Assert.False(Is("mode", [0, 1]));
        Assert.False(Is("loudness", From(-60, 60)));
        Assert.False(Is("x", From(0, 30).Select(i => i / 30)));
        Assert.False(RowNumbers.Is("index", [new("a", "", new Dictionary<string, string> { ["index"] = "" })]));
    }
}
