using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Reports;

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
    /// <param name="catalog">The kinds that there are; null: those of the library.</param>
    /// <exception cref="InputException">There is no such kind or option, or a value isn't allowed: every problem.</exception>
    public static AudioFeatureOptions Feature(string kind, IReadOnlyList<string> sets, Catalog? catalog = null)
    {
        var problems = new FileProblems();
        var at = new Origin("--kind", 0, 0);
        YamlNode node = new ScalarNode(at, kind, Plain: true);
        foreach (var set in sets) node = Override.Apply(node, set, problems);
        var options = new Binder(problems, catalog ?? Catalog.Default).Bind(typeof(AudioFeatureOptions), node, "kind");
        problems.ThrowIfAny();
        return (AudioFeatureOptions)options!;
    }

    /// <summary>Reports by their words, as they are by default.</summary>
    /// <exception cref="InputException">There are no such reports: every problem.</exception>
    public static IReadOnlyList<ReportOptions> Reports(string option, IReadOnlyList<string> words, Catalog? catalog = null)
    {
        var reports = (catalog ?? Catalog.Default).GroupOf(typeof(ReportOptions))!;
        Problem[] unknown = [.. words.Where(w => reports[w] is null).Select(w => new Problem(option, reports.Unknown(w, w)))];
        return unknown.Length > 0 ? throw new InputException(unknown)
            : [.. words.Select(w => (ReportOptions)Activator.CreateInstance(reports[w]!)!)];
    }
}
