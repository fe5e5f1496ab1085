using System.Runtime.CompilerServices;
using System.Text;

namespace Gmsa.Experiments.Reports;

/// <summary>
/// Text that is already XHTML. Made by <see cref="Html"/> from an interpolated string whose every hole is encoded unless it is itself
/// <see cref="Markup"/>, so that what came from a file can't become a tag. Holes take text, whole numbers and markup; anything else doesn't
/// compile, which keeps number formats explicit.
/// </summary>
internal readonly struct Markup
{
    private readonly string? text;

    private Markup(string text) => this.text = text;

    public static readonly Markup Empty;

    public static Markup Html(MarkupHandler markup) => new(markup.Text);

    /// <summary>Text as it is shown to people, encoded.</summary>
    public static Markup Text(string text)
    {
        var handler = new MarkupHandler(text.Length, 1);
        handler.AppendFormatted(text);
        return new(handler.Text);
    }

    /// <summary>A sentence for people, in which what stands between backticks is code.</summary>
    public static Markup Prose(string text)
    {
        var parts = text.Split('`');
        // One that has no partner is a sign like any other.
        return parts.Length % 2 == 0 ? Text(text)
            : Html($"{parts.Select((part, i) => i % 2 == 0 ? Text(part) : Html($"<code>{part}</code>"))}");
    }

    /// <summary>Trusted text: stylesheets and the like, never data.</summary>
    public static Markup Trusted(string markup) => new(markup);

    /// <summary>The markup where the condition holds, else nothing.</summary>
    public static Markup When(bool condition, Func<Markup> markup) => condition ? markup() : Empty;

    public override string ToString() => text ?? "";
}

/// <summary>Builds <see cref="Markup"/> out of an interpolated string.</summary>
[InterpolatedStringHandler]
internal readonly ref struct MarkupHandler(int literalLength, int formattedCount)
{
    private readonly StringBuilder builder = new(literalLength + 16 * formattedCount);

    public string Text => builder.ToString();

    public void AppendLiteral(string literal) => builder.Append(literal);

    public void AppendFormatted(Markup markup) => builder.Append(markup.ToString());

    public void AppendFormatted(IEnumerable<Markup> items)
    {
        foreach (var item in items) builder.Append(item.ToString());
    }

    /// <summary>A number as attributes, ids and seeds have it; <see cref="Numbers.Whole"/> writes those that count something.</summary>
    public void AppendFormatted(int number) => builder.Append(Numbers.Plain(number));

    /// <summary>
    /// Encodes what would end text or an attribute; what XML can't hold (control characters, half surrogates) becomes U+FFFD.
    /// </summary>
    public void AppendFormatted(string? text)
    {
        foreach (var rune in (text ?? "").EnumerateRunes())
            switch (rune.Value)
            {
                case '&': builder.Append("&amp;"); break;
                case '<': builder.Append("&lt;"); break;
                case '>': builder.Append("&gt;"); break;
                case '"': builder.Append("&quot;"); break;
                case '\'': builder.Append("&#39;"); break;
                case '\r': break;
                case < ' ' when rune.Value is not ('\t' or '\n'): builder.Append('\uFFFD'); break;
                case (>= 0x7F and <= 0x9F) or 0xFFFE or 0xFFFF: builder.Append('\uFFFD'); break;
                default: builder.Append(rune.ToString()); break;
            }
    }
}
