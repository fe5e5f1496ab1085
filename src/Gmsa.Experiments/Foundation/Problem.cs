namespace Gmsa.Experiments.Foundation;

/// <summary>
/// Something wrong with the user's input: where (<c>file:line:column</c> where there is one, or empty), and what was
/// found, what is allowed, what next.
/// </summary>
public sealed record Problem(string Where, string Message)
{
    public override string ToString() => Where.Length == 0 ? Message : $"{Where}: {Message}";
}

/// <summary>The input is wrong; nothing was started. Carries every problem found, not only the first.</summary>
public sealed class InputException(IReadOnlyList<Problem> problems) : Exception(string.Join(Environment.NewLine, problems))
{
    public InputException(string where, string message) : this([new Problem(where, message)]) { }

    public IReadOnlyList<Problem> Problems { get; } = problems;
}
