using System.Text.RegularExpressions;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Config;

/// <summary>Says what is wrong with an experiment that was made in code in the words of code: properties in place of a file's keys.</summary>
internal static partial class CodeWords
{
    /// <summary>Does work whose problems are told in code's words.</summary>
    public static T Told<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (InputException wrong)
        {
            throw new InputException([.. wrong.Problems.Select(p => new Problem(p.Where == "--results" ? "results" : p.Where, Of(p)))]);
        }
    }

    private static string Of(Problem problem)
    {
        var message = problem.Message;
        var property = problem.Where[(problem.Where.LastIndexOf('.') + 1)..];
        if (property.Length > 0 && message.StartsWith(Words.CamelCase(property), StringComparison.Ordinal))
            message = property + message[property.Length..];
        message = Missing().Replace(message, m => $"the property {Words.PascalCase(m.Groups[1].Value)}");
        message = Compound().Replace(message, m => KeyPlaces.Keys.Contains(m.Value) ? Words.PascalCase(m.Value) : m.Value);
        return message.Replace("--audio-root", "Data.AudioRoot").Replace("with --results", "as `results`")
            .Replace("--retry-failed", "RetryFailed").Replace("the file asks", "the experiment asks");
    }

    [GeneratedRegex(@"the key '(\w+)'")]
    private static partial Regex Missing();

    // Keys of one word may be words of the sentence.
    [GeneratedRegex(@"\b[a-z0-9]+[A-Z]\w*")]
    private static partial Regex Compound();
}
