using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Datasets;

/// <summary>
/// How training parts are evened out, counted in tracks. Validation and test parts stay as they are, always, and so
/// does what majority learns from.
/// </summary>
public sealed record BalanceOptions : IValidatableObject
{
    [Description("The most tracks that a label may have in a training part; which ones is drawn. "
        + "With matched, of each label of the finest scheme. Default: all.")]
    [Range(1, 1_000_000)]
    public int? Cap { get; init; }

    [Description("Every scheme learns from the same tracks: as many of each label of the finest scheme as its rarest label has (n of each "
        + "of 8 moods, which are 2n of each of 4). Default false.")]
    public bool Matched { get; init; }

    [Description("An error on a rare label costs more: a track weighs all tracks / (labels x tracks of its label). Default false.")]
    public bool ClassWeights { get; init; }

    [Description("Tracks of rarer labels are repeated until every label has as many as the commonest; "
        + "where pictures are augmented, each repetition is another picture. Default false.")]
    public bool Oversample { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ClassWeights && Oversample)
            yield return new("classWeights and oversample both make up for rare labels; together they would do it twice. Keep one of them",
                [nameof(Oversample)]);
    }
}

/// <summary>A track as a training part has it.</summary>
/// <param name="Track">Its position.</param>
/// <param name="Repetition">From 0: more than one where rare labels are repeated.</param>
/// <param name="Weight">What an error on it costs.</param>
internal readonly record struct TrainingTrack(int Track, int Repetition, float Weight);

/// <summary>
/// Evens out the labels of a training part. Which tracks are taken follows from the seed and their ids alone: a smaller cap takes a part of
/// what a larger one does, and nothing depends on the order of tracks.
/// </summary>
/// <param name="seed">Of the fold.</param>
internal sealed class Balance(BalanceOptions options, IReadOnlyList<Track> tracks, Seed seed)
{
    /// <param name="part">The training part: positions in the tracks.</param>
    /// <param name="labelOf">The label of each track under the arm's scheme.</param>
    /// <param name="finest">The label of each track under the study's finest scheme.</param>
    /// <returns>In the order of the part, repetitions last.</returns>
    public IReadOnlyList<TrainingTrack> Of(IReadOnlyList<int> part, Func<int, string> labelOf, Func<int, string> finest)
    {
        var taken = options.Matched ? Capped(part, finest, Math.Min(options.Cap ?? int.MaxValue, part.GroupBy(finest).Min(g => g.Count())))
            : options.Cap is { } cap ? Capped(part, labelOf, cap) : part;
        var counts = taken.CountBy(labelOf).ToDictionary(StringComparer.Ordinal);
        if (options.ClassWeights)
            return [.. taken.Select(i => new TrainingTrack(i, 0, (float)taken.Count / (counts.Count * counts[labelOf(i)])))];
        IEnumerable<TrainingTrack> once = taken.Select(i => new TrainingTrack(i, 0, 1));
        return options.Oversample && counts.Count > 0 ? [.. once, .. Repeated(taken, labelOf, counts.Values.Max())] : [.. once];
    }

    private int[] Capped(IReadOnlyList<int> part, Func<int, string> labelOf, int most)
    {
        var chosen = part.GroupBy(labelOf).SelectMany(g => Drawn(g).Take(most)).ToHashSet();
        return [.. part.Where(chosen.Contains)];
    }

    /// <summary>What each label lacks to have as many as the commonest: all its tracks again and again, the last time some.</summary>
    private IEnumerable<TrainingTrack> Repeated(IReadOnlyList<int> taken, Func<int, string> labelOf, int most) =>
        taken.GroupBy(labelOf).OrderBy(g => g.Key, StringComparer.Ordinal).SelectMany(label =>
        {
            var drawn = Drawn(label).ToArray();
            return Enumerable.Range(drawn.Length, most - drawn.Length)
                .Select(n => new TrainingTrack(drawn[n % drawn.Length], n / drawn.Length, 1));
        });

    /// <summary>In an order that is random and each track's own.</summary>
    private IEnumerable<int> Drawn(IEnumerable<int> members) =>
        members.OrderBy(i => seed.Derive(tracks[i].Id).Value).ThenBy(i => tracks[i].Id, StringComparer.Ordinal);
}
