using System.Diagnostics;
using System.Globalization;

namespace Gmsa.Experiments.Tests.Fuzz;

/// <summary>One way to read one kind of file.</summary>
/// <param name="Name">Of the file's kind and of the way: <c>wav/pipe</c>.</param>
/// <param name="Refusal">The one exception it may throw; null where it may throw none.</param>
/// <param name="Read">
/// Reads a file's bytes and says what came of it. It throws <see cref="InvalidOperationException"/> for a result that makes no sense.
/// </param>
internal sealed record ReadingWay(string Name, Type? Refusal, Func<byte[], string> Read)
{
    /// <summary>One execution of the reader in so many goes this way: more where it touches a disk.</summary>
    public int Rarity { get; init; } = 1;

    /// <summary>Bytes it may allocate for each byte of the file, beside <see cref="FuzzRules.Constant"/>.</summary>
    public int Factor { get; init; } = 8;
}

/// <summary>What a reader did with one file.</summary>
/// <param name="Outcome">Its result or refusal in words.</param>
/// <param name="Finding">Which rule it broke; null where none.</param>
/// <param name="Allocated">Bytes, by this thread.</param>
internal sealed record Examination(string Outcome, string? Finding, long Allocated, TimeSpan Time);

/// <summary>
/// The rules that every reader is held to, whatever the bytes: a result or its documented exception, in time, and no more memory than
/// eight times the file and a constant.
/// </summary>
internal static class FuzzRules
{
    /// <summary>Bytes that any reading may cost: its buffers, and a refusal.</summary>
    public const long Constant = 1 << 20;

    public static Examination Examine(ReadingWay way, byte[] file, TimeSpan limit)
    {
        string outcome;
        string? finding = null;
        var (before, start) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
        try
        {
            outcome = way.Read(file);
        }
        catch (Exception error)
        {
            outcome = error.Message;
            if (error.GetType() != way.Refusal) finding = $"{error.GetType().Name}: {error.Message}";
        }
        var time = Stopwatch.GetElapsedTime(start);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        if (allocated > Constant + way.Factor * (long)file.Length)
            finding ??= string.Create(CultureInfo.InvariantCulture, $"allocates {allocated} bytes for a file of {file.Length}");
        if (time > limit)
            finding ??= string.Create(CultureInfo.InvariantCulture, $"takes {time.TotalSeconds:0.0} s for a file of {file.Length} bytes");
        return new(outcome, finding, allocated, time);
    }
}
