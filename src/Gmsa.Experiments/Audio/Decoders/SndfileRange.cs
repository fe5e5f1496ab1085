using System.Runtime.InteropServices;

namespace Gmsa.Experiments.Audio;

/// <summary>
/// A link as a file of its own, which libsndfile reads through callbacks; zeros follow where more is claimed than there is.
/// </summary>
internal sealed class SndfileRange
{
    private readonly FileStream file;
    private readonly Link link;
    private readonly long length;
    private long position;
    private byte[] buffer = [];

    /// <summary>SF_VIRTUAL_IO; valid while this is alive.</summary>
    public SndfileCallbacks Callbacks;

    public SndfileRange(FileStream file, Link link)
    {
        (this.file, this.link, length) = (file, link, Math.Max(link.ClaimedBytes, link.End - link.Start));
        Callbacks = new() { Length = _ => length, Seek = Seek, Read = Read, Write = (_, _, _) => 0, Tell = _ => position };
    }

    /// <summary>Why the file couldn't be read; null where it could.</summary>
    public IOException? Failure { get; private set; }

    private long Seek(long offset, int whence, nint user)
    {
        position = Math.Max(0, offset + (whence switch { 0 => 0, 1 => position, _ => length }));
        return position;
    }

    private long Read(nint to, long count, nint user)
    {
        var size = (int)Math.Clamp(length - position, 0, Math.Min(count, int.MaxValue));
        if (buffer.Length < size) buffer = new byte[size];
        var part = buffer.AsSpan(0, size);
        part.Clear();
        try
        {
            file.Position = link.Start + position;
            var real = (int)Math.Clamp(link.End - file.Position, 0, size);
            file.ReadExactly(part[..real]);
        }
        catch (IOException error) // which must not go through foreign code
        {
            Failure = error;
            return 0;
        }
        Marshal.Copy(buffer, 0, to, size);
        position += size;
        return size;
    }
}

/// <summary>SF_VIRTUAL_IO of sndfile.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct SndfileCallbacks
{
    public LengthFunction Length;
    public SeekFunction Seek;
    public ReadFunction Read;
    public ReadFunction Write;
    public LengthFunction Tell;

    public delegate long LengthFunction(nint user);

    public delegate long SeekFunction(long offset, int whence, nint user);

    public delegate long ReadFunction(nint buffer, long count, nint user);
}
