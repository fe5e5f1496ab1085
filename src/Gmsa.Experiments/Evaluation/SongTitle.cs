using System.Text;

namespace Gmsa.Experiments.Evaluation;

/// <summary>Song titles as keys.</summary>
internal static class SongTitle
{
    /// <summary>
    /// Letters and digits alone, in lower case and without accents, so that spellings of one title fall together; blank where there are
    /// none.
    /// </summary>
    public static string Normalise(string title)
    {
        var key = new StringBuilder(title.Length);
        foreach (var rune in title.Normalize(NormalizationForm.FormKD).EnumerateRunes())
            if (Rune.IsLetterOrDigit(rune)) key.Append(Rune.ToLowerInvariant(rune));
        return key.Replace('ς', 'σ').ToString();
    }
}
