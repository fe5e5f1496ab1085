using System.Text;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Audio;

/// <summary>Text under a song's name: the page of a failed download, the pointer to a large file that was never fetched.</summary>
internal static class TextInstead
{
    private const int Looked = 512; // bytes; no sound has so many without a control character
    private const int Shown = 40;

    /// <summary>What is known by a word near its beginning, and what a user can do.</summary>
    private static readonly (string Word, string What)[] Known =
    [
        ("git-lfs.github.com", "the pointer of Git LFS to a file that wasn't fetched; `git lfs pull` fetches it"),
        ("annex/objects", "the pointer of git-annex to a file that wasn't fetched; `git annex get` fetches it"),
        ("<html", "a page of the web, as a failed download leaves it; download the file again"),
        ("<?xml", "a server's answer in XML, as a failed download leaves it; download the file again"),
        ("#EXTM3U", "a playlist; name the files that it names"),
    ];

    /// <summary>What a file is that begins with text, in words; null where it doesn't.</summary>
    public static string? What(Window window)
    {
        var text = Encoding.UTF8.GetString(window.Part(0, Looked)).TrimStart('\uFEFF').Trim();
        // A character may be cut in two where the look ends.
        if (text.Length == 0 || text.TrimEnd('\uFFFD').Any(c => c == '\uFFFD' || (char.IsControl(c) && !char.IsWhiteSpace(c)))) return null;
        var begin = Excerpt.Of(text.Split('\n', 2)[0].Trim(), Shown);
        var what = Known.FirstOrDefault(k => text.Contains(k.Word, StringComparison.OrdinalIgnoreCase)).What;
        return $"it is text and no audio, and begins with '{begin}'{(what is null ? "" : $": {what}")}";
    }
}
