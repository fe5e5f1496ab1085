namespace Gmsa.Experiments.Tests.Fuzz;

/// <summary>A stream that can't seek and gives few bytes at a time, as pipes do.</summary>
/// <param name="atOnce">Bytes a read gives at most.</param>
internal sealed class Pipe(byte[] bytes, int atOnce) : MemoryStream(bytes)
{
    public override bool CanSeek => false;

    public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, atOnce));

    public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, atOnce)]);

    // The base class's own would hand over everything at once, or seek.
    public override void CopyTo(Stream destination, int bufferSize)
    {
        var buffer = new byte[bufferSize];
        for (int read; (read = Read(buffer)) > 0;) destination.Write(buffer, 0, read);
    }
}
