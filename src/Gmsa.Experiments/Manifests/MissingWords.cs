namespace Gmsa.Experiments.Manifests;

/// <summary>Words that programs and people write where there is no value.</summary>
internal static class MissingWords
{
    private static readonly HashSet<string> All = new(StringComparer.OrdinalIgnoreCase)
    {
        "nan", "none", "na", "n/a", "n.a.", "null", "nil", "nat", "unknown", "undefined", "missing", "not available", "unlabelled",
        "unlabeled", "untagged", "tba", "tbd", "n-a", "not applicable", "blank", "empty", "unknown artist",
        "άγνωστο", "αγνωστο", "άγνωστος", "αγνωστος", "άγνωστη", "αγνωστη",
        "-nan", "1.#ind", "-1.#ind", "1.#qnan", "-1.#qnan", "n/a n/a",
        "inf", "#value!", "#ref!", "#div/0!", "#name?", "#num!", "#null!",
    };

    /// <summary>True of such a word, in any case and any brackets, and of dashes and the like: <c>-</c>, <c>?</c>.</summary>
    public static bool Are(string text)
    {
        var bare = text.Trim().Trim('<', '>', '(', ')', '[', ']', '{', '}', '"', '\'');
        return text.Length > 0 && (All.Contains(bare) || All.Contains(bare.TrimStart('#')) || bare.All("-–—?._*#".Contains));
    }
}
