using System.Globalization;

namespace Gmsa.Experiments.Datasets;

/// <summary>
/// What a fold's name says of the predictions made in it: "seed7.2.1" is the first fold of the second repeat of the split, learnt with seed
/// 7 of an axis of seeds. "2.1" says nothing of a seed, "1" or any other word nothing of a repeat either, which is the first then.
/// </summary>
/// <param name="Seed">Null where seeds are no axis.</param>
public readonly record struct FoldName(long? Seed, int Repeat) : IComparable<FoldName>
{
    private const string SeedWord = "seed";

    /// <summary>The name of a fold of the split as it is learnt with a seed of the axis.</summary>
    public static string WithSeed(long seed, string fold) => FormattableString.Invariant($"{SeedWord}{seed}.{fold}");

    public static FoldName Parse(string name)
    {
        var parts = name.Split('.');
        long? seed = parts.Length > 1 && parts[0].StartsWith(SeedWord, StringComparison.Ordinal)
            && Whole<long>(parts[0][SeedWord.Length..]) is { } found ? found : null;
        return new(seed, (seed is null ? parts : parts[1..]) is [var repeat, var fold] && Whole<int>(fold) is not null
            && Whole<int>(repeat) is { } number ? number : 1);
    }

    /// <summary>A fold as a reader knows it, who would take a bare number for anything: "fold 3", "seed 7, fold 2.1".</summary>
    public static string InWords(string name) => Parse(name).Seed is { } seed
        ? FormattableString.Invariant($"seed {seed}, {InWords(name[(name.IndexOf('.') + 1)..])}")
        : name.StartsWith("fold", StringComparison.OrdinalIgnoreCase) ? name : "fold " + name;

    public int CompareTo(FoldName other) =>
        Nullable.Compare(Seed, other.Seed) is var order and not 0 ? order : Repeat.CompareTo(other.Repeat);

    public static bool operator <(FoldName a, FoldName b) => a.CompareTo(b) < 0;
    public static bool operator >(FoldName a, FoldName b) => a.CompareTo(b) > 0;
    public static bool operator <=(FoldName a, FoldName b) => a.CompareTo(b) <= 0;
    public static bool operator >=(FoldName a, FoldName b) => a.CompareTo(b) >= 0;

    private static T? Whole<T>(string text) where T : struct, System.Numerics.IBinaryInteger<T> =>
        T.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
