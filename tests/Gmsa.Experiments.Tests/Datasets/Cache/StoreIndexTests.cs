using System.Text;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Datasets;

public class StoreIndexTests
{
    private const string Recipe = "{}";
    private static readonly string Hash = new('a', 64);

    [Fact]
    public void Lines_come_back()
    {
        StoreEntry[] entries = [new(Hash, 0, IsWhole: false), new(Hash, 99_999.5, IsWhole: true, 0xdeadbeef),
            new(StoreEntry.Nobody, 0, IsWhole: false)];
        Assert.Equal(entries, Read(StoreIndex.Header
            + string.Concat(entries.Select((entry, row) => Encoding.ASCII.GetString(StoreIndex.Line(entry, row, Recipe))))));
        Assert.Equal(StoreIndex.LineBytes, StoreIndex.Line(entries[1], 1, Recipe).Length);
    }

    [Theory]
    [InlineData("00001.25000x")]
    [InlineData("    Infinity")]
    [InlineData("   -Infinity")]
    [InlineData("         NaN")]
    [InlineData("999999999999")]
    public void A_length_that_no_clip_has_is_damage_even_under_a_right_checksum(string seconds)
    {
        var line = $"{Hash},{seconds},1,00000000,";
        var check = Checksum.Of(Encoding.ASCII.GetBytes(line), Checksum.Of(new byte[4], Checksum.OfText(Recipe)));
        Assert.True(Assert.Single(Read(FormattableString.Invariant($"{StoreIndex.Header}{line}{check:x8}\n"))).IsDamaged);
        Assert.False(Assert.Single(Read(StoreIndex.Header
            + Encoding.ASCII.GetString(StoreIndex.Line(new(Hash, 1, true), 0, Recipe)))).IsDamaged);
    }

    [Fact]
    public void A_line_of_another_row_or_recipe_is_damage()
    {
        var line = Encoding.ASCII.GetString(StoreIndex.Line(new(Hash, 1, IsWhole: true), 1, Recipe));
        Assert.Equal([true, false], Read(StoreIndex.Header + line + line).Select(e => e.IsDamaged));
        Assert.True(Assert.Single(Read(StoreIndex.Header
            + Encoding.ASCII.GetString(StoreIndex.Line(new(Hash, 1, true), 0, "[]")))).IsDamaged);
    }

    [Fact]
    public void The_index_of_an_earlier_version_is_counted() =>
        Assert.Equal(1, StoreIndex.FormerWhole(new MemoryStream(
            Encoding.ASCII.GetBytes($"sha256,seconds,whole\n{Hash},00030.000000,1\n{Hash},00000.000000,0\n"))));

    [Theory]
    [InlineData("", 0u)]
    [InlineData("123456789", 0xe3069283)] // the check value of CRC-32C
    public void Checksums_are_those_of_everybody(string text, uint expected)
    {
        Assert.Equal(expected, Checksum.OfText(text));
        for (var cut = 0; cut <= text.Length; cut++)
            Assert.Equal(expected, Checksum.Of(Encoding.ASCII.GetBytes(text[cut..]), Checksum.OfText(text[..cut])));
    }

    private static List<StoreEntry> Read(string text) => StoreIndex.Read(new MemoryStream(Encoding.ASCII.GetBytes(text)), Recipe);
}
