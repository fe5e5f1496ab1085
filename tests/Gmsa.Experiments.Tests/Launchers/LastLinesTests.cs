using System.Text;
using Gmsa.Experiments.Launchers;

namespace Gmsa.Experiments.Tests.Launchers;

public class LastLinesTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("one", "one")]
    [InlineData("one\ntwo\n", "one|two")]
    [InlineData("one\r\n\r\n  \ntwo", "one|two")]
    [InlineData("1 %\r2 %\r3 %\n", "1 %|2 %|3 %")]
    [InlineData("1\n2\n3\n4\n5\n", "3|4|5")]
    [InlineData("0123456789\n0123456789a\n", "0123456789|0123456789…")]
    [InlineData("\u001b[1mbold\n", " [1mbold")]
    [InlineData("ελληνικά\n", "ελλην…")]
    [InlineData("aελληνικά\n", "aελλη…")]
    public void The_last_lines_are_kept_each_cut(string text, string expected)
    {
        foreach (var piece in (int[])[1, 3, 1000])
        {
            var lines = new LastLines(3, 10);
            lines.Drain(new Pieces(Encoding.UTF8.GetBytes(text), piece));
            Assert.Equal(expected, string.Join('|', lines.ToList()));
            Assert.Equal(Encoding.UTF8.GetByteCount(text), lines.Bytes);
        }
    }

    [Theory]
    [InlineData('x', 100)]
    [InlineData('\n', 10)]
    public void Much_text_needs_little_memory(char value, int megabytes)
    {
        var lines = new LastLines(20, 1000);
        var block = new byte[1_000_000];
        Array.Fill(block, (byte)value);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < megabytes; i++) lines.Drain(new MemoryStream(block));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, megabytes * 50_000); // a buffer for each of the streams
        Assert.Equal(megabytes * 1_000_000L, lines.Bytes);
    }

    private sealed class Pieces(byte[] bytes, int most) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, most)]);
    }
}
