using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Moods;

/// <summary>A scheme with fewer labels: <c>{ merge: mood4, into: { up: [Happy, Angry], sad: [Sad], calm: [Calm] } }</c>.</summary>
[Description("Another scheme with some of its labels taken together.")]
public sealed record MergeScheme : SchemeOptions
{
    [Description("The scheme to merge: built in, another of these, or { column: NAME }.")]
    [Required]
    public LabelSource Merge { get; init; } = new("", null);

    [Description("The new labels, each with those that it takes together; every label of the source exactly once.")]
    [Required]
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Into { get; init; } = new OrderedDictionary<string, IReadOnlyList<string>>();

    internal override IEnumerable<SchemeFault> Faults()
    {
        if (Into.Count < 2)
            yield return new(this, "into", FormattableString.Invariant(
                $"into has {Into.Count} labels; expected: at least two, as in {{ high: [Happy, Angry], low: [Sad, Calm] }}"));
        foreach (var (label, _) in Into.Where(i => i.Value.Count == 0))
            yield return new(Into, label, $"'{label}' takes no label together; name at least one of the source's, or leave it out");
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (label, taken) in Into)
            foreach (var (index, old) in taken.Index())
                if (!seen.TryAdd(TrackIdentity.Value(old), label))
                    yield return new(Into, label,
                        $"'{old}' is in '{seen[TrackIdentity.Value(old)]}' already; every label goes into one other", index);
    }

    /// <summary>What the labels of the source have to say against it.</summary>
    internal IEnumerable<SchemeFault> Faults(LabelScheme source)
    {
        foreach (var (label, taken) in Into)
            foreach (var (index, old) in taken.Index().Where(t => !source.Labels.Contains(TrackIdentity.Value(t.Item))))
                yield return new(Into, label, $"{source.Name} has no label '{old}'. Its labels: {string.Join(", ", source.Labels)}."
                    + Suggestion.DidYouMean(old, source.Labels), index);
        var missing = source.Labels.Except(Into.Values.SelectMany(taken => taken).Select(TrackIdentity.Value)).ToArray();
        if (missing.Length > 0)
            yield return new(this, "into",
                $"{string.Join(", ", missing)} of {source.Name} {(missing.Length == 1 ? "is" : "are")} in none of "
                    + $"{string.Join(", ", Into.Keys)}; every label of {source.Name} has to be in one");
    }

    internal LabelScheme Create(string name, LabelScheme source) => source.MergedInto(name, [.. Into.Keys],
        Into.SelectMany(i => i.Value.Select(old => (Old: TrackIdentity.Value(old), i.Key)))
            .ToDictionary(p => p.Old, p => p.Key, StringComparer.Ordinal));
}
