using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Manifests;

/// <summary>
/// Gathers what is wrong with one table, so that all of it is told at once; a table with thousands of bad rows tells the first 20.
/// </summary>
internal sealed class ProblemList(string file)
{
    private const int Most = 20;
    private readonly List<(int Line, string Message)> problems = [];

    public bool Empty => problems.Count == 0;

    public void Add(int line, string message) => problems.Add((line, message));

    public void ThrowIfAny()
    {
        if (problems.Count > 0) throw Exception();
    }

    /// <summary>An exception with this problem too, for those after which nothing can be read.</summary>
    public InputException With(int line, string message)
    {
        Add(line, message);
        return Exception();
    }

    private InputException Exception()
    {
        var told = problems.OrderBy(p => p.Line).Take(Most).Select(p => new Problem($"{file}:{p.Line}", p.Message));
        return new([.. told, .. problems.Count > Most ? [new Problem(file, $"and {problems.Count - Most} "
            + "more.")] : Array.Empty<Problem>()]);
    }
}
