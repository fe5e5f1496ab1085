namespace Gmsa.Experiments.Foundation;

/// <summary>A file's name as the name of a study: "Four vs Eight.yaml" gives "four-vs-eight".</summary>
internal static class Slug
{
    private const int Most = 64;
    private const string Nameless = "experiment";

    /// <summary>Lower-case letters, digits and hyphens, 64 at most; "experiment" where the name has neither, as Άλφα.yaml.</summary>
    public static string Of(string path)
    {
        var stem = Path.GetFileNameWithoutExtension(path).ToLowerInvariant();
        var slug = string.Concat(stem.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')).Trim('-');
        return slug.Length == 0 ? Nameless : slug[..Math.Min(Most, slug.Length)];
    }
}
