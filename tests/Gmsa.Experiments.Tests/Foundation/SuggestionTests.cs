using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Foundation;

public class SuggestionTests
{
    [Theory]
    [InlineData("tonetz", "tonnetz")]
    [InlineData("TONNETZ", "tonnetz")]
    [InlineData("mle", "mel")]
    [InlineData("pat", "path")]
    [InlineData("lightgbm", "lightGbm")]
    [InlineData("seedCn", "seedCnn")]
    public void Mistyped_words_find_their_own(string word, string expected)
    {
        string[] known = ["mel", "tonnetz", "mfcc", "path", "lightGbm", "seedCnn"];
        Assert.Equal(expected, Suggestion.Closest(word, known));
        Assert.Equal($" Did you mean '{expected}'?", Suggestion.DidYouMean(word, known));
    }

    [Theory]
    [InlineData("spectrogram")]
    [InlineData("x")]
    [InlineData("")]
    public void Words_that_are_near_nothing_get_no_suggestion(string word)
    {
        string[] known = ["mel", "tonnetz", "y"];
        Assert.Null(Suggestion.Closest(word, known));
        Assert.Equal("", Suggestion.DidYouMean(word, known));
    }

    [Fact]
    public void Of_equally_near_words_the_ordinally_first_is_meant_whatever_their_order()
    {
        Assert.Equal("fold1", Suggestion.Closest("fold", ["fold2", "fold1"]));
        Assert.Equal("fold1", Suggestion.Closest("fold", ["fold1", "fold2"]));
        Assert.Null(Suggestion.Closest("fold", []));
    }
}
