using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Foundation;

public class ByteSizeTests
{
    [Theory]
    [InlineData("0B", 0)]
    [InlineData("999B", 999)]
    [InlineData("1KB", 1000)]
    [InlineData("1500MB", 1_500_000_000)]
    [InlineData("4GB", 4_000_000_000)]
    [InlineData("16TB", 16_000_000_000_000)]
    [InlineData("9223372036854775807B", long.MaxValue)]
    public void Sizes_are_written_in_the_largest_unit_that_divides_them(string text, long bytes)
    {
        Assert.Equal(new ByteSize(bytes), ByteSize.Parse(text));
        Assert.Equal(text, new ByteSize(bytes).ToString());
    }

    [Theory]
    [InlineData("1.5GB", 1_500_000_000)]
    [InlineData(".5KB", 500)]
    [InlineData("0.0001KB", 0)]
    [InlineData("2000MB", 2_000_000_000)]
    public void Fractions_and_other_units_are_read(string text, long bytes) => Assert.Equal(bytes, ByteSize.Parse(text)?.Bytes);

    [Theory]
    [InlineData("")]
    [InlineData("4")]
    [InlineData("GB")]
    [InlineData("-1GB")]
    [InlineData("4 GB")]
    [InlineData("4gb")]
    [InlineData("4GiB")]
    [InlineData("4G")]
    [InlineData("1.2.3GB")]
    [InlineData("1,5GB")]
    [InlineData("10000000TB")]
    public void Other_text_is_none(string text) => Assert.Null(ByteSize.Parse(text));

    [Theory]
    [InlineData(0, "0B")]
    [InlineData(999, "999B")]
    [InlineData(4_234_567_890, "4.2GB")]
    [InlineData(200_000_000, "200MB")]
    public void A_person_reads_a_tenth(long bytes, string text) => Assert.Equal(text, new ByteSize(bytes).Rounded());
}
