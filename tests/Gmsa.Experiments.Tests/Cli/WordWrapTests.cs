using Gmsa.Experiments.Cli.Display;

namespace Gmsa.Experiments.Tests.Cli;

public class WordWrapTests
{
    [Theory]
    [InlineData("short", "short")]
    [InlineData("note      the quick brown fox jumps over it", "note      the quick brown fox|          jumps over it")]
    [InlineData("          the quick brown fox jumps over it", "          the quick brown fox|          jumps over it")]
    [InlineData("x.yaml:3:2: unknown key 'trails' in search", "x.yaml:3:2: unknown key|  'trails' in search")]
    [InlineData("a /very/long/path/that/is/longer/than/a/line is here", "a|  /very/long/path/that/is/longer/than/a/line|  is here")]
    [InlineData("Happy   0.5 (0.4 to 0.6)   0.7 (0.6 to 0.8)   991", "Happy   0.5 (0.4 to 0.6)   0.7 (0.6 to 0.8)   991")] // a table's row
    [InlineData("/very/long/path/that/is/longer/than/a/line", "/very/long/path/that/is/longer/than/a/line")]
    public void Lines_break_between_words_and_hang_below_their_text(string line, string expected) =>
        Assert.Equal(expected, string.Join('|', WordWrap.Lines(line, 30)));

    [Fact]
    public void No_word_is_lost_at_any_width()
    {
        const string Line = "alarm     mood8 has no track labelled Calm: a track takes part only where every scheme has a label for it";
        for (var width = 0; width < 130; width++)
        {
            string[] lines = [.. WordWrap.Lines(Line, width)];
            Assert.Equal(Line.Split(' ', StringSplitOptions.RemoveEmptyEntries),
                lines.SelectMany(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
            if (width >= 30) Assert.All(lines, l => Assert.True(l.Length <= width));
        }
    }

    [Fact]
    public void Data_and_what_draws_progress_stay_as_they_are()
    {
        var inner = new StringWriter { NewLine = "\n" };
        using var writer = new WrappingWriter(inner, () => 30);
        writer.WriteLine("{ \"text\": \"the quick brown fox jumps over it\" }");
        writer.WriteLine("\u001b[2K the quick brown fox jumps over it");
        writer.Write("the quick brown ");
        writer.WriteLine("fox jumps over the lazy dog and runs");
        writer.WriteLine("the quick brown fox jumps over the dog\nand home");
        Assert.Equal("{ \"text\": \"the quick brown fox jumps over it\" }\n\u001b[2K the quick brown fox jumps over it\n"
            + "the quick brown fox jumps over the lazy dog and runs\nthe quick brown fox jumps over\n  the dog\nand home\n",
            inner.ToString());
    }
}
