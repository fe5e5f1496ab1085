using System.Security.Cryptography;
using System.Text;
using static Gmsa.Experiments.Reports.Markup;

namespace Gmsa.Experiments.Reports;

/// <summary>One part of a page, with a heading that the page's list of contents leads to.</summary>
/// <param name="Id">A word, unique in its page.</param>
internal sealed record Section(string Id, string Title, Markup Body)
{
    public bool IsEmpty => string.IsNullOrWhiteSpace(Body.ToString());
}

/// <summary>
/// The frame of every page: one file with all that a reader needs in it, which loads nothing from elsewhere (but sounds where it has
/// players for them) and runs nothing but a script of its own where it has one. Also well-formed XML.
/// </summary>
internal static class Page
{
    private const string Generator = "<meta name=\"generator\" content=\"gmsa\" />";

    // How the pages of versions began that didn't say so.
    private const string Former = "<!DOCTYPE html>\n"
        + "<html lang=\"en\" xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n<meta charset=\"utf-8\" />\n"
        + "<meta http-equiv=\"Content-Security-Policy\"";
    private const int HeadBytes = 512;

    /// <summary>Whether a file is a page that this program made: another one is never replaced.</summary>
    public static bool IsOne(string path)
    {
        using var stream = File.OpenRead(path);
        var head = new byte[HeadBytes];
        var text = Encoding.UTF8.GetString(head, 0, stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false));
        return text.Contains(Generator, StringComparison.Ordinal) || text.StartsWith(Former, StringComparison.Ordinal);
    }

    /// <param name="sections">Those with nothing to say have neither a heading nor a link.</param>
    /// <param name="css">What the page needs beside <see cref="Stylesheet"/>.</param>
    /// <param name="media">Where players may take sounds from: <c>data:</c>, <c>file:</c>, or nowhere.</param>
    /// <param name="script">The page's own script, the only one that its policy allows; without &lt; and &amp;, as XML asks.</param>
    public static Markup Of(
        string title, Markup header, IReadOnlyList<Section> sections, Markup footer, string css = "", string script = "",
        string media = "") => Html($"""
        <!DOCTYPE html>
        <html lang="en" xmlns="http://www.w3.org/1999/xhtml">
        <head>
        <meta charset="utf-8" />
        {Trusted(Generator)}
        <meta http-equiv="Content-Security-Policy" content="{Trusted(Policy(script, media))}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        <link rel="icon" href="data:," />
        <style>
        {Trusted(Stylesheet.Css)}{Trusted(css)}
        </style>
        </head>
        <body>
        <header>
        {header}
        {Contents([.. sections.Where(s => !s.IsEmpty)])}
        </header>
        <main>
        {sections.Where(s => !s.IsEmpty).Select(s => Html($"""
            <section id="{s.Id}" aria-labelledby="{s.Id}-title">
            <h2 id="{s.Id}-title">{s.Title}</h2>
            {s.Body}
            </section>

            """))}
        </main>
        <footer>{footer}</footer>
        {When(script.Length > 0, () => Html($"<script>{Trusted(script)}</script>\n"))}</body>
        </html>

        """);

    // One section needs no way to it.
    private static Markup Contents(Section[] sections) => When(sections.Length > 1, () => Html($"""
        <nav aria-label="Sections"><ol>{sections.Select(s => Html($"<li><a href=\"#{s.Id}\">{s.Title}</a></li>"))}</ol></nav>
        """));

    private static string Policy(string script, string media) => "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
        + (media.Length == 0 ? "" : $"; media-src {media}")
        + (script.Length == 0 ? "" : $"; script-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)))}'");
}
