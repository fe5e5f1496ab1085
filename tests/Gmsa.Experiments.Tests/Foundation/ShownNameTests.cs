using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Foundation;

public class ShownNameTests
{
    [Theory]
    [InlineData("17", "17")]
    [InlineData("Alexiou/song.mp3", "Alexiou/song.mp3")]
    [InlineData("/home/somebody/a-folder-of-music/with-a-folder-in-it/and-one-more/Alexiou/song.mp3", ".../Alexiou/song.mp3")]
    public void Of_a_long_path_its_end_is_shown(string name, string expected) => Assert.Equal(expected, ShownName.Of(name));
}
