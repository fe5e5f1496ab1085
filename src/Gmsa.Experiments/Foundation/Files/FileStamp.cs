namespace Gmsa.Experiments.Foundation;

/// <summary>
/// What tells without reading it whether a file is still the one it was: of the file that a path leads to, through whatever links. Equal
/// stamps mean an equal file unless it changed within one tick of its file system's clock, so that its last change has to lie well in the
/// past. Other stamps need not mean another file: a new mode or name changes one too.
/// </summary>
/// <param name="Size">Bytes.</param>
/// <param name="Modified">As in <see cref="FileStatus"/>, and so are the others.</param>
internal readonly record struct FileStamp(long Size, long Modified, long Changed, ulong Number)
{
    /// <summary>Null where the path leads to no file: to nothing, a folder, a pipe, a socket or a device.</summary>
    public static FileStamp? Of(string path) => FileStatus.Of(path) is { Kind: PathKind.File } file
        ? new(file.Size, file.Modified, file.Changed, file.Number) : null;

    /// <summary>Whether so much time has gone by since the last change that another one would show.</summary>
    public bool IsSettled(TimeSpan after) =>
        FileStatus.Nanoseconds(Clock.Now.UtcDateTime) - Changed >= FileStatus.Nanoseconds(DateTime.UnixEpoch + after);
}
