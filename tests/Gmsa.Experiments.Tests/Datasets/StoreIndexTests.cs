using System.Text;
using Gmsa.Experiments.Datasets;

namespace Gmsa.Experiments.Tests.Datasets;

public class StoreIndexTests
{
    private static readonly string Hash = new('a', 64);

    [Fact]
    public void Lines_come_back()
    {
        StoreEntry[] entries = [new(Hash, 0, IsWhole: false), new(Hash, 99_999.5, IsWhole: true)];
        Assert.Equal(entries, Read(StoreIndex.Header + string.Concat(entries.Select(entry => Encoding.ASCII.GetString(StoreIndex.Line(entry))))));
    }

    [Theory]
    [InlineData("00001.25000x")]
    [InlineData("    Infinity")]
    [InlineData("   -Infinity")]
    [InlineData("         NaN")]
    [InlineData("999999999999")]
    public void A_length_that_no_clip_has_is_damage(string seconds) =>
        Assert.Throws<InvalidDataException>(() => Read($"{StoreIndex.Header}{Hash},{seconds},1\n"));

    private static List<StoreEntry> Read(string text) => StoreIndex.Read(new MemoryStream(Encoding.ASCII.GetBytes(text)));
}
