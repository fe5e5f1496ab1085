using System.Globalization;
using System.Text;

namespace Gmsa.Experiments.Cli.Display;

/// <summary>
/// Standard output and standard error of a process that may have been started without them (<c>2>&amp;-</c>), with a full disk behind them,
/// or with hardly any files to open: nothing that is told may end the process, and nothing goes where it doesn't belong.
/// </summary>
internal static class StandardStreams
{
    private const int Output = 1, Error = 2;

    /// <summary>Called first: what has to be opened is opened while that can be done.</summary>
    public static void Secure()
    {
        var (output, error) = (Opened(Output, () => Console.Out), Opened(Error, () => Console.Error));
        if (output is null) Console.SetOut(new Closed());
        else if (!Console.IsOutputRedirected) Console.SetOut(new WrappingWriter(output, () => Width));
        Console.SetError(error is null ? TextWriter.Null
            : new Unfailing(Console.IsErrorRedirected ? error : new WrappingWriter(error, () => Width)));
    }

    /// <summary>Of the terminal, in characters; 0, where nobody knows, wraps nothing.</summary>
    private static int Width
    {
        get
        {
            try
            {
                return Console.WindowWidth - 1; // some terminals break a line that fills them
            }
            catch (Exception error) when (error is IOException or PlatformNotSupportedException)
            {
                return 0;
            }
        }
    }

    private static TextWriter? Opened(int number, Func<TextWriter> open)
    {
        try
        {
            return IsOurs(number) ? open() : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>
    /// False where the number of a stream that was closed has gone to a pipe of the runtime's own, whose other end is in this process too:
    /// it must not be written to. Known on Linux alone.
    /// </summary>
    private static bool IsOurs(int number)
    {
        var folder = "/proc/self/fd/";
        if (!Directory.Exists(folder)) return true;
        if (TargetOf(folder + Text(number)) is not { } target || !IsWritable(number)) return false;
        return !target.StartsWith("pipe:", StringComparison.Ordinal)
            || !Directory.EnumerateFileSystemEntries(folder).Any(other => TargetOf(other) == target && IsReadable(Number(other)));
    }

    private static int Number(string link) => int.Parse(Path.GetFileName(link), NumberStyles.None, CultureInfo.InvariantCulture);

    private static string? TargetOf(string link)
    {
        try
        {
            return new FileInfo(link).LinkTarget;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null; // closed meanwhile
        }
    }

    private static bool IsWritable(int number) => Access(number) is not 0;

    private static bool IsReadable(int number) => Access(number) is 0 or 2;

    /// <summary>proc(5): two bits of the last digit of "flags": 0 to read, 1 to write, 2 for both; null where it is not said.</summary>
    private static int? Access(int number)
    {
        try
        {
            var flags = File.ReadLines("/proc/self/fdinfo/" + Text(number))
                .FirstOrDefault(line => line.StartsWith("flags:", StringComparison.Ordinal));
            return flags is null ? null : (flags[^1] - '0') & 3;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Standard error: where it can't be written there is nobody to tell.</summary>
    private sealed class Unfailing(TextWriter inner) : TextWriter(CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding => inner.Encoding;

        public override void Write(char value) => Try(() => inner.Write(value));

        public override void Write(char[] buffer, int index, int count) => Try(() => inner.Write(buffer, index, count));

        public override void Write(string? value) => Try(() => inner.Write(value));

        public override void WriteLine(string? value) => Try(() => inner.WriteLine(value));

        public override void Flush() => Try(inner.Flush);

        private static void Try(Action write)
        {
            try
            {
                write();
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or ObjectDisposedException)
            {
                // The exit code still tells how it went.
            }
        }
    }

    /// <summary>Standard output that is closed: a result that can't be told is a failure.</summary>
    private sealed class Closed : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => throw new IOException("standard output is closed: what was to be told there is lost");
    }
}
