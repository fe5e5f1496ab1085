namespace Gmsa.Experiments.Foundation;

/// <summary>A file's name as the name of a study: "Four vs Eight.yaml" gives "four-vs-eight".</summary>
internal static class Slug
{
    private const int Most = 64;

    /// <summary>Lower-case letters, digits and hyphens, 64 at most; empty where the name has neither letters nor digits.</summary>
    public static string Of(string path)
    {
        var stem = Path.GetFileNameWithoutExtension(path).ToLowerInvariant();
        var slug = string.Concat(stem.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')).Trim('-');
        return slug[..Math.Min(Most, slug.Length)];
    }
}
