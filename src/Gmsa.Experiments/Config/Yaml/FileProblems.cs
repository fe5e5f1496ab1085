using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Config;

/// <summary>Collects what is wrong with an experiment file, so that all of it is told at once, in the order of the file.</summary>
internal sealed class FileProblems
{
    private readonly List<(Origin At, string Message)> found = [];
    private readonly List<Problem> elsewhere = [];

    public int Count => found.Count + elsewhere.Count;

    public void Add(Origin at, string message) => found.Add((at, message));

    /// <summary>Problems of another file (a manifest), which are told after those of this one.</summary>
    public void AddRange(IEnumerable<Problem> problems) => elsewhere.AddRange(problems);

    /// <exception cref="InputException">Anything was added: problems in the order of the file, then those of <c>--set</c>, then those of
    /// other files.</exception>
    public void ThrowIfAny()
    {
        if (Count == 0) return;
        // An alias can bring the same mistake in twice; it is told once.
        var own = found.Distinct()
            .OrderBy(p => p.At.Line == 0).ThenBy(p => p.At.Line).ThenBy(p => p.At.Column)
            .Select(p => new Problem(p.At.ToString(), p.Message));
        throw new InputException([.. own, .. elsewhere]);
    }
}
