using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Moods;

namespace Gmsa.Experiments.Evaluation;

/// <summary>How a feature column gives a label away.</summary>
public enum FeatureLeakKind
{
    /// <summary>The label is made of the column.</summary>
    Input,

    /// <summary>It orders the tracks as a column does that the label is made of: Spearman's rank correlation is beyond
    /// ±.98, as that of a column that was rounded or jittered; loudness and energy of the origin's Greek table have .73.</summary>
    Copy,

    /// <summary>The commonest label of the nearest value that training tracks have in the column is right on 95 % of the test tracks or
    /// more.</summary>
    Label,

    /// <summary>It numbers the rows (<see cref="RowNumbers"/>), which tells what the table is sorted by.</summary>
    RowNumber,
}

/// <summary>A manifest column that models learn from and that gives a label away.</summary>
/// <param name="Scheme">Empty of what says nothing of one label scheme alone.</param>
/// <param name="Input">The column the label is made of; empty where only the values tell.</param>
/// <param name="Strength">Of a copy the rank correlation without its sign, of a label under another name the share of test tracks it is
/// right on, among those with a number in the column; 0..1.</param>
public sealed record FeatureLeak(string Column, string Scheme, FeatureLeakKind Kind, string Input, double Strength)
{
    private const double Correlated = 0.98, Right = 0.95, AlmostOneLabel = 0.9;

    internal static IReadOnlyList<FeatureLeak> Of(
        IReadOnlyList<Track> tracks, IReadOnlyList<Fold> folds, IReadOnlyList<LabelScheme> schemes, IReadOnlyList<string> columns) =>
        [.. from column in columns
            from scheme in schemes
            let leak = InputOf(column, scheme) ?? CopyOf(column, scheme, tracks)
                ?? LabelUnder(column, scheme, tracks, folds)
            where leak is not null
            select leak];

    /// <summary>Of these columns those that number the rows.</summary>
    /// <param name="rows">All rows of the table, also those that take no part.</param>
    internal static IEnumerable<FeatureLeak> OfRowNumbers(IReadOnlyList<string> columns, IReadOnlyList<Track> rows) =>
        columns.Where(c => RowNumbers.Is(c, rows)).Select(c => new FeatureLeak(c, "", FeatureLeakKind.RowNumber, "", 1));

    private static FeatureLeak? InputOf(string column, LabelScheme scheme) =>
        scheme.Inputs.Contains(column) ? new(column, scheme.Name, FeatureLeakKind.Input, column, 1) : null;

    private static FeatureLeak? CopyOf(string column, LabelScheme scheme, IReadOnlyList<Track> tracks) => scheme.Inputs
        .Select(input => new FeatureLeak(column, scheme.Name, FeatureLeakKind.Copy, input, Correlation(tracks, column, input)))
        .Where(leak => leak.Strength > Correlated).MaxBy(leak => leak.Strength);

    private static FeatureLeak? LabelUnder(string column, LabelScheme scheme, IReadOnlyList<Track> tracks, IReadOnlyList<Fold> folds)
    {
        var lookup = LabelLookup.OfNearest([.. tracks.Select(t => Number(t, column))], [.. tracks.Select(scheme.LabelOf)],
            scheme.Labels, folds);
        // A column of words or blanks tells nothing, and where nearly all tracks have one label every column is right.
        if (2 * lookup.Known <= lookup.N || lookup.Global >= AlmostOneLabel) return null;
        var right = (double)lookup.KnownRight / lookup.Known;
        return right >= Right ? new(column, scheme.Name, FeatureLeakKind.Label, "", right) : null;
    }

    /// <summary>Without its sign, over the tracks with a number in both columns; 0 where they are fewer than three or all alike.</summary>
    private static double Correlation(IReadOnlyList<Track> tracks, string a, string b)
    {
        var pairs = tracks.Select(t => (A: Number(t, a), B: Number(t, b))).Where(p => p is { A: not null, B: not null }).ToArray();
        if (pairs.Length < 3) return 0;
        var correlation = MathNet.Numerics.Statistics.Correlation.Spearman(pairs.Select(p => p.A!.Value), pairs.Select(p => p.B!.Value));
        return double.IsFinite(correlation) ? Math.Abs(correlation) : 0;
    }

    private static double? Number(Track track, string column) =>
        track.Number(column) is { } number && double.IsFinite(number) ? number : null;
}
