using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Reports;

namespace Gmsa.Experiments.Tools;

/// <summary>Facts of files that should say nothing about their labels: how they are spread, and whether they give the label away.</summary>
internal static class FactTables
{
    private const int MostValues = 12, Bins = 8;

    /// <summary>One table a fact for each scheme.</summary>
    public static IReadOnlyList<IReadOnlyList<FactTable>> Of(
        IReadOnlyList<TrackFacts> tracks, IReadOnlyList<(string Name, IReadOnlyList<string> Labels, IReadOnlyList<int> LabelOf)> schemes,
        CancellationToken cancel)
    {
        (string Name, IReadOnlyList<string> Values, int[] ValueOf)[] facts = [.. Merged(
        [
            Coded("format", tracks, t => t.Audio.Format, t => 0),
            Coded("sample rate", tracks, t => $"{Grouped(t.Audio.Rate)} Hz", t => t.Audio.Rate),
            Coded("channels", tracks, t => Grouped(t.Audio.Channels), t => t.Audio.Channels),
            BitRates(tracks),
        ])];
        var seed = new Seed(0).Derive("explore");
        var tables = schemes.Select(scheme => facts.Select(fact => new FactTable(
            fact.Name, fact.Values, Counts(fact.Values.Count, fact.ValueOf, scheme.Labels.Count, scheme.LabelOf),
            Judge(fact.ValueOf, scheme.LabelOf, seed.Derive($"{scheme.Name}/{fact.Name}"), cancel), null)).ToArray()).ToArray();
        var judged = tables.SelectMany(t => t).Where(t => t.Giveaway is not null).ToArray();
        var corrected = Holm.Adjust([.. judged.Select(t => t.Giveaway!.P)]);
        return [.. tables.Select(scheme => scheme.Select(t => t with
        {
            HolmP = Array.IndexOf(judged, t) is >= 0 and var i ? corrected[i] : null,
            HolmOver = judged.Length,
        }).ToArray())];
    }

    private static Giveaway? Judge(int[] valueOf, IReadOnlyList<int> labelOf, Seed seed, CancellationToken cancel)
    {
        int[] labelled = [.. Enumerable.Range(0, valueOf.Length).Where(i => labelOf[i] >= 0)];
        return labelled.Length == 0 ? null
            : Giveaway.Of([.. labelled.Select(i => valueOf[i])], [.. labelled.Select(i => labelOf[i])], seed, cancel);
    }

    private static int[][] Counts(int values, int[] valueOf, int labels, IReadOnlyList<int> labelOf)
    {
        var counts = new int[values][];
        for (var v = 0; v < values; v++) counts[v] = new int[labels];
        for (var i = 0; i < valueOf.Length; i++)
            if (labelOf[i] >= 0) counts[valueOf[i]][labelOf[i]]++;
        return counts;
    }

    /// <summary>Facts that divide the tracks alike are one fact: a bit rate that follows from the sample rate tells nothing more.</summary>
    private static IEnumerable<(string, IReadOnlyList<string>, int[])> Merged((string Name, string[] Values, int[] ValueOf)[] facts) =>
        facts.GroupBy(f => f.Values.Length < 2 ? f.Name : string.Join(',', Canonical(f.ValueOf))).Select(alike =>
        {
            var all = alike.ToArray();
            var values = all[0].Values.Select((_, v) => Array.IndexOf(all[0].ValueOf, v))
                .Select(example => string.Join(", ", all.Select(f => f.Values[f.ValueOf[example]]))).ToArray();
            return (string.Join(", ", all.Select(f => f.Name)), (IReadOnlyList<string>)values, all[0].ValueOf);
        });

    private static IEnumerable<int> Canonical(int[] codes)
    {
        var seen = new Dictionary<int, int>();
        foreach (var code in codes)
        {
            seen.TryAdd(code, seen.Count);
            yield return seen[code];
        }
    }

    private static (string, string[], int[]) Coded(
        string name, IReadOnlyList<TrackFacts> tracks, Func<TrackFacts, string> value, Func<TrackFacts, double> order)
    {
        string[] values = [.. tracks.OrderBy(order).ThenBy(value, StringComparer.Ordinal).Select(value).Distinct()];
        return (name, values, [.. tracks.Select(t => Array.IndexOf(values, value(t)))]);
    }

    /// <summary>Bit rates in kb/s; where there are many, as with a variable one, in bins with about as many tracks each.</summary>
    private static (string, string[], int[]) BitRates(IReadOnlyList<TrackFacts> tracks)
    {
        double Rounded(TrackFacts t) => Math.Round(t.Audio.BitRate / 1000 ?? -1);
        var sorted = tracks.Select(Rounded).Where(r => r >= 0).Order().ToArray();
        if (sorted.Distinct().Count() <= MostValues) return Coded("bit rate", tracks, t => KiloBits(Rounded(t), Rounded(t)), Rounded);
        double[] starts = [.. Enumerable.Range(0, Bins).Select(b => sorted[(int)((long)b * sorted.Length / Bins)]).Distinct()];
        int Bin(double rate) => Array.FindLastIndex(starts, s => s <= rate);
        string Name(double rate) => rate < 0 ? KiloBits(-1, -1)
            : KiloBits(starts[Bin(rate)], Bin(rate) == starts.Length - 1 ? sorted[^1] : starts[Bin(rate) + 1] - 1);
        return Coded("bit rate", tracks, t => Name(Rounded(t)), t => Rounded(t) < 0 ? -1 : Bin(Rounded(t)));
    }

    private static string KiloBits(double low, double high) =>
        low < 0 ? "not known" : low == high ? $"{Grouped(low)} kb/s" : $"{Grouped(low)}–{Grouped(high)} kb/s";

    private static string Grouped(double number) => FormattableString.Invariant($"{number:N0}");
}
