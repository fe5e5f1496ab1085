using System.Text;

namespace Gmsa.Experiments.Launchers;

/// <summary>
/// Takes whatever a program writes, in any amount, and keeps the last lines of it. Its memory is bounded:
/// <c>lines</c> x <c>width</c> bytes.
/// </summary>
/// <param name="width">The most bytes of a line that are kept, from its start.</param>
internal sealed class LastLines(int lines, int width)
{
    private readonly Line[] ring = [.. Enumerable.Range(0, lines).Select(_ => new Line(width))];
    private readonly Lock gate = new();
    private long kept;
    private long bytes;

    /// <summary>The bytes that were taken so far.</summary>
    public long Bytes => Interlocked.Read(ref bytes);

    /// <summary>
    /// Reads until the stream ends. Several streams may be read at once, each on a thread of its own; their lines
    /// stand in the order of their ends.
    /// </summary>
    public void Drain(Stream stream)
    {
        var (chunk, line) = (new byte[1 << 15], new Line(width));
        try
        {
            while (stream.Read(chunk) is > 0 and var count)
            {
                Interlocked.Add(ref bytes, count);
                lock (gate) Split(chunk.AsSpan(0, count), line);
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The other end is gone, or nobody waits for it any more: what came is what there is.
        }
        lock (gate) Keep(line);
    }

    public IReadOnlyList<string> ToList()
    {
        lock (gate)
        {
            var first = Math.Max(0, kept - ring.Length);
            return [.. Enumerable.Range(0, (int)(kept - first)).Select(i => ring[(first + i) % ring.Length].ToString())];
        }
    }

    private void Split(ReadOnlySpan<byte> text, Line line)
    {
        // Programs that draw progress return the carriage and write over the line: each time is a line here.
        for (var end = text.IndexOfAny((byte)'\n', (byte)'\r'); end >= 0; end = text.IndexOfAny((byte)'\n', (byte)'\r'))
        {
            line.Add(text[..end]);
            Keep(line);
            text = text[(end + 1)..];
        }
        line.Add(text);
    }

    private void Keep(Line line)
    {
        if (!line.IsBlank) line.MoveTo(ring[kept++ % ring.Length]);
        line.Clear();
    }

    private sealed class Line(int width)
    {
        private readonly byte[] start = new byte[width];
        private int length;
        private bool cut;

        public bool IsBlank => start.AsSpan(0, length).IndexOfAnyExcept((byte)' ', (byte)'\t') < 0;

        public void Add(ReadOnlySpan<byte> text)
        {
            cut |= text.Length > width - length;
            text = text[..Math.Min(text.Length, width - length)];
            text.CopyTo(start.AsSpan(length));
            length += text.Length;
        }

        public void Clear() => (length, cut) = (0, false);

        public void MoveTo(Line other)
        {
            start.AsSpan(0, length).CopyTo(other.start);
            (other.length, other.cut) = (length, cut);
        }

        public override string ToString()
        {
            var text = string.Concat(Encoding.UTF8.GetString(start, 0, length).Select(c => char.IsControl(c) && c != '\t' ? ' ' : c));
            return cut ? text.TrimEnd('\uFFFD') + "…" : text; // a character that was cut in two
        }
    }
}
