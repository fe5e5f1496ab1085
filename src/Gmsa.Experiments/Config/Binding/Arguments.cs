using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Config;

/// <summary>Arguments of commands that are written as in experiment files.</summary>
public static class Arguments
{
    /// <summary>A duration, as in 30s or 30d.</summary>
    /// <exception cref="InputException">It is none.</exception>
    public static TimeSpan Duration(string option, string text) => Durations.Parse(text)
        ?? throw new InputException(option, $"'{text}' is no duration; expected a number and a unit (ms, s, m, h, d), as in 30s or 30d");

    /// <summary>A size in bytes, as in 20GB or 20gb; units are powers of 1000.</summary>
    /// <exception cref="InputException">It is none.</exception>
    public static long Size(string option, string text) => ByteSize.Parse(text.ToUpperInvariant())?.Bytes
        ?? throw new InputException(option, $"'{text}' is no size; expected a number and a unit (KB, MB, GB, TB), as in 20GB");

    /// <summary>A feature of audio by its kind, with options as <c>key=value</c>.</summary>
    /// <exception cref="InputException">There is no such kind or option, or a value isn't allowed: every problem.</exception>
    public static AudioFeatureOptions Feature(string kind, IReadOnlyList<string> sets)
    {
        var problems = new FileProblems();
        var at = new Origin("--kind", 0, 0);
        YamlNode node = new ScalarNode(at, kind, Plain: true);
        foreach (var set in sets) node = Override.Apply(node, set, problems);
        var options = new Binder(problems).Bind(typeof(AudioFeatureOptions), node, "kind") as AudioFeatureOptions;
        problems.ThrowIfAny();
        return options!;
    }
}
