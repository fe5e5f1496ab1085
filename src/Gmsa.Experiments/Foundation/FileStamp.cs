using System.Buffers.Binary;
using System.Text;

namespace Gmsa.Experiments.Foundation;

/// <summary>
/// What tells without reading it whether a file is still the one it was: of the file that a path leads to, through whatever links. Equal
/// stamps mean an equal file unless it changed within one tick of its file system's clock, so <see cref="Settles"/> has to lie well in the
/// past.
/// </summary>
/// <param name="Size">Bytes.</param>
/// <param name="Modified">When its content was last changed, as it says itself: a copy may keep its original's. Nanoseconds since
/// 1970.</param>
/// <param name="Changed">When anything about it was last changed, which no program can set; where only Linux tells, when it was
/// made.</param>
/// <param name="Number">Its number in its file system; elsewhere than on Linux one that follows from where it lies.</param>
internal readonly record struct FileStamp(long Size, long Modified, long Changed, ulong Number)
{
    private const int NanosecondsPerTick = 100;

    /// <summary>The time from which on a change would show. Nanoseconds since 1970.</summary>
    private long Settles => OperatingSystem.IsLinux() ? Changed : Math.Max(Modified, Changed);

    /// <summary>Null where the path leads to no file.</summary>
    public static FileStamp? Of(string path)
    {
        if (OperatingSystem.IsLinux() && LinuxStat.Of(path) is { } known) return known;
        FileSystemInfo file = new FileInfo(path);
        if (file.Exists) file = file.ResolveLinkTarget(returnFinalTarget: true) ?? file;
        if (!file.Exists || file is not FileInfo) return null;
        return new(((FileInfo)file).Length, Nanoseconds(file.LastWriteTimeUtc), Nanoseconds(file.CreationTimeUtc),
            Checksum.OfText(file.FullName));
    }

    /// <summary>Whether so much time has gone by since the last change that another one would show.</summary>
    public bool IsSettled(TimeSpan after) => Nanoseconds(Clock.Now.UtcDateTime) - Settles >= after.Ticks * NanosecondsPerTick;

    private static long Nanoseconds(DateTime utc) => (utc - DateTime.UnixEpoch).Ticks * NanosecondsPerTick;
}

/// <summary>What Linux tells of a file, which .NET doesn't: statx(2), whose record is the same for every processor.</summary>
internal static class LinuxStat
{
    private const int RelativeToHere = -100;
    private const uint Basics = 0x7ff;
    private const int RecordBytes = 256, NumberAt = 32, SizeAt = 40, ChangedAt = 96, ModifiedAt = 112;
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>Null where there is no such file, or the system is too old to tell.</summary>
    public static FileStamp? Of(string path)
    {
        var record = new byte[RecordBytes];
        try
        {
            if (statx(RelativeToHere, [.. Encoding.UTF8.GetBytes(path), 0], 0, Basics, record) != 0) return null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
        return new(
            BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(SizeAt)), Time(record.AsSpan(ModifiedAt)), Time(record.AsSpan(ChangedAt)),
            BinaryPrimitives.ReadUInt64LittleEndian(record.AsSpan(NumberAt)));
    }

    private static long Time(ReadOnlySpan<byte> time) =>
        BinaryPrimitives.ReadInt64LittleEndian(time) * NanosecondsPerSecond + BinaryPrimitives.ReadUInt32LittleEndian(time[sizeof(long)..]);

    [System.Runtime.InteropServices.DllImport("libc")]
    private static extern int statx(int folder, byte[] path, int flags, uint mask, byte[] record);
}
