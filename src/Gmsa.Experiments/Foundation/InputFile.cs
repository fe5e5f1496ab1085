using System.Runtime.InteropServices;

namespace Gmsa.Experiments.Foundation;

/// <summary>
/// Opens what is to be read. Whoever opens a named pipe waits until somebody writes to it, perhaps for ever, and a device may have no end:
/// what isn't a file, after all links, is refused by name before it is opened. What a shell passes as a pipe that is open already, as in
/// <c>&lt;(zcat x.csv.gz)</c>, is read to its end.
/// </summary>
public static class InputFile
{
    private static readonly string[] Passed = ["/dev/fd/", "/proc/self/fd/"];

    // stat(2), S_IFMT.
    private const int Kind = 0xF000, Pipe = 0x1000, CharacterDevice = 0x2000, BlockDevice = 0x6000, Socket = 0xC000;

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
    public static string? WhatElse(string path) => (Mode(path) & Kind) switch
    {
        Pipe => "a named pipe (FIFO)",
        Socket => "a socket",
        CharacterDevice or BlockDevice => "a device",
        _ => null,
    };

    private static void Check(string path)
    {
        if (WhatElse(path) is { } other) throw new IOException($"it is {other}, not a file");
    }

    /// <summary>True of a pipe that this process was given open: somebody writes to it, or has.</summary>
    private static bool IsPassedOn(string path) => (Mode(path) & Kind) == Pipe
        && (path == "/dev/stdin" || Passed.Any(folder => path.StartsWith(folder, StringComparison.Ordinal)));

    /// <summary>What a path's links lead to, as stat(2) says it; 0 where nothing is there, or nobody knows.</summary>
    private static int Mode(string path)
    {
        if (OperatingSystem.IsWindows()) return 0;
        try
        {
            var status = new Status();
            return SystemNative_Stat(path, ref status) == 0 ? status.Mode : 0;
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
        {
            return 0;
        }
    }

    /// <summary>
    /// The beginning of .NET's own stat, which is the same on every Unix (dotnet/runtime, pal_io.h), with room for the rest.
    /// </summary>
    [StructLayout(LayoutKind.Sequential, Size = 512)]
    private struct Status
    {
        public int Flags;
        public int Mode;
    }

    [DllImport("libSystem.Native", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int SystemNative_Stat([MarshalAs(UnmanagedType.LPUTF8Str)] string path, ref Status status);
}
