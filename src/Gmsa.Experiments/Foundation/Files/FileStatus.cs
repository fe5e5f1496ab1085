using System.Runtime.InteropServices;

namespace Gmsa.Experiments.Foundation;

/// <summary>What a path leads to.</summary>
internal enum PathKind
{
    File,
    Folder,
    Pipe,
    Socket,
    Device,
}

/// <summary>
/// What the system says of what a path leads to, through whatever links, without opening it. On Windows there are files and folders alone.
/// </summary>
/// <param name="Size">Bytes.</param>
/// <param name="Modified">When its content was last changed, as it says itself: a copy may keep its original's. Nanoseconds since
/// 1970.</param>
/// <param name="Changed">When anything about it was last changed, which no program can set; on Windows the later of that and of when it was
/// made.</param>
/// <param name="Device">Its file system's number while that is mounted.</param>
/// <param name="Number">Its number in its file system; on Windows one that follows from where it lies.</param>
internal readonly record struct FileStatus(PathKind Kind, long Size, long Modified, long Changed, long Device, ulong Number)
{
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const int NanosecondsPerTick = 100;

    // stat(2), S_IFMT.
    private const int KindBits = 0xF000, Pipe = 0x1000, CharacterDevice = 0x2000, Folder = 0x4000, BlockDevice = 0x6000, Socket = 0xC000;

    /// <summary>Null where nothing is there, or nobody may look.</summary>
    public static FileStatus? Of(string path)
    {
        if (OperatingSystem.IsWindows()) return WindowsOf(path);
        return SystemNative_Stat(path, out var record) == 0 ? From(record) : null;
    }

    /// <summary>Of a file that is open, whatever is at its path by now; null where the system doesn't say.</summary>
    public static FileStatus? Of(FileStream file)
    {
        if (OperatingSystem.IsWindows()) return WindowsOf(file.Name); // nobody can put another one there while it is open
        return SystemNative_FStat(file.SafeFileHandle, out var record) == 0 ? From(record) : null;
    }

    /// <summary>Whether both are one file, whatever was written to it between.</summary>
    public bool IsSame(FileStatus other) => (Device, Number) == (other.Device, other.Number);

    /// <summary>Nanoseconds since 1970.</summary>
    public static long Nanoseconds(DateTime utc) => (utc - DateTime.UnixEpoch).Ticks * NanosecondsPerTick;

    private static FileStatus From(in Record record) => new(
        (record.Mode & KindBits) switch
        {
            Folder => PathKind.Folder,
            Pipe => PathKind.Pipe,
            Socket => PathKind.Socket,
            CharacterDevice or BlockDevice => PathKind.Device,
            _ => PathKind.File,
        },
        record.Size, record.Modified * NanosecondsPerSecond + record.ModifiedNanoseconds,
        record.Changed * NanosecondsPerSecond + record.ChangedNanoseconds, record.Device, (ulong)record.Number);

    private static FileStatus? WindowsOf(string path)
    {
        FileSystemInfo found = Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);
        if (found.Exists) found = found.ResolveLinkTarget(returnFinalTarget: true) ?? found;
        if (!found.Exists) return null;
        var (modified, made) = (Nanoseconds(found.LastWriteTimeUtc), Nanoseconds(found.CreationTimeUtc));
        var number = Checksum.OfText(found.FullName.ToUpperInvariant());
        var (kind, length) = found is FileInfo file ? (PathKind.File, file.Length) : (PathKind.Folder, 0);
        return new(kind, length, modified, Math.Max(modified, made), 0, number);
    }

    /// <summary>
    /// .NET's own stat, which is the same on every Unix (dotnet/runtime, pal_io.h), with room for more; a test holds it against stat(1).
    /// </summary>
    [StructLayout(LayoutKind.Sequential, Size = 512)]
    private struct Record
    {
        public int Flags, Mode, User, Group;
        public long Size;
        public long Accessed, AccessedNanoseconds, Modified, ModifiedNanoseconds, Changed, ChangedNanoseconds, Made, MadeNanoseconds;
        public long Device, DeviceOfDevice, Number;
    }

    [DllImport("libSystem.Native", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int SystemNative_Stat([MarshalAs(UnmanagedType.LPUTF8Str)] string path, out Record record);

    [DllImport("libSystem.Native")]
    private static extern int SystemNative_FStat(SafeHandle file, out Record record);
}
