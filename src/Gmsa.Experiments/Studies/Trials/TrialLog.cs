using System.Globalization;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Studies;

/// <summary>What a trial says while it runs: <c>log.txt</c>, a line at a time, the newest run of the trial alone.</summary>
internal sealed class TrialLog(string path) : IDisposable
{
    private const int TailLines = 20;
    private readonly StreamWriter writer = new(path, append: false) { AutoFlush = true, NewLine = "\n" };
    private readonly List<string> tail = [];

    public void Add(string text)
    {
        writer.WriteLine(Clock.Now.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture) + " " + text);
        tail.AddRange(text.Split('\n'));
        if (tail.Count > TailLines) tail.RemoveRange(0, tail.Count - TailLines);
    }

    public IReadOnlyList<string> Tail() => [.. tail];

    public void Dispose() => writer.Dispose();
}
