namespace Gmsa.Experiments.Foundation;

/// <summary>
/// Opens what is to be read. Whoever opens a named pipe waits until somebody writes to it, perhaps for ever, and a device may have no end:
/// what isn't a file, after all links, is refused by name before it is opened. What a shell passes as a pipe that is open already, as in
/// <c>&lt;(zcat x.csv.gz)</c>, is read to its end.
/// </summary>
internal static class InputFile
{
    private static readonly string[] Passed = ["/dev/fd/", "/proc/self/fd/"];

    /// <summary>Opens a file to read it, or to read parts of it; others may write and delete it meanwhile.</summary>
    /// <exception cref="IOException">It isn't there, or isn't a file.</exception>
    public static FileStream Open(string path, int bufferSize = 4096)
    {
        Check(path);
        return new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize);
    }

    /// <summary>All of a file, or of a pipe that a shell has opened.</summary>
    /// <inheritdoc cref="Open"/>
    public static byte[] Bytes(string path)
    {
        if (!IsPassedOn(path)) Check(path);
        return File.ReadAllBytes(path);
    }

    /// <summary>All of a text in UTF-8.</summary>
    /// <inheritdoc cref="Open"/>
    public static string Text(string path)
    {
        Check(path);
        return File.ReadAllText(path);
    }

    /// <summary>
    /// What is there that is no file and no folder, in words: "a named pipe (FIFO)"; null where it is one, or nothing is there.
    /// </summary>
    public static string? WhatElse(string path) => FileStatus.Of(path)?.Kind switch
    {
        PathKind.Pipe => "a named pipe (FIFO)",
        PathKind.Socket => "a socket",
        PathKind.Device => "a device",
        _ => null,
    };

    private static void Check(string path)
    {
        if (WhatElse(path) is { } other) throw new IOException($"it is {other}, not a file");
    }

    /// <summary>True of a pipe that this process was given open: somebody writes to it, or has.</summary>
    private static bool IsPassedOn(string path) => FileStatus.Of(path)?.Kind == PathKind.Pipe
        && (path == "/dev/stdin" || Passed.Any(folder => path.StartsWith(folder, StringComparison.Ordinal)));
}
